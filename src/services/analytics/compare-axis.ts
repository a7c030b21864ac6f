import { type BucketSize, bucketStart, chooseBucketSize, nextBucket } from '../../core/trend/buckets.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { TimeSpan } from '../../core/trend/main-span.ts';
import { toUtc, type Zone } from '../../core/trend/zone.ts';
import type { DatasetColumns } from './columns.ts';

// A small chart has room for so many.
const MAX_BUCKETS = 60;

/** The buckets of several small charts. */
export interface SharedAxis {
  readonly size: BucketSize;
  /** Wall-clock milliseconds of each bucket's start. */
  readonly starts: readonly number[];
  /** UTC milliseconds at which each bucket starts, and at which the last one ends. */
  readonly boundsUtc: Float64Array;
}

/** Buckets over a span, of the size that fits where none is given; null without a span. */
export function axisOver(span: TimeSpan | null, zone: Zone, size?: BucketSize): SharedAxis | null {
  if (!span) return null;
  const used = size ?? chooseBucketSize(span.toMs - span.fromMs, MAX_BUCKETS);
  const starts: number[] = [];
  const last = span.toMs + zone.offsetMs(span.toMs);
  let at = bucketStart(span.fromMs + zone.offsetMs(span.fromMs), used);
  do {
    starts.push(at);
    at = nextBucket(at, used);
  } while (at < last);
  return {
    size: used,
    starts,
    boundsUtc: Float64Array.from([...starts, at], (wallMs) => toUtc(wallMs, zone)),
  };
}

/** Posts by segment and bucket, `[segments][buckets]`; rows outside of the axis are in none. */
export function countBuckets(
  { epochMs, label }: DatasetColumns,
  rows: Uint32Array,
  segmentOf: (row: number) => number,
  segments: number,
  { boundsUtc }: SharedAxis,
): ClassCounts[][] {
  const buckets = boundsUtc.length - 1;
  const counts = new Uint32Array(3 * segments * buckets);
  // Posts come mostly in time order: the last bucket usually serves the next row too.
  let bucket = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const time = epochMs[row]!;
    if (!(time >= boundsUtc[0]! && time < boundsUtc[buckets]!)) continue;
    while (time < boundsUtc[bucket]!) bucket--;
    while (time >= boundsUtc[bucket + 1]!) bucket++;
    counts[3 * (segmentOf(row) * buckets + bucket) + label[row]!]!++;
  }
  return Array.from({ length: segments }, (_, segment) =>
    Array.from({ length: buckets }, (_, at): ClassCounts => {
      const from = 3 * (segment * buckets + at);
      return [counts[from]!, counts[from + 1]!, counts[from + 2]!];
    }),
  );
}
