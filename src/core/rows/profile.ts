import { parseCount } from './counts.ts';
import { isEpochNumber, parseDate } from './dates.ts';
import { nameWords } from './names.ts';

/** What the sampled cells of one column have in common. Shares are of the filled cells, 0-1. */
export interface ColumnProfile {
  readonly name: string;
  /** Lower-case words of the name; empty for a column without a header. */
  readonly words: readonly string[];
  /** Filled cells, trimmed, in file order. */
  readonly values: readonly string[];
  /** Filled cells of all sampled rows, 0-1. */
  readonly filledShare: number;
  readonly distinct: number;
  readonly distinctShare: number;
  readonly numericShare: number;
  /** Dates other than bare epoch numbers, which ids look like. */
  readonly dateShare: number;
  readonly epochShare: number;
  readonly urlShare: number;
  /** Cells with at least one letter. */
  readonly letterShare: number;
  readonly meanWords: number;
  readonly meanChars: number;
}

/** Profiles column `index` of the sampled records. `named` says whether `name` came from a header. */
export function profileColumn(
  records: readonly (readonly string[])[],
  index: number,
  name: string,
  named: boolean,
): ColumnProfile {
  const values = records.map((record) => (record[index] ?? '').trim()).filter((value) => value !== '');
  const distinct = new Set(values).size;
  const share = (test: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const mean = (size: (value: string) => number) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + size(value), 0) / values.length;
  return {
    name,
    words: named ? nameWords(name) : [],
    values,
    filledShare: records.length === 0 ? 0 : values.length / records.length,
    distinct,
    distinctShare: values.length === 0 ? 0 : distinct / values.length,
    numericShare: share((value) => !Number.isNaN(parseCount(value))),
    dateShare: share((value) => !isEpochNumber(value) && isDate(value)),
    epochShare: share((value) => isEpochNumber(value)),
    urlShare: share((value) => /^https?:\/\/\S+$/i.test(value)),
    letterShare: share((value) => /\p{L}/u.test(value)),
    meanWords: mean(countWords),
    meanChars: mean((value) => value.length),
  };
}

/** Whether the cell is a date under any order of day and month. */
export function isDate(value: string): boolean {
  return !Number.isNaN(parseDate(value, 'dmy')) || !Number.isNaN(parseDate(value, 'mdy'));
}

/** Runs of characters between white space. */
export function countWords(value: string): number {
  return value.match(/\S+/g)?.length ?? 0;
}
