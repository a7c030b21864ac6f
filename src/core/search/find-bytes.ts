import { isAfterLetter, LOWER, letterAt } from './utf8-letters.ts';

/** Finds ASCII characters in UTF-8 bytes, capital letters as small ones: no byte of ASCII is part of another one. */
export interface BytesFinder {
  readonly length: number;
  /** Place of the first occurrence that begins at `from` or later and ends before `stop`; -1 without one. */
  find(bytes: Uint8Array, from: number, stop: number): number;
}

/**
 * A finder of `text` (ASCII, lower case, not empty). It looks at the end of where the text would be first, and moves on
 * as far as the byte there allows (Horspool 1980): mostly by the length of the text.
 */
export function createFinder(text: string): BytesFinder {
  const wanted = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const end = wanted.length - 1;
  const last = wanted[end]!;
  const shifts = shiftsOf(wanted);
  return {
    length: wanted.length,
    find(bytes, from, stop) {
      for (let at = from + end; at < stop; at += shifts[bytes[at]!]!) {
        if (LOWER[bytes[at]!] !== last) continue;
        let back = 1;
        while (back <= end && LOWER[bytes[at - back]!] === wanted[end - back]) back++;
        if (back > end) return at - end;
      }
      return -1;
    },
  };
}

/**
 * A test for `text` in the bytes from `start` to `stop`, where no letter may stand right before (`isWordStart`) or right
 * after it (`isWordEnd`). The same search in one loop: a short word is found within longer ones all the time.
 */
export function createWordTest(
  text: string,
  isWordStart: boolean,
  isWordEnd: boolean,
): (bytes: Uint8Array, start: number, stop: number) => boolean {
  const wanted = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const end = wanted.length - 1;
  const last = wanted[end]!;
  const shifts = shiftsOf(wanted);
  return (bytes, start, stop) => {
    for (let at = start + end; at < stop; at += shifts[bytes[at]!]!) {
      if (LOWER[bytes[at]!] !== last) continue;
      let back = 1;
      while (back <= end && LOWER[bytes[at - back]!] === wanted[end - back]) back++;
      if (back <= end) continue;
      if (isWordEnd && letterAt(bytes, at + 1, stop) > 0) continue;
      if (isWordStart && isAfterLetter(bytes, at - end, start)) continue;
      return true;
    }
    return false;
  };
}

/** By byte, how far the text moves on when that byte stands at its end. */
function shiftsOf(wanted: Uint8Array): Uint32Array {
  const end = wanted.length - 1;
  const shifts = new Uint32Array(256).fill(wanted.length);
  for (let i = 0; i < end; i++) shifts[wanted[i]!] = end - i;
  return shifts.map((_, byte) => shifts[LOWER[byte]!]!);
}
