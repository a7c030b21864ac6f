import { NOT_SCORED } from '../scores/types.ts';
import { bucketStart, nextBucket } from '../trend/buckets.ts';
import type { TrendColumns } from '../trend/fold.ts';
import type { TimeSpan } from '../trend/main-span.ts';
import { toUtc, type Zone } from '../trend/zone.ts';
import type { AlertBucket, SpikeOptions } from './spikes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Up to this long, hours of the day cannot be learnt, and an hour is coarse. */
const SHORT_SPAN_MS = 3 * DAY_MS;
const SHORT_WIDTHS_MS = [5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
// Of fewer posts in a bucket, two more are already twice as many.
const LEAST_PER_SHORT_BUCKET = 4;
const LEAST_PER_HOUR = 2;
// Of a few posts an hour, what lasts days shows better by the day, where there are days enough to learn from.
const LONG_SPAN_MS = 28 * DAY_MS;
const LEAST_PER_HOUR_LONG = 5;
// Twenty-three years of hours.
const MAX_BUCKETS = 200_000;

/** Width of the buckets in which events are looked for, milliseconds: minutes in a short span, days of sparse posts. */
export function chooseAlertWidth({ fromMs, toMs }: TimeSpan, posts: number): number {
  const spanMs = Math.max(1, toMs - fromMs);
  const short = SHORT_WIDTHS_MS.find((width) => (posts * width) / spanMs >= LEAST_PER_SHORT_BUCKET);
  if (spanMs <= SHORT_SPAN_MS && short !== undefined) return short;
  const least = spanMs >= LONG_SPAN_MS ? LEAST_PER_HOUR_LONG : LEAST_PER_HOUR;
  const isDense = (posts * HOUR_MS) / spanMs >= least && spanMs / HOUR_MS <= MAX_BUCKETS;
  return isDense ? HOUR_MS : DAY_MS;
}

/** How to look for events in buckets of a width that `chooseAlertWidth` gave. */
export function spikeOptionsFor(bucketMs: number, zone: Zone): SpikeOptions {
  const common = { bucketMs, threshold: 5, leastPosts: 8 };
  const seasonOf: SpikeOptions['seasonOf'] = (startMs) => {
    const wall = new Date(startMs + zone.offsetMs(startMs));
    return {
      hour: bucketMs >= DAY_MS ? null : wall.getUTCHours(),
      weekday: (wall.getUTCDay() + 6) % 7,
    };
  };
  if (bucketMs >= DAY_MS)
    return { ...common, seasonOf, coolDown: 2, warmUp: 7, levelHalfLife: 14, isSeasonal: true };
  if (bucketMs >= HOUR_MS)
    return { ...common, seasonOf, coolDown: 6, warmUp: 24, levelHalfLife: 48, isSeasonal: true };
  return { ...common, seasonOf, coolDown: 6, warmUp: 12, levelHalfLife: 24, isSeasonal: false };
}

// A day is told from the days before only when these are two weeks; the hours have their say sooner.
const LONG_WARM_UP_DAYS = 14;

/** Where to look for events, the finest buckets first: of hours over many weeks, the days as well. */
export function chooseAlertScales(span: TimeSpan, posts: number, zone: Zone): SpikeOptions[] {
  const options = spikeOptionsFor(chooseAlertWidth(span, posts), zone);
  if (options.bucketMs !== HOUR_MS || span.toMs - span.fromMs < LONG_SPAN_MS) return [options];
  return [options, { ...spikeOptionsFor(DAY_MS, zone), warmUp: LONG_WARM_UP_DAYS }];
}

/**
 * Posts of the rows within `span` by buckets that follow the zone's hours or days, without gaps. Hours are of equal
 * length, also where the clocks change: an hour that a wall clock shows twice would hold twice the posts.
 */
export function foldAlertBuckets(
  { epochMs, label }: TrendColumns,
  rows: Uint32Array,
  span: TimeSpan,
  bucketMs: number,
  zone: Zone,
): AlertBucket[] {
  const bounds = alertBounds(span, bucketMs, zone);
  const counts = new Uint32Array(3 * bounds.length);
  // Posts come mostly in time order: the last bucket usually serves the next row too.
  let bucket = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const time = epochMs[row]!;
    const code = label[row]!;
    if (code === NOT_SCORED || !(time >= span.fromMs && time <= span.toMs)) continue;
    if (!(time >= bounds[bucket]! && time < bounds[bucket + 1]!)) bucket = lastAtMost(bounds, time);
    counts[3 * bucket + code]!++;
  }
  return bounds.slice(0, -1).map((startMs, i) => {
    const [negative, neutral, positive] = [counts[3 * i]!, counts[3 * i + 1]!, counts[3 * i + 2]!];
    return { startMs, posts: negative + neutral + positive, negative, positive };
  });
}

/** UTC milliseconds at which the buckets that cover `span` start, and at which the last one ends. */
function alertBounds({ fromMs, toMs }: TimeSpan, bucketMs: number, zone: Zone): number[] {
  const bounds: number[] = [];
  if (bucketMs >= DAY_MS) {
    let wallMs = bucketStart(fromMs + zone.offsetMs(fromMs), 'day');
    for (; bounds.length === 0 || bounds.at(-1)! <= toMs; wallMs = nextBucket(wallMs, 'day'))
      bounds.push(toUtc(wallMs, zone));
    return bounds;
  }
  // Some zones are half an hour off.
  const phase = zone.offsetMs(fromMs) % bucketMs;
  let at = Math.floor((fromMs + phase) / bucketMs) * bucketMs - phase;
  for (; bounds.length === 0 || bounds.at(-1)! <= toMs; at += bucketMs) bounds.push(at);
  return bounds;
}

/** Index of the last of ascending `values` that is not above `wanted`; 0 where all are. */
export function lastAtMost(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
