import { csvLine } from '../csv/csv-line.ts';
import { netSentiment, wilsonInterval } from '../stats/intervals.ts';
import type { ClassCounts } from '../trend/fold.ts';
import { movingCounts } from '../trend/smooth.ts';

/** The buckets of a trend, as the analytics service gives them. */
export interface TrendBuckets {
  /** UTC milliseconds of each start, and of the last end; empty where the axis is the order of the file. */
  readonly boundsUtc: readonly number[];
  readonly starts: readonly number[];
  readonly counts: readonly ClassCounts[];
}

const CLASSES = ['negative', 'neutral', 'positive'] as const;
const INTERVALS = [...CLASSES, 'net'].flatMap((name) => [
  name === 'net' ? name : `${name}_share`,
  `${name}_low`,
  `${name}_high`,
]);

/**
 * The figures behind the chart as CSV: one line a bucket with its start (UTC in ISO 8601, or the number of the first
 * post), counts, and shares in 0..1 and net sentiment in -1..1 with 95 % intervals. What no post tells is empty. With
 * `smoothing` over more than one bucket the figures follow once more, as moving averages (`movingCounts`).
 */
export function trendCsv({ boundsUtc, starts, counts }: TrendBuckets, smoothing: number): string {
  const isTime = boundsUtc.length > 0;
  const head = isTime ? ['start_utc', 'end_utc'] : ['first_post'];
  const smoothed = smoothing > 1 ? movingCounts(counts, smoothing) : null;
  const lines = counts.map((bucket, i) => {
    const place = isTime
      ? [new Date(boundsUtc[i]!).toISOString(), new Date(boundsUtc[i + 1]!).toISOString()]
      : [String(starts[i]!)];
    const own = [String(total(bucket)), ...bucket.map(String), ...bucketFigures(bucket)];
    return [...place, ...own, ...(smoothed ? bucketFigures(smoothed[i]!) : [])];
  });
  const again = smoothed ? INTERVALS.map((name) => `${name}_mean_of_${smoothing}`) : [];
  return [[...head, 'posts', ...CLASSES, ...INTERVALS, ...again], ...lines]
    .map((line) => csvLine(line, ','))
    .join('');
}

function bucketFigures(counts: ClassCounts): string[] {
  const posts = total(counts);
  const estimates = [
    ...counts.map((count) => wilsonInterval(count, posts)),
    netSentiment(counts[0], counts[2], posts),
  ];
  return estimates.flatMap(({ value, low, high }) =>
    [value, low, high].map((figure) => (posts === 0 ? '' : figure.toFixed(4))),
  );
}

function total(counts: ClassCounts): number {
  return counts[0] + counts[1] + counts[2];
}
