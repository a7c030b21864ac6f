import { SHARED_WORDS, TELLING_WORDS } from './english-words.ts';

/** FNV-1a (Fowler, Noll, Vo), one byte after the other. */
const HASH_START = 0x811c_9dc5 | 0;
const hashed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x0100_0193);
const hashOf = (word: string): number =>
  [...word].reduce((hash, c) => hashed(hash, c.charCodeAt(0)), HASH_START);

const HTTP = hashOf('http');
const HTTPS = hashOf('https');

// Words by their hashes, with open addressing; kind 0 is an empty slot.
const SLOTS = 2048;
const [TELLING, SHARED] = [1, 2];
const hashes = new Int32Array(SLOTS);
const kinds = new Uint8Array(SLOTS);

function slotOf(hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  while (kinds[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  return slot;
}

function addWords(list: string, kind: number): void {
  for (const word of list.trim().split(/\s+/u)) {
    const slot = slotOf(hashOf(word));
    hashes[slot] = hashOf(word);
    kinds[slot] = kind;
  }
}
addWords(TELLING_WORDS, TELLING);
addWords(SHARED_WORDS, SHARED);

// What a byte of UTF-8 is: part of a word (in one, an apostrophe too), between words, the first of a mention or hashtag, or
// the first of a character that English does without. U+2000 to U+2BFF are signs, and beyond U+10000 come the emoji.
const [BETWEEN, LETTER, APOSTROPHE, TAG, FOREIGN] = [0, 1, 2, 3, 4];
const BYTES = new Uint8Array(256).fill(LETTER, 0x41, 0x5b).fill(LETTER, 0x61, 0x7b).fill(FOREIGN, 0xc3, 0xf0);
BYTES[0xe2] = BETWEEN;
BYTES[0x27] = APOSTROPHE;
for (const sign of '@#') BYTES[sign.charCodeAt(0)] = TAG;
const LOWER_CASE = 0x20;
const COLON = 0x3a;

const LEAST_WORDS = 2;
const LEAST_SHARE = 0.3;

/**
 * True for a text, UTF-8 in `bytes[from .. to)`, that is English beyond doubt: of its words 3 in 10 are frequent English ones,
 * two at least and one that other languages do without, and no letter is foreign to English. Mentions, hashtags and addresses do
 * not count. A quick look that saves a close one; false says nothing.
 */
export function isPlainEnglish(bytes: Uint8Array, from: number, to: number): boolean {
  const found = [0, 0, 0];
  let words = 0;
  for (let i = from; i < to; ) {
    const kind = BYTES[bytes[i]!]!;
    if (kind === FOREIGN && !isVariation(bytes, i)) return false;
    if (kind === TAG) i = endOfRun(bytes, i, to);
    else if (kind !== LETTER) i++;
    else {
      let hash = HASH_START;
      for (; i < to; i++) {
        const byte = bytes[i]!;
        const inWord = BYTES[byte]!;
        if (inWord === LETTER) hash = hashed(hash, byte | LOWER_CASE);
        else if (inWord === APOSTROPHE) hash = hashed(hash, byte);
        else break;
      }
      if (bytes[i] === COLON && (hash === HTTP || hash === HTTPS)) i = endOfRun(bytes, i, to);
      else {
        words++;
        found[kinds[slotOf(hash)]!]!++;
      }
    }
  }
  const known = found[TELLING]! + found[SHARED]!;
  return found[TELLING]! > 0 && known >= LEAST_WORDS && known >= LEAST_SHARE * words;
}

/** Where the characters end that no white space parts. */
function endOfRun(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && bytes[i]! > 0x20) i++;
  return i;
}

/** U+FE0F, which has a sign drawn as an emoji. */
function isVariation(bytes: Uint8Array, i: number): boolean {
  return bytes[i] === 0xef && bytes[i + 1] === 0xb8 && bytes[i + 2] === 0x8f;
}
