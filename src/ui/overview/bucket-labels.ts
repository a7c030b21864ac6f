import type { BucketSize, Trend } from '../../app/types.ts';
import { formatCount } from '../format.ts';

const FORMATS: Readonly<Record<BucketSize, Intl.DateTimeFormatOptions>> = {
  minute: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  'quarter-hour': { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
};

/** Names of the size menu. */
export const BUCKET_LABELS: Readonly<Record<BucketSize, string>> = {
  minute: 'by minute',
  'quarter-hour': 'by 15 minutes',
  hour: 'by hour',
  day: 'by day',
  week: 'by week',
  month: 'by month',
};

/** One label per bucket: its start in the zone, or the posts it covers where the axis is the file's order. */
export function bucketLabels(trend: Trend): string[] {
  if (trend.axis === 'order' || trend.size === null)
    return trend.starts.map((start, i) => {
      const [negative, neutral, positive] = trend.counts[i]!;
      const end = start + negative + neutral + positive - 1;
      return end === start ? formatCount(start) : `${formatCount(start)}–${formatCount(end)}`;
    });
  // Starts are wall-clock times already, so they are formatted as if they were UTC.
  const format = new Intl.DateTimeFormat(undefined, { ...FORMATS[trend.size], timeZone: 'UTC' });
  return trend.starts.map((start) => format.format(start));
}
