import { useCallback, useState } from 'react';
import type { PostFilter, TopicTable } from '../../app/types.ts';
import { useActions } from '../app-context.tsx';
import { Choice } from '../controls/Choice.tsx';
import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { formatCount, formatCounted, formatShare } from '../format.ts';
import { topicsTable } from '../save/list-tables.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { useEmptyWords } from '../use-empty-words.ts';
import { useSame } from '../use-live-query.ts';
import { withTerm } from '../why/with-term.ts';
import { HowFound } from './HowFound.tsx';
import { TOPIC_COLUMNS, TopicItem } from './TopicItem.tsx';
import { TopicPlaceholders, TopicsReading } from './TopicsReading.tsx';
import { mostInBucket } from './TopicTrend.tsx';
import {
  isTopicChosen,
  postsOf,
  sortTopics,
  TOPIC_ORDERS,
  type TopicOrder,
  toTopicViews,
  withTopicClicked,
} from './topic-view.ts';
import { useTopics } from './use-topics.ts';

/** What the posts are about: topics with their posts, mood and course over time; a click on one shows its posts alone. */
export function TopicsView({ route, revisionKey }: DatasetViewProps) {
  const { navigate } = useActions();
  const { filter } = route;
  const answer = useTopics(filter, revisionKey, true);
  const topics = useSame(answer.data);
  const [wanted, setOrder] = useState<TopicOrder>('posts');
  const table = topics?.state === 'done' ? topics : null;
  const orders = ordersOf(table);
  const order = orders.includes(wanted) ? wanted : 'posts';
  const setFilter = useCallback(
    (next: PostFilter) => navigate({ ...route, filter: next }),
    [navigate, route],
  );
  return (
    <section
      aria-labelledby="topics-title"
      data-testid="view-topics"
      data-state={topics?.state ?? 'waiting'}
      data-current={answer.isCurrent}
      className="flex flex-col gap-3 px-4 py-4"
    >
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <h2 id="topics-title" className="font-semibold text-base">
          Topics
        </h2>
        <HowFound />
        {table && table.topics.length > 0 && (
          <Choice
            label="Order of the topics"
            testId="topics-order"
            className="max-sm:order-last sm:ml-auto"
            value={order}
            options={orders.map((value) => ({ value, label: TOPIC_ORDERS[value].label }))}
            onChange={(value) => setOrder(value as TopicOrder)}
          />
        )}
        {table && table.topics.length > 0 && (
          <div className="max-sm:ml-auto">
            <SaveMenu name="topics" words={null} chart={topicsTable(table)} />
          </div>
        )}
      </div>
      {answer.error !== null && <p className="text-negative-ink">{answer.error}</p>}
      {table ? (
        <TopicList table={table} order={order} filter={filter} onFilter={setFilter} />
      ) : (
        <>
          <TopicsReading reading={topics?.state === 'reading' ? topics : null} />
          <TopicPlaceholders />
        </>
      )}
    </section>
  );
}

function ordersOf(table: TopicTable | null): readonly TopicOrder[] {
  const all = Object.keys(TOPIC_ORDERS) as TopicOrder[];
  return table?.periods ? all : all.filter((order) => !TOPIC_ORDERS[order].isChange);
}

interface TopicListProps {
  readonly table: TopicTable;
  readonly order: TopicOrder;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

function TopicList({ table, order, filter, onFilter }: TopicListProps) {
  const emptyWords = useEmptyWords(filter);
  const { topics } = table;
  if (topics.length === 0) return <p className="text-ink-soft">{noTopicWords(table)}</p>;
  const posts = postsOf(table);
  if (posts === 0) return <p className="text-ink-soft">{emptyWords}</p>;
  const most = mostInBucket(topics.map(({ trend }) => trend));
  return (
    <>
      <p data-testid="topics-none" data-posts={table.none.posts} className="text-ink-soft">
        {formatCounted(topics.length, 'topic')}. {formatCount(table.none.posts)} of{' '}
        {formatCounted(posts, 'post')} ({formatShare(table.none.posts / posts)}) are in none: their words fit
        no topic clearly.
      </p>
      <div>
        <Captions table={table} most={most} />
        <ol aria-label="Topics" className="border-line border-t">
          {sortTopics(toTopicViews(table), order).map((view) => (
            <TopicItem
              key={view.key}
              view={view}
              table={table}
              most={most}
              isChosen={isTopicChosen(filter, topics, view.key)}
              onChoose={(isAdding) => onFilter(withTopicClicked(filter, topics, view.key, isAdding))}
              onTerm={(term) => onFilter({ ...filter, search: withTerm(filter.search, term) })}
            />
          ))}
        </ol>
      </div>
    </>
  );
}

interface CaptionsProps {
  readonly table: TopicTable;
  /** Posts of the fullest bucket of any topic. */
  readonly most: number;
}

function Captions({ table: { periods, size }, most }: CaptionsProps) {
  return (
    <div
      aria-hidden="true"
      className={`hidden px-2 pb-1 text-ink-faint text-xs lg:grid ${TOPIC_COLUMNS} [&>:not(:first-child)]:text-right`}
    >
      <span>Topic, and terms to search for</span>
      <span>Posts</span>
      <span className="!text-left">Classes</span>
      <span>Net sentiment</span>
      <span>{periods && 'Change'}</span>
      <span className="!text-left">{size && `Posts by ${size}, root scale to ${formatCount(most)}`}</span>
    </div>
  );
}

function noTopicWords({ texts, leastTexts }: TopicTable): string {
  return texts < leastTexts
    ? `Too few posts to find topics: the file has ${formatCounted(texts, 'different text')}, and topics need ${leastTexts}.`
    : 'No topics: these posts have too few words in common.';
}
