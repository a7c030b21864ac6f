import type { Sentiment } from '../app/types.ts';

const integer = new Intl.NumberFormat();

/** 188,112 in the person's own notation. */
export function formatCount(value: number): string {
  return integer.format(value);
}

/** A number of things: 1 row, 2,048 rows. */
export function formatCounted(value: number, thing: string): string {
  return `${formatCount(value)} ${thing}${value === 1 ? '' : 's'}`;
}

// A formatter costs more to make than a hundred numbers to format.
const percentages = [0, 1, 2].map(
  (digits) =>
    new Intl.NumberFormat(undefined, { maximumFractionDigits: digits, minimumFractionDigits: digits }),
) as [Intl.NumberFormat, Intl.NumberFormat, Intl.NumberFormat];

/** A share in percent with two significant digits: 31 %, 4.2 %, 0.13 %. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return '–';
  const percent = share * 100;
  const digits = percent === 0 || percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  return `${percentages[digits].format(percent)} %`;
}

/** Net sentiment in points with its sign: +12, −31, 0. */
export function formatPoints(share: number): string {
  if (Number.isNaN(share)) return '–';
  const points = Math.round(share * 100);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';
}

/** Points with their sign and one decimal, for parts that add up: +0.3, −14.3, 0.0. */
export function formatPointsExactly(share: number): string {
  const digits = Math.abs(share * 100).toFixed(1);
  return digits === '0.0' ? digits : `${share > 0 ? '+' : '−'}${digits}`;
}

/** A signed difference of probabilities with two decimals: +0.42, −0.07, 0.00. */
export function formatSigned(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return digits === '0.00' ? digits : `${value > 0 ? '+' : '−'}${digits}`;
}

/** A probability with two decimals; certainty is never rounded up to 1. */
export function formatProbability(probability: number): string {
  if (probability >= 0.995) return '> 0.99';
  if (probability < 0.005) return '< 0.01';
  return probability.toFixed(2);
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes in decimal units: 68 MB. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${UNITS[power]}`;
}

/** A time span: 8 s, 2 min 5 s, 1 h 20 min. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 1) return 'under 1 s';
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Date and time of a UTC instant in a zone, to the minute. */
export function formatDateTime(epochMs: number, zone: string): string {
  return dateTimeFormat(zone).format(epochMs);
}

const formats = new Map<string, Intl.DateTimeFormat>();

// A formatter costs about 50 µs to make and a table needs one per visible cell.
function dateTimeFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

/** Tailwind classes of a class's text colour; the word itself always stands beside it. */
export const SENTIMENT_TEXT: Readonly<Record<Sentiment, string>> = {
  Negative: 'text-negative-ink',
  Neutral: 'text-neutral-ink',
  Positive: 'text-positive-ink',
};

/** Tailwind classes of a class's colour as a ground. */
export const SENTIMENT_FILL: Readonly<Record<Sentiment, string>> = {
  Negative: 'bg-negative',
  Neutral: 'bg-neutral',
  Positive: 'bg-positive',
};

/** A mark per class that does not depend on colour. */
export const SENTIMENT_MARK: Readonly<Record<Sentiment, string>> = {
  Negative: '▼',
  Neutral: '■',
  Positive: '▲',
};
