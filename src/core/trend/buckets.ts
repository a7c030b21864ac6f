/** Widths of a bucket on the time axis, narrow to wide. Weeks begin on Monday (ISO 8601). */
export const BUCKET_SIZES = ['minute', 'quarter-hour', 'hour', 'day', 'week', 'month'] as const;
export type BucketSize = (typeof BUCKET_SIZES)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
// 1970-01-01 was a Thursday: the first Monday before it.
const MONDAY_MS = -3 * DAY_MS;

/** Nominal width in milliseconds (a month counts 30.44 days); for choosing a size, not for arithmetic. */
export const NOMINAL_WIDTH_MS: Readonly<Record<BucketSize, number>> = {
  minute: MINUTE_MS,
  'quarter-hour': 15 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30.44 * DAY_MS,
};

/** Start of the bucket that holds a wall-clock time; both in wall-clock milliseconds. */
export function bucketStart(wallMs: number, size: BucketSize): number {
  if (size === 'month') {
    const date = new Date(wallMs);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }
  const origin = size === 'week' ? MONDAY_MS : 0;
  const width = NOMINAL_WIDTH_MS[size];
  return Math.floor((wallMs - origin) / width) * width + origin;
}

/** Start of the bucket after the one that starts at `startMs` (wall clock). */
export function nextBucket(startMs: number, size: BucketSize): number {
  if (size !== 'month') return startMs + NOMINAL_WIDTH_MS[size];
  const date = new Date(startMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** The narrowest size that shows a span (milliseconds) in at most `maxBuckets` buckets. */
export function chooseBucketSize(spanMs: number, maxBuckets: number): BucketSize {
  return BUCKET_SIZES.find((size) => spanMs / NOMINAL_WIDTH_MS[size] <= maxBuckets) ?? 'month';
}
