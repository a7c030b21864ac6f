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

/**
 * The same on the bytes as they are: in UTF-8 no byte of an ASCII character is part of another one. Looks at the end of
 * where the needle would be first, and moves on as far as the byte there allows (Horspool 1980): mostly by the length
 * of the needle.
 */
function matchAscii({ bytes, offsets }: TextColumn, needle: string, matches: Uint8Array): void {
  const wanted = Uint8Array.from(needle, (char) => char.charCodeAt(0));
  const end = wanted.length - 1;
  const shifts = shiftsOf(wanted);
  const last = wanted[end]!;
  for (let row = 0; row < matches.length; row++) {
    if (matches[row] === 0) continue;
    const stop = offsets[row + 1]!;
    let at = offsets[row]! + end;
    for (; at < stop; at += shifts[bytes[at]!]!) {
      if (LOWER[bytes[at]!] !== last) continue;
      let back = 1;
      while (back <= end && LOWER[bytes[at - back]!] === wanted[end - back]) back++;
      if (back > end) break;
    }
    if (at >= stop) matches[row] = 0;
  }
}

/** By byte, how far the needle moves on when that byte stands at its end; capital letters as small ones. */
function shiftsOf(wanted: Uint8Array): Uint32Array {
  const end = wanted.length - 1;
  const shifts = new Uint32Array(256).fill(wanted.length);
  for (let i = 0; i < end; i++) shifts[wanted[i]!] = end - i;
  return shifts.map((_, byte) => shifts[LOWER[byte]!]!);
}

/** Each byte, capital letters of ASCII as small ones. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
