import { nameWords } from './names.ts';
import { countWords } from './profile.ts';
import { isKnownName } from './role-names.ts';

/** Delimiters that are looked for, in the order that decides a draw. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Records of the head of a file as they come out under one delimiter. */
export interface DelimiterTrial {
  readonly delimiter: Delimiter;
  readonly records: readonly (readonly string[])[];
}

/**
 * The delimiter under which the records agree best on their number of fields, or at which the header splits
 * into names that the rows can be read by. Where none splits them (one column), the one that leaves most
 * records whole, so that commas inside the posts do not cut them.
 */
export function chooseDelimiter(trials: readonly DelimiterTrial[]): Delimiter {
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const { delimiter, records } of trials) {
    const score = Math.max(agreement(records), headerFit(records));
    if (score > 0 && (best === null || score > best.score + 1e-9)) best = { delimiter, score };
  }
  return best?.delimiter ?? mostWhole(trials);
}

/** Most frequent number of fields; the larger where two are equally frequent; 0 without records. */
export function usualFieldCount(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let usual = 0;
  for (const [fields, times] of counts) {
    const best = counts.get(usual) ?? 0;
    if (times > best || (times === best && fields > usual)) usual = fields;
  }
  return usual;
}

// Agreement must be broad, since prose splits at commas too; the first record is most often the header and
// prose is rarely in it, so that its dissent counts double.
function agreement(records: readonly (readonly string[])[]): number {
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  const share = records.filter((record) => record.length === usual).length / records.length;
  if (share < 0.6 || (namesOneColumn(records[0]!) && !isSplitAlike(records.slice(1), usual))) return 0;
  const first = records[0]!.length;
  const headAgrees = first === usual || (first > 1 && Math.abs(first - usual) <= 1);
  return share * (headAgrees ? 1 : 0.5) + Math.min(usual, 50) * 0.002;
}

function namesOneColumn(header: readonly string[]): boolean {
  return header.length === 1 && (isKnownName(nameWords(header[0]!)) || isShortName(header[0]!));
}

// A header such as `text` leaves the commas below it to the posts, unless they cannot be prose.
function isSplitAlike(rows: readonly (readonly string[])[], usual: number): boolean {
  const same = rows.filter((row) => row.length === usual);
  return same.length >= rows.length * 0.95 && !isProse(same, 1);
}

/**
 * Whether what the rows have beyond the first `named` fields is prose cut at its commas: a space follows them.
 * A file that has one after every comma shows it in its named fields too.
 */
export function isProse(rows: readonly (readonly string[])[], named: number): boolean {
  const spaced = (cells: readonly string[]) => cells.some((cell) => /^\s+\S/.test(cell));
  const inSurplus = rows.filter((row) => spaced(row.slice(named))).length;
  const inColumns = rows.filter((row) => spaced(row.slice(1, named))).length;
  return inSurplus > rows.length / 2 && inColumns <= rows.length / 2;
}

// Rows may leave out their last fields, so that they never agree, and posts with bare commas have too many;
// the latter is believed only under a name that is known. At most half of what agreement reaches.
function headerFit(records: readonly (readonly string[])[]): number {
  const header = records[0] ?? [];
  const rows = records.slice(1);
  if (header.length < 2 || rows.length === 0 || !header.every(isShortName)) return 0;
  const limit = header.some((name) => isKnownName(nameWords(name)))
    ? Number.POSITIVE_INFINITY
    : header.length;
  const share = rows.filter((row) => row.length >= 2 && row.length <= limit).length / rows.length;
  return share >= 0.5 ? share * 0.5 : 0;
}

// Prose has a space after its comma.
function isShortName(cell: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.:# -]{0,39}$/u.test(cell) && countWords(cell) <= 3;
}

function mostWhole(trials: readonly DelimiterTrial[]): Delimiter {
  let best: Delimiter = ',';
  let bestShare = -1;
  for (const { delimiter, records } of trials) {
    const whole = records.filter((record) => record.length === 1).length / Math.max(1, records.length);
    if (whole > bestShare + 1e-9) {
      best = delimiter;
      bestShare = whole;
    }
  }
  return best;
}
