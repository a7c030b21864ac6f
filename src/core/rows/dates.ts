import type { DateOrder } from './types.ts';
import { zoneOffsetMinutes } from './zones.ts';

interface DateParts {
  readonly year: number;
  /** 1-12. */
  readonly month: number;
  readonly day: number;
  /** Clock and zone as written, or '' for midnight UTC. */
  readonly time: string;
}

// Clock, then an optional zone: offset, abbreviation, or JavaScript's `GMT-0700 (PDT)`.
const TIME =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(?:(?:GMT|UTC)?([+-]\d{2}:?\d{2}|[+-]\d{2})|([a-z]{1,5}))?(?:\s*\([^)]*\))?$/i;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T|,? +)(\d.*))?$/;
const NUMBERS = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:(?:T|,? +)(\d.*))?$/;
// Mon Apr 06 22:19:45 PDT 2009
const CTIME = /^(?:[a-z]{3,9},? +)?([a-z]{3,9}) +(\d{1,2}) +(\d{1,2}:\d{2}[^ ]*(?: +[^ ]+)?) +(\d{4})$/i;
// Jul 31, 2018 2:05 PM; Mon Apr 06 2009 22:19:45 GMT-0700 (PDT)
const MONTH_FIRST =
  /^(?:[a-z]{3,9},? +)?([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,? +(?:at +)?(\d.*))?$/i;
// 31-Jul-18; Mon, 06 Apr 2009 22:19:45 +0000
const DAY_FIRST =
  /^(?:[a-z]{3,9},? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})(?:,? +(?:at +)?(\d.*))?$/i;
const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})$/;

/**
 * UTC milliseconds of a date as files write them, NaN where it is none. Known: ISO 8601 and its relatives,
 * RFC 2822, `Mon Apr 06 22:19:45 PDT 2009`, `31-Jul-18`, `Jul 31, 2018`, `31/07/2018 14:05` (by `order`),
 * epoch seconds (9-10 digits) and milliseconds (12-13 digits). Without a zone it is UTC; without a clock it
 * is midnight. Years 1-9998; two digits mean 1970-2069. An unknown zone makes the date unreadable: a guess
 * could be a day wrong.
 */
export function parseDate(text: string, order: DateOrder): number {
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > 80) return Number.NaN;
  if (isEpochNumber(trimmed)) return epochOf(trimmed);
  const parts =
    readIso(trimmed) ?? readNumbers(trimmed, order) ?? readNamedMonth(trimmed) ?? readCompact(trimmed);
  return parts === null ? Number.NaN : toEpoch(parts);
}

/** The three numbers of a date such as 03/04/2019, or `null` where the text is written otherwise. */
export function numericDateParts(text: string): readonly [number, number, number] | null {
  const match = NUMBERS.exec(text.trim());
  return match === null ? null : [Number(match[1]), Number(match[3]), Number(match[4])];
}

/** Whether the text is a plain number that can be epoch seconds or milliseconds. Ids look the same. */
export function isEpochNumber(text: string): boolean {
  return /^(\d{9,10}(\.\d+)?|\d{12,13})$/.test(text);
}

function epochOf(text: string): number {
  return /^\d{12,13}$/.test(text) ? Number(text) : Math.round(Number(text) * 1000);
}

function readIso(text: string): DateParts | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), time: match[4] ?? '' };
}

function readCompact(text: string): DateParts | null {
  const match = COMPACT.exec(text);
  if (match === null) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), time: '' };
}

function readNumbers(text: string, order: DateOrder): DateParts | null {
  const match = NUMBERS.exec(text);
  if (match === null) return null;
  const [a, b, c] = [match[1]!, match[3]!, match[4]!];
  const time = match[5] ?? '';
  if (a.length >= 3 || (order === 'ymd' && c.length <= 2)) {
    return { year: fullYear(a), month: Number(b), day: Number(c), time };
  }
  const [day, month] = order === 'mdy' ? [b, a] : [a, b];
  return { year: fullYear(c), month: Number(month), day: Number(day), time };
}

function readNamedMonth(text: string): DateParts | null {
  const ctime = CTIME.exec(text);
  if (ctime !== null) return named(ctime[4]!, ctime[1]!, ctime[2]!, ctime[3]!);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) return named(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!, monthFirst[4] ?? '');
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return named(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!, dayFirst[4] ?? '');
  return null;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function named(year: string, month: string, day: string, time: string): DateParts | null {
  const lower = month.toLowerCase();
  const index = MONTHS.findIndex((full) => full.startsWith(lower));
  return index < 0 ? null : { year: fullYear(year), month: index + 1, day: Number(day), time };
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function toEpoch(parts: DateParts): number {
  const { year, month, day } = parts;
  if (year < 1 || year > 9998 || month < 1 || month > 12) return Number.NaN;
  if (day < 1 || day > daysIn(year, month)) return Number.NaN;
  const clockMs = parts.time === '' ? 0 : parseClock(parts.time);
  // Date.UTC reads years below 100 as 19xx.
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  return midnight.getTime() + clockMs;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Milliseconds from midnight UTC of the written day; NaN where the clock or its zone makes no sense. */
function parseClock(text: string): number {
  const match = TIME.exec(text.trim());
  if (match === null) return Number.NaN;
  const half = match[5]?.charAt(0).toLowerCase();
  let hours = Number(match[1]);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return Number.NaN;
    hours = (hours % 12) + (half === 'p' ? 12 : 0);
  }
  const minutes = Number(match[2]);
  const seconds = Number(match[3] ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
  const fractionMs = match[4] === undefined ? 0 : Math.floor(Number(`0.${match[4]}`) * 1000 + 1e-6);
  const offset = zoneOffsetMinutes(match[6], match[7]);
  return ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + fractionMs;
}
