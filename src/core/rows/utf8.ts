/**
 * Length of the UTF-8 sequence that starts at `at`: 1-4 where valid, 0 where the byte there cannot start or
 * continue into a valid sequence, -1 where the bytes end inside a sequence that is valid so far.
 * Table 3-7 of the Unicode Standard.
 */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    if (at + i >= bytes.length) return -1;
    const [low, high] = i === 1 ? secondByteRange(lead) : [0x80, 0xbf];
    if (bytes[at + i]! < low || bytes[at + i]! > high) return 0;
  }
  return length;
}

function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}

/** How many sequences of two bytes or more are valid in `bytes`, and how many bytes are in none. */
export interface Utf8Census {
  readonly multibyte: number;
  readonly invalid: number;
  /** Bytes at the end that begin a sequence; 0 where the end is clean. */
  readonly tail: number;
}

/** Counts valid multi-byte sequences and invalid bytes; a sequence cut off by the end counts as neither. */
export function censusUtf8(bytes: Uint8Array): Utf8Census {
  let multibyte = 0;
  let invalid = 0;
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at]! < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length === -1) return { multibyte, invalid, tail: bytes.length - at };
    if (length === 0) invalid++;
    else multibyte++;
    at += Math.max(1, length);
  }
  return { multibyte, invalid, tail: 0 };
}

/** Bytes at the end that begin a sequence and wait for the rest of it: 0-3. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(bytes, bytes.length - back) === -1 ? back : 0;
  }
  return 0;
}
