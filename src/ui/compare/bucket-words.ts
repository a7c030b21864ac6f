import type { BucketSize } from '../../app/types.ts';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };
const TIME: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };
const FORMATS: Readonly<Record<BucketSize, Intl.DateTimeFormat>> = {
  minute: new Intl.DateTimeFormat(undefined, TIME),
  'quarter-hour': new Intl.DateTimeFormat(undefined, TIME),
  hour: new Intl.DateTimeFormat(undefined, TIME),
  day: new Intl.DateTimeFormat(undefined, DAY),
  week: new Intl.DateTimeFormat(undefined, DAY),
  month: new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
};

/** A bucket by its start, a wall-clock time, which is formatted as if it were UTC. */
export function bucketWords(startMs: number, size: BucketSize | null): string {
  return FORMATS[size ?? 'day'].format(startMs);
}
