import { useCallback, useState } from 'react';
import type { Look } from '../../app/look.ts';
import type { PostFilter, SpikeEvent, Summary, TopOrder, WhyAgainst } from '../../app/types.ts';
import { useActions, useAppState, useQueries } from '../app-context.tsx';
import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { AmplificationPanel } from '../duplicates/AmplificationPanel.tsx';
import { useAmplification } from '../duplicates/use-duplicates.ts';
import { EventsPanel } from '../events/EventsPanel.tsx';
import { useEvents } from '../events/use-events.ts';
import { BreakdownPanels } from '../facets/BreakdownPanels.tsx';
import { NotesPanel } from '../notes/NotesPanel.tsx';
import { PostsTable } from '../posts/PostsTable.tsx';
import { TopicsPanel } from '../topics/TopicsPanel.tsx';
import { useTopics } from '../topics/use-topics.ts';
import { useLiveQuery, useSame } from '../use-live-query.ts';
import { useWhy } from '../why/use-why.ts';
import { WhyPanel } from '../why/WhyPanel.tsx';
import { OtherLanguages } from './OtherLanguages.tsx';
import { TopPostsPanel } from './TopPostsPanel.tsx';
import { Totals } from './Totals.tsx';
import { TrendPanel } from './TrendPanel.tsx';

const NO_EVENTS: readonly SpikeEvent[] = [];

const POSTS_TITLE = (
  <h2 id="posts-title" className="font-semibold text-base">
    All posts
  </h2>
);

/** What happened: totals, sentiment and volume over time, the surest posts, and all posts below. */
export function OverviewView({ route, revisionKey, summary, isSummaryCurrent }: DatasetViewProps) {
  const queries = useQueries();
  const { navigate } = useActions();
  const zone = useAppState((state) => state.zone);
  const { filter, look } = route;
  const key = `${revisionKey} ${JSON.stringify(filter)}`;
  const trend = useLiveQuery(`${key} ${look.size} ${zone}`, () => queries.trend(filter, look.size));
  const [against, setAgainst] = useState<WhyAgainst>('rest');
  const why = useWhy(filter, against, revisionKey);
  const drawnWhy = useSame(why.data);
  const [order, setOrder] = useState<TopOrder>('confidence');
  // Words tell diverse posts apart, once they are read.
  const isByWords = order === 'diverse' && why.data?.state === 'done';
  const top = useLiveQuery(`${key} ${order} ${isByWords}`, () => queries.topPosts(filter, order, 5));
  const events = useEvents(filter, revisionKey, zone, why.data?.state === 'done');
  const amplification = useAmplification(filter, revisionKey);
  const drawnAmplification = useSame(amplification.data);
  // After the words that Why is made of, which they need too.
  const topics = useTopics(filter, revisionKey, why.data?.state === 'done');
  const drawnTopics = useSame(topics.data);
  const drawnTrend = useSame(trend.data);
  const drawnTop = useSame(top.data);
  const setFilter = useCallback(
    (next: PostFilter) => navigate({ ...route, filter: next }),
    [navigate, route],
  );
  const setLook = useCallback((next: Look) => navigate({ ...route, look: next }), [navigate, route]);
  const showTopics = useCallback(() => navigate({ ...route, view: 'topics' }), [navigate, route]);
  const setRange = useCallback(
    (fromMs: number, toMs: number) => setFilter({ ...route.filter, time: { fromMs, toMs } }),
    [setFilter, route],
  );

  return (
    <div data-testid="view-overview" className="flex flex-col gap-6 px-4 py-4">
      <div>
        <Totals
          summary={summary}
          isCurrent={isSummaryCurrent}
          filter={filter}
          onFilter={setFilter}
          revisionKey={revisionKey}
        />
        {summary && <OtherLanguages summary={summary} filter={filter} onFilter={setFilter} />}
      </div>
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <TrendPanel
            trend={drawnTrend}
            isCurrent={trend.isCurrent}
            events={events.spikes?.events ?? NO_EVENTS}
            filter={filter}
            undated={undatedShown(summary)}
            look={look}
            onLook={setLook}
            onRange={setRange}
          />
          <NotesPanel trend={drawnTrend} filter={filter} onRange={setRange} />
          <EventsPanel {...events} filter={filter} onFilter={setFilter} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <WhyPanel
            why={drawnWhy}
            isCurrent={why.isCurrent}
            against={against}
            onAgainst={setAgainst}
            filter={filter}
            onFilter={setFilter}
          />
          <TopicsPanel
            topics={drawnTopics}
            isCurrent={topics.isCurrent}
            filter={filter}
            onFilter={setFilter}
            onAll={showTopics}
          />
        </div>
      </div>
      <BreakdownPanels filter={filter} revisionKey={revisionKey} onFilter={setFilter} />
      <AmplificationPanel
        amplification={drawnAmplification}
        isCurrent={amplification.isCurrent}
        error={amplification.error}
        filter={filter}
        onFilter={setFilter}
      />
      <TopPostsPanel
        top={drawnTop}
        search={filter.search}
        isCurrent={top.isCurrent}
        order={order}
        onOrder={setOrder}
      />
      <section aria-labelledby="posts-title">
        <div className="h-[30rem]">
          <PostsTable filter={filter} revisionKey={revisionKey} title={POSTS_TITLE} />
        </div>
      </section>
    </div>
  );
}

/** Posts that are in the totals but have no place on the time axis. */
function undatedShown(summary: Summary | null): number {
  return summary?.span ? summary.undated : 0;
}
