import { NOT_SCORED } from '../scores/types.ts';
import { type BucketSize, bucketStart, nextBucket } from './buckets.ts';
import type { Zone } from './zone.ts';

/** Posts per class in one bucket, in the order of `SENTIMENTS`. */
export type ClassCounts = [negative: number, neutral: number, positive: number];

/** Counts by bucket start (wall-clock milliseconds of the zone). */
export type TrendAccumulator = Map<number, ClassCounts>;

/** What the fold needs of the posts: parallel columns, one entry per row. */
export interface TrendColumns {
  /** UTC milliseconds; NaN rows have no place on a time axis and are skipped. */
  readonly epochMs: Float64Array;
  /** Index into `SENTIMENTS`; `NOT_SCORED` rows are skipped. */
  readonly label: Uint8Array;
}

/** Adds rows to the accumulator and gives it back. The result does not depend on the order of the rows. */
export function foldTrend(
  accumulator: TrendAccumulator,
  columns: TrendColumns,
  rows: Uint32Array,
  size: BucketSize,
  zone: Zone,
): TrendAccumulator {
  const { epochMs, label } = columns;
  // Posts come mostly in time order: the last bucket usually serves the next row too.
  let start = Number.NaN;
  let end = Number.NaN;
  let counts: ClassCounts = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = label[row]!;
    const time = epochMs[row]!;
    if (code === NOT_SCORED || Number.isNaN(time)) continue;
    const wallMs = time + zone.offsetMs(time);
    if (!(wallMs >= start && wallMs < end)) {
      start = bucketStart(wallMs, size);
      end = nextBucket(start, size);
      counts = countsAt(accumulator, start);
    }
    counts[code as 0 | 1 | 2]++;
  }
  return accumulator;
}

function countsAt(accumulator: TrendAccumulator, start: number): ClassCounts {
  let counts = accumulator.get(start);
  if (!counts) {
    counts = [0, 0, 0];
    accumulator.set(start, counts);
  }
  return counts;
}

/** Buckets in order, without gaps: a bucket in which nobody posted is there with zeros. */
export interface TrendSeries {
  /** Wall-clock milliseconds of each bucket's start, ascending. */
  readonly starts: readonly number[];
  readonly counts: readonly ClassCounts[];
}

/** An accumulator as a gapless series; empty where nothing was folded. */
export function trendSeries(accumulator: TrendAccumulator, size: BucketSize): TrendSeries {
  const known = [...accumulator.keys()].sort((a, b) => a - b);
  const last = known.at(-1);
  const starts: number[] = [];
  if (last !== undefined) for (let at = known[0]!; at <= last; at = nextBucket(at, size)) starts.push(at);
  return { starts, counts: starts.map((start) => accumulator.get(start) ?? [0, 0, 0]) };
}

/** Counts by place in the file, for posts without dates: `bins` runs of equally many rows, in file order. */
export function foldByOrder(label: Uint8Array, rows: Uint32Array, bins: number): ClassCounts[] {
  const scored = rows.filter((row) => label[row] !== NOT_SCORED);
  const used = Math.max(1, Math.min(bins, scored.length));
  const counts: ClassCounts[] = Array.from({ length: used }, () => [0, 0, 0]);
  scored.forEach((row, i) => {
    counts[Math.floor((i * used) / scored.length)]![label[row] as 0 | 1 | 2]++;
  });
  return counts;
}
