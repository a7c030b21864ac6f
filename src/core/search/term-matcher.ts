import { type RowBits, setBit } from '../columns/row-bits.ts';
import { rowsIn, stringAt, type TextColumn } from '../columns/text-column.ts';
import { type BytesFinder, createFinder, createWordTest } from './find-bytes.ts';
import { type SearchTerm, termPattern } from './query.ts';
import { isAfterLetter, LOWER, letterAt, spaceAt } from './utf8-letters.ts';

/** Adds the rows of a column whose texts have a term; `firstRow` is where the column's first row stands in the set. */
export type TermMatcher = (column: TextColumn, into: RowBits, firstRow: number) => void;

/**
 * A matcher that finds what `termPattern` finds, in the bytes as they are; only a term beyond ASCII takes decoded texts,
 * and those alone that have its rarest bytes. (One thing it does not find: two signs beyond ASCII that Unicode folds to
 * k and s.)
 */
export function createMatcher(term: SearchTerm): TermMatcher {
  return isAscii(term.words) ? asciiMatcher(term.words) : decodingMatcher(term);
}

/** Parts of a term: characters as bytes, any white space, any letters and digits. */
type Part = Uint8Array | 'space' | 'letters';

interface BytePattern {
  readonly parts: readonly Part[];
  /** No letter may stand right before, or right after. */
  readonly isWordStart: boolean;
  readonly isWordEnd: boolean;
}

function asciiMatcher(words: string): TermMatcher {
  const hasText = asciiTest(words);
  return ({ bytes, offsets }, into, firstRow) => {
    const rows = offsets.length - 1;
    for (let row = 0; row < rows; row++)
      if (hasText(bytes, offsets[row]!, offsets[row + 1]!)) setBit(into, firstRow + row);
  };
}

function asciiTest(words: string): (bytes: Uint8Array, start: number, stop: number) => boolean {
  // A star at the edge takes the letters up to the end of the word: it lifts the bound there, and that is all.
  const inner = words.replace(/^\*+|\*+$/gu, '');
  const pattern: BytePattern = {
    parts: partsOf(inner),
    isWordStart: /^\w/u.test(words),
    isWordEnd: /\w$/u.test(words),
  };
  const literals = inner.split(/[ *]+/u);
  const longest = literals.reduce((best, part) => (part.length > best.length ? part : best), '');
  if (longest === inner && inner !== '') return createWordTest(inner, pattern.isWordStart, pattern.isWordEnd);
  // Between stars there may be white space alone ("* *"), or before a word ("* word"): then every place is looked at.
  const rare = longest === '' ? null : createFinder(longest);
  const first = literals[0] ? createFinder(literals[0]) : null;
  return (bytes, start, stop) =>
    (rare === null || rare.find(bytes, start, stop) >= 0) && hasPattern(pattern, first, bytes, start, stop);
}

function partsOf(words: string): Part[] {
  return words
    .split(/( |\*)/u)
    .filter((part) => part !== '')
    .map((part) =>
      part === ' ' ? 'space' : part === '*' ? 'letters' : Uint8Array.from(part, (char) => char.charCodeAt(0)),
    );
}

/** True where the pattern occurs; `first` finds its first part. */
function hasPattern(
  pattern: BytePattern,
  first: BytesFinder | null,
  bytes: Uint8Array,
  start: number,
  stop: number,
): boolean {
  const next = (from: number): number => (first ? first.find(bytes, from, stop) : from < stop ? from : -1);
  for (let at = next(start); at >= 0; at = next(at + 1)) {
    if (pattern.isWordStart && isAfterLetter(bytes, at, start)) continue;
    if (matchesFrom(pattern, 0, bytes, at, stop)) return true;
  }
  return false;
}

function matchesFrom(
  pattern: BytePattern,
  part: number,
  bytes: Uint8Array,
  from: number,
  stop: number,
): boolean {
  let at = from;
  for (let i = part; i < pattern.parts.length; i++) {
    const wanted = pattern.parts[i]!;
    if (wanted === 'letters') {
      for (let step = 1; step > 0; at += step) {
        if (matchesFrom(pattern, i + 1, bytes, at, stop)) return true;
        step = letterAt(bytes, at, stop);
      }
      return false;
    }
    // Before a star that may stand for nothing, some of the white space may belong to what follows it.
    if (wanted === 'space' && pattern.parts[i + 1] === 'letters')
      return afterSpace(pattern, i + 1, bytes, at, stop);
    const end = wanted === 'space' ? skipSpace(bytes, at, stop) : skipBytes(wanted, bytes, at, stop);
    if (end < 0) return false;
    at = end;
  }
  return !pattern.isWordEnd || letterAt(bytes, at, stop) === 0;
}

/** Whether the rest of the pattern matches after some of the white space at `from`. */
function afterSpace(
  pattern: BytePattern,
  part: number,
  bytes: Uint8Array,
  from: number,
  stop: number,
): boolean {
  let at = from;
  for (let step = spaceAt(bytes, at, stop); step > 0; step = spaceAt(bytes, at, stop)) {
    at += step;
    if (matchesFrom(pattern, part, bytes, at, stop)) return true;
  }
  return false;
}

/** Where the white space at `at` ends; -1 where none stands there. */
function skipSpace(bytes: Uint8Array, at: number, stop: number): number {
  let end = at;
  for (let step = spaceAt(bytes, end, stop); step > 0; step = spaceAt(bytes, end, stop)) end += step;
  return end > at ? end : -1;
}

function skipBytes(wanted: Uint8Array, bytes: Uint8Array, at: number, stop: number): number {
  if (at + wanted.length > stop) return -1;
  for (let i = 0; i < wanted.length; i++) if (LOWER[bytes[at + i]!] !== wanted[i]) return -1;
  return at + wanted.length;
}

function decodingMatcher(term: SearchTerm): TermMatcher {
  const pattern = termPattern(term);
  const leads = leadBytes(term.words);
  return (column, into, firstRow) => {
    const { bytes, offsets } = column;
    for (let row = 0; row < rowsIn(column); row++) {
      const stop = offsets[row + 1]!;
      let at = offsets[row]!;
      while (at < stop && leads[bytes[at]!] === 0) at++;
      if (at < stop && pattern.test(stringAt(column, row))) setBit(into, firstRow + row);
    }
  };
}

/** By byte, 1 for those with which the term's first character beyond ASCII may begin, in either case. */
function leadBytes(words: string): Uint8Array {
  const char = [...words].find((one) => !isAscii(one)) ?? '';
  const variants = [char, char.toUpperCase(), char.toLowerCase(), char.toUpperCase().toLowerCase()];
  const leads = new Uint8Array(256);
  for (const variant of variants) {
    const codePoint = variant.codePointAt(0) ?? 0;
    if (codePoint < 0x80) continue;
    const lead =
      codePoint < 0x800
        ? 0xc0 | (codePoint >> 6)
        : codePoint < 0x1_0000
          ? 0xe0 | (codePoint >> 12)
          : 0xf0 | (codePoint >> 18);
    leads[lead] = 1;
  }
  return leads;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
