import { parseCount } from './counts.ts';
import { nameWords } from './names.ts';
import { countWords, isDate } from './profile.ts';
import { isKnownName } from './role-names.ts';

/**
 * Whether the first record names the columns. Each of its cells votes: a known name or a word above a column
 * of numbers, dates or long texts speaks for a header; a number, date, link, long text or a value that comes
 * back further down speaks against. A lone record is a header only by its names.
 */
export function hasHeader(records: readonly (readonly string[])[]): boolean {
  const first = records[0];
  if (first === undefined) return false;
  const rest = records.slice(1);
  let votes = 0;
  for (let i = 0; i < first.length; i++) {
    const column = rest.map((record) => (record[i] ?? '').trim()).filter((value) => value !== '');
    votes += voteOf(first[i]!.trim(), column);
  }
  return votes > 0;
}

function voteOf(cell: string, column: readonly string[]): number {
  if (cell === '') return 0;
  if (looksLikeData(cell)) return -2;
  const known = isKnownName(nameWords(cell)) ? 2 : 0;
  if (column.length === 0) return known === 0 ? looksLikeName(cell) : known;
  if (typedShare(column) >= 0.8) return known + 2;
  const recurs = column.includes(cell);
  if (recurs) return -2;
  const meanWords = column.reduce((sum, value) => sum + countWords(value), 0) / column.length;
  if (countWords(cell) >= 5) return -1;
  return known + (meanWords >= 4 && countWords(cell) <= 2 ? 1 : 0);
}

function looksLikeData(cell: string): boolean {
  return (
    !Number.isNaN(parseCount(cell)) || isDate(cell) || /^(https?:\/\/|@\w)/i.test(cell) || cell.length > 80
  );
}

function looksLikeName(cell: string): number {
  return /^[\p{L}_][\p{L}\p{N}_.: -]{0,39}$/u.test(cell) && countWords(cell) <= 3 ? 0.5 : -0.5;
}

function typedShare(column: readonly string[]): number {
  return column.filter((value) => !Number.isNaN(parseCount(value)) || isDate(value)).length / column.length;
}
