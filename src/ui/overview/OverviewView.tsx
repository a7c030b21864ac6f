import { useCallback, useState } from 'react';
import type { BucketSize, PostFilter, SpikeEvent, Summary, WhyAgainst } from '../../app/types.ts';
import { useActions, useAppState, useQueries } from '../app-context.tsx';
import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { EventsPanel } from '../events/EventsPanel.tsx';
import { useEvents } from '../events/use-events.ts';
import { BreakdownPanels } from '../facets/BreakdownPanels.tsx';
import { PostsTable } from '../posts/PostsTable.tsx';
import { TopicsPanel } from '../topics/TopicsPanel.tsx';
import { useTopics } from '../topics/use-topics.ts';
import { useLiveQuery, useSame } from '../use-live-query.ts';
import { useWhy } from '../why/use-why.ts';
import { WhyPanel } from '../why/WhyPanel.tsx';
import { TopPostsPanel } from './TopPostsPanel.tsx';
import { Totals } from './Totals.tsx';
import { TrendPanel } from './TrendPanel.tsx';

const NO_EVENTS: readonly SpikeEvent[] = [];

/** What happened: totals, sentiment and volume over time, the surest posts, and all posts below. */
export function OverviewView({ route, revisionKey, summary, isSummaryCurrent }: DatasetViewProps) {
  const queries = useQueries();
  const { navigate } = useActions();
  const zone = useAppState((state) => state.zone);
  const [size, setSize] = useState<BucketSize | 'auto'>('auto');
  const { filter } = route;
  const key = `${revisionKey} ${JSON.stringify(filter)}`;
  const trend = useLiveQuery(`${key} ${size} ${zone}`, () => queries.trend(filter, size));
  const top = useLiveQuery(key, () => queries.topPosts(filter, 5));
  const [against, setAgainst] = useState<WhyAgainst>('rest');
  const why = useWhy(filter, against, revisionKey);
  const drawnWhy = useSame(why.data);
  const events = useEvents(filter, revisionKey, zone, why.data?.state === 'done');
  // After the words that Why is made of, which they need too.
  const topics = useTopics(filter, revisionKey, why.data?.state === 'done');
  const drawnTopics = useSame(topics.data);
  const drawnTrend = useSame(trend.data);
  const drawnTop = useSame(top.data);
  const setFilter = useCallback(
    (next: PostFilter) => navigate({ ...route, filter: next }),
    [navigate, route],
  );
  const showTopics = useCallback(() => navigate({ ...route, view: 'topics' }), [navigate, route]);
  const setRange = useCallback(
    (fromMs: number, toMs: number) => setFilter({ ...route.filter, time: { fromMs, toMs } }),
    [setFilter, route],
  );

  return (
    <div data-testid="view-overview" className="flex flex-col gap-6 px-4 py-4">
      <Totals
        summary={summary}
        isCurrent={isSummaryCurrent}
        filter={filter}
        onFilter={setFilter}
        revisionKey={revisionKey}
      />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <TrendPanel
            trend={drawnTrend}
            isCurrent={trend.isCurrent}
            events={events.spikes?.events ?? NO_EVENTS}
            filter={filter}
            undated={undatedShown(summary)}
            size={size}
            onSize={setSize}
            onRange={setRange}
          />
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
      <TopPostsPanel top={drawnTop} search={filter.search} isCurrent={top.isCurrent} />
      <section aria-labelledby="posts-title" className="flex flex-col gap-2">
        <h2 id="posts-title" className="font-semibold text-base">
          All posts
        </h2>
        <div className="h-[28rem]">
          <PostsTable filter={filter} revisionKey={revisionKey} />
        </div>
      </section>
    </div>
  );
}

/** Posts that are in the totals but have no place on the time axis. */
function undatedShown(summary: Summary | null): number {
  return summary?.span ? summary.undated : 0;
}
