// 2024-01-01 was a Monday.
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const short = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const long = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });

/** Names of the days, Monday first. */
export const WEEKDAYS = Array.from({ length: 7 }, (_, day) => ({
  short: short.format(MONDAY + day * DAY_MS),
  long: long.format(MONDAY + day * DAY_MS),
}));

/** An hour of the week (24 * weekday + hour, Monday 0) in words: Monday 09:00. */
export function hourLabel(cell: number): string {
  return `${WEEKDAYS[Math.floor(cell / 24)]?.long} ${String(cell % 24).padStart(2, '0')}:00`;
}
