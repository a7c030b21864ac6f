import { withoutLinks } from '../terms/tokens.ts';

// What a text says it says by then; a review may have a million characters.
const MOST_CHARACTERS = 5000;

const FNV_BASIS = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

const AT = 64;
const APOSTROPHE = 39;

const BETWEEN = 0;
const PART = 1;
/** A word by itself: scripts without spaces, emoji. */
const ALONE = 2;
/** Neither a word nor the end of one. */
const UNSEEN = 3;

/** The words of a text as numbers, in their order; room for as many as a text can have. */
export interface HashedWords {
  readonly hashes: Uint32Array;
  count: number;
}

/** Room for the words of one text, to be used again and again. */
export function createHashedWords(): HashedWords {
  return { hashes: new Uint32Array(MOST_CHARACTERS), count: 0 };
}

/**
 * Puts the words of a text, as 32-bit hashes, into `words`. What reposts change is left out: case, white space,
 * punctuation, links, mentions with an "RT" or "via" before them, and the sign of a hashtag. Emoji and characters of
 * scripts without spaces are words of their own. After 5,000 characters nothing is read.
 */
export function readWords(text: string, words: HashedWords): void {
  const clean = withoutLinks(text.slice(0, MOST_CHARACTERS).toLowerCase());
  words.count = 0;
  let hash = FNV_BASIS;
  let length = 0;
  const end = (): void => {
    if (length > 0) words.hashes[words.count++] = mixed(hash);
    hash = FNV_BASIS;
    length = 0;
  };
  for (let i = 0; i < clean.length; i++) {
    const unit = clean.charCodeAt(i);
    const kind = unit < 128 ? ASCII_KIND[unit]! : kindOf(unit);
    if (kind === UNSEEN) continue;
    if (kind !== PART) end();
    if (kind === BETWEEN) {
      if (unit === AT) i = skipMention(clean, i, words);
      continue;
    }
    hash = Math.imul(hash ^ unit, FNV_PRIME);
    length++;
    if (kind !== ALONE) continue;
    // The second half of a surrogate pair.
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < clean.length)
      hash = Math.imul(hash ^ clean.charCodeAt(++i), FNV_PRIME);
    end();
  }
  end();
}

/** Passes over the name that an @ begins, and takes away an "RT" or "via" before it. */
function skipMention(clean: string, at: number, words: HashedWords): number {
  let last = at;
  while (last + 1 < clean.length && isNamePart(clean.charCodeAt(last + 1))) last++;
  if (last === at) return at;
  const before = words.hashes[words.count - 1];
  if (words.count > 0 && (before === RT || before === VIA)) words.count--;
  return last;
}

function isNamePart(unit: number): boolean {
  return unit < 128 && ASCII_KIND[unit] === PART;
}

const ASCII_KIND = Uint8Array.from({ length: 128 }, (_, unit) =>
  unit === APOSTROPHE ? UNSEEN : /\w/.test(String.fromCharCode(unit)) ? PART : BETWEEN,
);

function kindOf(unit: number): number {
  if (unit >= 0xd800 && unit < 0xe000) return ALONE;
  // Kana and ideographs.
  if (unit >= 0x3040 && unit < 0xa000) return ALONE;
  // Joiners and selectors of emoji.
  if (unit === 0x200d || unit === 0xfe0f || unit === 0x2019) return UNSEEN;
  // Signs of Latin-1, general punctuation, that of East Asia and its wide forms.
  if (unit < 0xc0) return LATIN_LETTER.includes(unit) ? PART : BETWEEN;
  if (unit >= 0x2000 && unit < 0x2070) return BETWEEN;
  if (unit >= 0x3000 && unit < 0x3040) return BETWEEN;
  if (unit >= 0xff00 && unit < 0xff10) return BETWEEN;
  // Arrows, signs, dingbats: mostly emoji.
  return unit >= 0x2190 && unit < 0x2c00 ? ALONE : PART;
}

const LATIN_LETTER = [0xaa, 0xb5, 0xba];

/** Spreads the bits of a hash over all of its places (the finish of MurmurHash3, Appleby 2008). */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85eb_ca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashOfWord(word: string): number {
  let hash = FNV_BASIS;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return mixed(hash);
}

const RT = hashOfWord('rt');
const VIA = hashOfWord('via');
