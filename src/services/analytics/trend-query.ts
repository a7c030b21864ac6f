import {
  BUCKET_SIZES,
  type BucketSize,
  chooseBucketSize,
  NOMINAL_WIDTH_MS,
  nextBucket,
} from '../../core/trend/buckets.ts';
import { foldByOrder, type TrendAccumulator, trendSeries } from '../../core/trend/fold.ts';
import { mainSpan, type TimeSpan } from '../../core/trend/main-span.ts';
import { foldSpan } from '../../core/trend/slots.ts';
import { createZone, toUtc, type Zone } from '../../core/trend/zone.ts';
import type { DatasetColumns } from './columns.ts';
import type { Trend, TrendRequest } from './types.ts';

// At 1,440 pixels a bucket of this many is still a few pixels wide; a chart of more than the upper bound is
// slow to draw and shows nothing that a wider bucket would not.
const AUTO_BUCKETS = 120;
const MAX_BUCKETS = 3000;
const ORDER_BINS = 60;

/**
 * Sentiment and volume of the selected rows along time, or along the file where none has a date. A few strays far
 * off the rest are counted in `outside` rather than drawn.
 */
export function trendOf(columns: DatasetColumns, rows: Uint32Array, request: TrendRequest): Trend {
  const span = mainSpan(columns.epochMs, rows);
  if (rows.length === 0) return emptyTrend(request.zone);
  if (span === null) return orderTrend(columns, rows, request.zone);
  const width = span.toMs - span.fromMs;
  const sizes = BUCKET_SIZES.filter((size) => width / NOMINAL_WIDTH_MS[size] <= MAX_BUCKETS);
  const size =
    request.size !== 'auto' && sizes.includes(request.size)
      ? request.size
      : chooseBucketSize(width, AUTO_BUCKETS);
  const zone = zoneOf(request.zone);
  const { accumulator, outside } = foldSpan(columns, rows, span, size, zone);
  return { ...timeTrend(accumulator, size, zone), sizes, outside };
}

let lastZone = createZone('UTC');

/** A zone, with the offsets that it has looked up already where it is the one asked for before. */
export function zoneOf(name: string): Zone {
  if (lastZone.name !== name) lastZone = createZone(name);
  return lastZone;
}

/** First and last date among the rows, UTC milliseconds; null where none has a date. */
export function spanOf(columns: DatasetColumns, rows: Uint32Array): TimeSpan | null {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const time = columns.epochMs[rows[i]!]!;
    if (time < fromMs) fromMs = time;
    if (time > toMs) toMs = time;
  }
  return fromMs <= toMs ? { fromMs, toMs } : null;
}

function timeTrend(
  accumulator: TrendAccumulator,
  size: BucketSize,
  zone: Zone,
): Omit<Trend, 'sizes' | 'outside'> {
  const { starts, counts } = trendSeries(accumulator, size);
  return {
    axis: 'time',
    size,
    starts,
    boundsUtc: boundsOf(starts, size).map((wallMs) => toUtc(wallMs, zone)),
    counts,
    zone: zone.name,
  };
}

function emptyTrend(zone: string): Trend {
  return { axis: 'time', size: null, sizes: [], starts: [], boundsUtc: [], counts: [], outside: 0, zone };
}

/** The starts of the buckets and the end of the last. */
function boundsOf(starts: readonly number[], size: BucketSize): number[] {
  const last = starts.at(-1);
  return last === undefined ? [] : [...starts, nextBucket(last, size)];
}

function orderTrend(columns: DatasetColumns, rows: Uint32Array, zone: string): Trend {
  const counts = foldByOrder(columns.label, rows, ORDER_BINS);
  let first = 1;
  const starts = counts.map(([negative, neutral, positive]) => {
    const start = first;
    first += negative + neutral + positive;
    return start;
  });
  return { axis: 'order', size: null, sizes: [], starts, boundsUtc: [], counts, outside: 0, zone };
}
