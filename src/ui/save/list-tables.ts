import type { GroupCounts, SpikeDetail, Spikes, TopicTable, Why } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { type SavedChart, tableCsv } from './save-file.ts';

/** The terms of a comparison, each with the side that says it more often. */
export function whyTable({ terms, opposite, compares }: Extract<Why, { state: 'done' }>): SavedChart {
  const [here, there] = compares === 'classes' ? ['negative', 'positive'] : ['selection', 'others'];
  const header = ['term', 'side', 'z', 'texts_here', 'share_here', 'texts_there', 'share_there'];
  const rows = (side: string, list: typeof terms) =>
    list.map(({ term, z, posts, share, restPosts, restShare }) => [
      term,
      side,
      z,
      posts,
      share,
      restPosts,
      restShare,
    ]);
  return { draw: null, csv: () => tableCsv(header, [...rows(here!, terms), ...rows(there!, opposite)]) };
}

/** The topics with their counts, net sentiment and the counts of the two periods. */
export function topicsTable({ topics, none }: TopicTable): SavedChart {
  const classes = ['negative', 'neutral', 'positive'];
  const header = [
    ...['topic', 'terms', 'posts', ...classes, 'net', 'net_low', 'net_high'],
    ...classes.map((name) => `before_${name}`),
    ...classes.map((name) => `after_${name}`),
  ];
  const figures = ({ posts, counts }: GroupCounts): number[] => {
    const { value, low, high } = netOfCounts(counts);
    return [posts, ...counts, value, low, high];
  };
  return {
    draw: null,
    csv: () =>
      tableCsv(header, [
        ...topics.map((topic) => [
          topic.key,
          topic.terms.join(', '),
          ...figures(topic),
          ...topic.before,
          ...topic.after,
        ]),
        ['', '(none)', ...figures(none), null, null, null, null, null, null],
      ]),
  };
}

/** Events with their ends (UTC, ISO 8601), strengths and words. */
export function eventsTable({ events }: Spikes, details: readonly SpikeDetail[] | null): SavedChart {
  const words = (startMs: number): string =>
    details?.find((detail) => detail.startMs === startMs)?.terms?.join(', ') ?? '';
  return {
    draw: null,
    csv: () =>
      tableCsv(
        ['kind', 'start_utc', 'end_utc', 'strength', 'words'],
        events.map(({ kind, startMs, endMs, strength }) => [
          kind,
          new Date(startMs).toISOString(),
          new Date(endMs).toISOString(),
          strength,
          words(startMs),
        ]),
      ),
  };
}
