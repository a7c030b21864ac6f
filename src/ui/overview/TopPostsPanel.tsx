import { memo, useId, useMemo, useState } from 'react';
import type { PostRow, TopOrder, TopPosts } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Choice } from '../controls/Choice.tsx';
import { PanelTitle } from '../facets/PanelTitle.tsx';
import {
  formatCounted,
  formatDateTime,
  formatProbability,
  SENTIMENT_MARK,
  SENTIMENT_TEXT,
} from '../format.ts';
import { searchMarks } from '../reasons/marked-parts.ts';
import { PostText } from '../reasons/PostText.tsx';
import { ReasonsDialog } from '../reasons/ReasonsDialog.tsx';
import { UnsureMark, useUnsureBand } from '../scores/Unsure.tsx';

const ORDERS: readonly { readonly value: TopOrder; readonly label: string }[] = [
  { value: 'confidence', label: 'By confidence' },
  { value: 'engagement', label: 'By engagement' },
  { value: 'diverse', label: 'Diverse' },
];

interface TopPostsPanelProps {
  readonly top: TopPosts | null;
  readonly search: string;
  readonly isCurrent: boolean;
  readonly order: TopOrder;
  readonly onOrder: (order: TopOrder) => void;
}

/** The first posts of each side in the order chosen; a text that was repeated shows once. */
export const TopPostsPanel = memo(function TopPostsPanel({
  top,
  search,
  isCurrent,
  order,
  onOrder,
}: TopPostsPanelProps) {
  const titleId = useId();
  const marks = useMemo(() => searchMarks(search), [search]);
  const hasEngagement = useAppState(
    ({ datasets, opened }) =>
      datasets?.find(({ id }) => id === opened?.datasetId)?.mapping.roles.includes('engagement') ?? false,
  );
  return (
    <section aria-labelledby={titleId} data-testid="top-posts" data-current={isCurrent}>
      <PanelTitle id={titleId} title="Top posts" explanation={<HowChosen />}>
        <Choice
          label="Order of the top posts"
          testId="top-order"
          value={order}
          options={ORDERS.filter(({ value }) => value !== 'engagement' || hasEngagement)}
          onChange={(value) => onOrder(value as TopOrder)}
        />
      </PanelTitle>
      <div className="grid gap-6 lg:grid-cols-2">
        <PostList title="Negative" posts={top?.negative ?? null} marks={marks} order={order} />
        <PostList title="Positive" posts={top?.positive ?? null} marks={marks} order={order} />
      </div>
    </section>
  );
});

function HowChosen() {
  return (
    <div className="flex flex-col gap-2">
      <p>Five posts of each class. A text that was repeated shows once.</p>
      <p>
        By confidence: those whose class the model is surest of. By engagement: those with most reposts, likes
        and what else the file counts.
      </p>
      <p>
        Diverse: of the 200 surest distinct posts, one after the other, each time the one with the highest
        confidence less its likeness to the ones before (maximal marginal relevance, Carbonell and Goldstein
        1998): the share of words that two posts have in common, or 1 where one author wrote both.
      </p>
    </div>
  );
}

interface PostListProps {
  readonly title: string;
  readonly posts: readonly PostRow[] | null;
  readonly marks: RegExp | null;
  readonly order: TopOrder;
}

function PostList({ title, posts, marks, order }: PostListProps) {
  const [opened, setOpened] = useState<PostRow | null>(null);
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-ink-soft text-xs">{title}</h3>
      {posts?.length === 0 && <p className="text-ink-soft">No post of this class among those selected.</p>}
      <ol className="divide-y divide-line border-line border-y">
        {posts === null
          ? Array.from({ length: 5 }, (_, i) => `placeholder-${i}`).map((key) => (
              <li key={key} className="h-12" aria-hidden="true" />
            ))
          : posts.map((post) => (
              <PostItem
                key={post.row}
                post={post}
                marks={marks}
                order={order}
                onOpen={() => setOpened(post)}
              />
            ))}
      </ol>
      {opened && <ReasonsDialog post={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

interface PostItemProps {
  readonly post: PostRow;
  readonly marks: RegExp | null;
  readonly order: TopOrder;
  readonly onOpen: () => void;
}

function PostItem({ post, marks, order, onOpen }: PostItemProps) {
  const band = useUnsureBand();
  const zone = useAppState((state) => state.zone);
  const about = [
    order === 'engagement' && post.engagement !== null ? formatCounted(post.engagement, 'reaction') : null,
    post.author,
    post.brand,
    post.epochMs === null ? null : formatDateTime(post.epochMs, zone),
  ];
  return (
    <li className="relative flex gap-3 py-2 hover:bg-raised" data-testid="top-post">
      <span
        className={`w-14 shrink-0 pt-0.5 text-right text-xs ${SENTIMENT_TEXT[post.sentiment]}`}
        title="Probability of the class that the model chose"
      >
        <span aria-hidden="true">{SENTIMENT_MARK[post.sentiment]}</span> {formatProbability(post.confidence)}{' '}
        <UnsureMark confidence={post.confidence} band={band} onOpen={onOpen} />
      </span>
      <div className="min-w-0">
        <PostText text={post.text} marks={marks} clamp="line-clamp-3" onOpen={onOpen} />
        <p className="text-ink-faint text-xs">
          {[...about.filter((part) => part !== null), `row ${post.row + 1}`].join(' · ')}
        </p>
      </div>
    </li>
  );
}
