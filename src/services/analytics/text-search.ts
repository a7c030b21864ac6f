import { rowsIn, stringAt, type TextColumn } from '../../core/columns/text-column.ts';

/** Splits a search into lower-case needles: words, and "phrases" in straight or curly quotes. */
export function parseSearch(search: string): string[] {
  const needles: string[] = [];
  for (const match of search.toLowerCase().matchAll(/["“”]([^"“”]*)["“”]?|([^\s"“”]+)/gu)) {
    const needle = (match[1] ?? match[2] ?? '').trim();
    if (needle !== '') needles.push(needle);
  }
  return needles;
}

/** For each text of a column, 1 if every needle occurs in it (case ignored), else 0. */
export function matchTexts(column: TextColumn, needles: readonly string[]): Uint8Array {
  const matches = new Uint8Array(rowsIn(column));
  for (let i = 0; i < matches.length; i++) {
    const text = stringAt(column, i).toLowerCase();
    if (needles.every((needle) => text.includes(needle))) matches[i] = 1;
  }
  return matches;
}
