/** Each byte, capital letters of ASCII as small ones. */
export const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 65 && byte <= 90 ? byte + 32 : byte,
);

const WORD = /[\p{L}\p{N}_]/u;
const SPACE = /\s/u;
const ASCII_WORD = Uint8Array.from({ length: 128 }, (_, byte) =>
  Number(WORD.test(String.fromCharCode(byte))),
);
const ASCII_SPACE = Uint8Array.from({ length: 128 }, (_, byte) =>
  Number(SPACE.test(String.fromCharCode(byte))),
);
/** What was found out about a character before: 0 nothing, 1 part of no word, 2 part of a word. */
const known = new Uint8Array(0x11_0000);

function isWord(codePoint: number): boolean {
  if (known[codePoint] === 0) known[codePoint] = WORD.test(String.fromCodePoint(codePoint)) ? 2 : 1;
  return known[codePoint] === 2;
}

/** Bytes of the character that a lead byte begins. */
function lengthOf(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function codePointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length = lengthOf(lead);
  if (length === 1) return lead;
  let codePoint = lead & (0x7f >>> length);
  for (let i = 1; i < length; i++) codePoint = (codePoint << 6) | (bytes[at + i]! & 0x3f);
  return codePoint;
}

/** Bytes of the letter, digit or underscore that stands at `at`; 0 where another character or the end does. */
export function letterAt(bytes: Uint8Array, at: number, stop: number): number {
  if (at >= stop) return 0;
  const byte = bytes[at]!;
  if (byte < 0x80) return ASCII_WORD[byte]!;
  return isWord(codePointAt(bytes, at)) ? lengthOf(byte) : 0;
}

/** Bytes of the white space that stands at `at`; 0 where another character or the end does. */
export function spaceAt(bytes: Uint8Array, at: number, stop: number): number {
  if (at >= stop) return 0;
  const byte = bytes[at]!;
  if (byte < 0x80) return ASCII_SPACE[byte]!;
  return SPACE.test(String.fromCodePoint(codePointAt(bytes, at))) ? lengthOf(byte) : 0;
}

/** True where a letter, digit or underscore ends right before `at`. */
export function isAfterLetter(bytes: Uint8Array, at: number, start: number): boolean {
  if (at <= start) return false;
  if (bytes[at - 1]! < 0x80) return ASCII_WORD[bytes[at - 1]!] === 1;
  let lead = at - 1;
  while (lead > start && (bytes[lead]! & 0xc0) === 0x80) lead--;
  return letterAt(bytes, lead, at) > 0;
}
