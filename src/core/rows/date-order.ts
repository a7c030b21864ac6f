import { numericDateParts, parseDate } from './dates.ts';
import type { DateOrder } from './types.ts';

/**
 * Reads the order of day and month off a column: a number above 12 decides. Where none does, the order under
 * which the posts lie closer together wins, since a file holds weeks more often than it skips from month to
 * month; still a draw is month first for 03/04/2019 and day first for 03.04.2019 and 03-04-2019.
 */
export function guessDateOrder(values: readonly string[]): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let yearFirst = 0;
  for (const value of values) {
    const parts = numericDateParts(value);
    if (parts === null) continue;
    if (parts[0] > 31) yearFirst++;
    else if (parts[0] > 12 && parts[1] <= 12) dayFirst++;
    else if (parts[1] > 12) monthFirst++;
  }
  if (yearFirst > dayFirst + monthFirst) return 'ymd';
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  return orderBySpan(values);
}

function orderBySpan(values: readonly string[]): DateOrder {
  const dayFirstMs = spanMs(values, 'dmy');
  const monthFirstMs = spanMs(values, 'mdy');
  if (dayFirstMs !== monthFirstMs) return dayFirstMs < monthFirstMs ? 'dmy' : 'mdy';
  return values.some((value) => /^\s*\d{1,2}[.-]\d/.test(value)) ? 'dmy' : 'mdy';
}

function spanMs(values: readonly string[], order: DateOrder): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const epochMs = parseDate(value, order);
    if (Number.isNaN(epochMs)) continue;
    first = Math.min(first, epochMs);
    last = Math.max(last, epochMs);
  }
  return last - first;
}
