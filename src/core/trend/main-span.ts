// Quantiles are as good from a sample of this size, and sorting it takes a millisecond.
const SAMPLE = 20_000;
const TAIL = 0.005;
const STRETCH = 10;

/** A stretch of time, UTC milliseconds, both ends included. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The stretch that a chart of these times should show: all of it, unless a few strays (at most half a percent at
 * either end: a year mistyped, a clock never set) would stretch it more than tenfold. Then it is the span of the
 * rest, widened by itself on both sides and cut to the times there are. NaN times are ignored; null without any.
 * @param rows places in `times` that count
 */
export function mainSpan(times: Float64Array, rows: Uint32Array): TimeSpan | null {
  const sample = sampleOf(times, rows);
  const first = sample[0];
  const last = sample.at(-1);
  if (first === undefined || last === undefined) return null;
  const low = sample[Math.floor(TAIL * (sample.length - 1))]!;
  const high = sample[Math.ceil((1 - TAIL) * (sample.length - 1))]!;
  const width = high - low;
  if (width === 0 || last - first <= STRETCH * width) return { fromMs: first, toMs: last };
  return { fromMs: Math.max(first, low - width), toMs: Math.min(last, high + width) };
}

/** Known times in order: a sample, but with the true first and last. */
function sampleOf(times: Float64Array, rows: Uint32Array): Float64Array {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  const picked: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const time = times[rows[i]!]!;
    if (Number.isNaN(time)) continue;
    if (time < first) first = time;
    if (time > last) last = time;
    if (i % step === 0) picked.push(time);
  }
  return first > last ? new Float64Array(0) : Float64Array.from([first, last, ...picked]).sort();
}
