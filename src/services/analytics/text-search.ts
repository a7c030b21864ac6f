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
  const matches = new Uint8Array(rowsIn(column)).fill(1);
  for (const needle of needles)
    if (isAscii(needle)) matchAscii(column, needle, matches);
    else matchAny(column, needle, matches);
  return matches;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Takes away the rows without the needle. Case beyond ASCII takes decoded texts. */
function matchAny(column: TextColumn, needle: string, matches: Uint8Array): void {
  for (let row = 0; row < matches.length; row++)
    if (matches[row] === 1 && !stringAt(column, row).toLowerCase().includes(needle)) matches[row] = 0;
}

/** The same on the bytes as they are: in UTF-8 no byte of an ASCII character is part of another one. */
function matchAscii({ bytes, offsets }: TextColumn, needle: string, matches: Uint8Array): void {
  const wanted = Uint8Array.from(needle, (char) => char.charCodeAt(0));
  const first = wanted[0]!;
  const length = wanted.length;
  for (let row = 0; row < matches.length; row++) {
    if (matches[row] === 0) continue;
    const last = offsets[row + 1]! - length;
    let at = offsets[row]!;
    for (; at <= last; at++) {
      if (LOWER[bytes[at]!] !== first) continue;
      let same = 1;
      while (same < length && LOWER[bytes[at + same]!] === wanted[same]) same++;
      if (same === length) break;
    }
    if (at > last) matches[row] = 0;
  }
}

/** Each byte, capital letters of ASCII as small ones. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
