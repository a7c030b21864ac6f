import { NOT_SCORED } from '../scores/types.ts';
import { type BucketSize, bucketStart } from './buckets.ts';
import { foldTrend, type TrendAccumulator, type TrendColumns } from './fold.ts';
import type { TimeSpan } from './main-span.ts';
import { SLOT_MS, type Zone } from './zone.ts';

const MINUTE_MS = 60_000;
// 28 years of quarter-hours: 12 MB of counters.
const MAX_SLOTS = 1_000_000;
// Before that, some zones were off by odd minutes and seconds.
const FIRST_EVEN_MS = Date.UTC(1972, 0);

/**
 * What `foldTrend` gives for the rows within `span`, and how many dated rows are outside of it. Posts are first counted
 * by short slots of time, of which each lies in one bucket, whatever the zone: a row then costs a few additions, and
 * only slots are looked up in the calendar.
 */
export function foldSpan(
  columns: TrendColumns,
  rows: Uint32Array,
  span: TimeSpan,
  size: BucketSize,
  zone: Zone,
): { readonly accumulator: TrendAccumulator; readonly outside: number } {
  const slotMs = size === 'minute' ? MINUTE_MS : SLOT_MS;
  const first = Math.floor(span.fromMs / slotMs);
  const slots = Math.floor(span.toMs / slotMs) - first + 1;
  if (slots > MAX_SLOTS || span.fromMs < FIRST_EVEN_MS) return foldRows(columns, rows, span, size, zone);
  const { epochMs, label } = columns;
  const { fromMs, toMs } = span;
  const counts = new Uint32Array(3 * slots);
  let outside = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = label[row]!;
    const time = epochMs[row]!;
    if (time >= fromMs && time <= toMs) {
      if (code !== NOT_SCORED) counts[3 * (Math.floor(time / slotMs) - first) + code]!++;
    } else if (time < fromMs || time > toMs) outside++;
  }
  const accumulator: TrendAccumulator = new Map();
  for (let slot = 0; slot < slots; slot++) {
    const at = 3 * slot;
    const [negative, neutral, positive] = [counts[at]!, counts[at + 1]!, counts[at + 2]!];
    if (negative + neutral + positive === 0) continue;
    const time = (first + slot) * slotMs;
    const start = bucketStart(time + zone.offsetMs(time), size);
    const known = accumulator.get(start);
    if (!known) accumulator.set(start, [negative, neutral, positive]);
    else {
      known[0] += negative;
      known[1] += neutral;
      known[2] += positive;
    }
  }
  return { accumulator, outside };
}

/** The same row by row. */
function foldRows(
  columns: TrendColumns,
  rows: Uint32Array,
  { fromMs, toMs }: TimeSpan,
  size: BucketSize,
  zone: Zone,
): { readonly accumulator: TrendAccumulator; readonly outside: number } {
  const { epochMs } = columns;
  const inside = rows.filter((row) => epochMs[row]! >= fromMs && epochMs[row]! <= toMs);
  const dated = rows.reduce((sum, row) => sum + (Number.isNaN(epochMs[row]!) ? 0 : 1), 0);
  return {
    accumulator: foldTrend(new Map(), columns, inside, size, zone),
    outside: dated - inside.length,
  };
}
