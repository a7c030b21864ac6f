import type { HashedWords } from './words.ts';
import { mixed } from './words.ts';

/** Words of a shingle. */
export const SHINGLE_WORDS = 3;
/** Shingles kept of one text, those with the smallest hashes. */
export const MOST_SHINGLES = 128;

/** Room for the shingles of one text, to be used again and again. */
export interface Shingles {
  /** Ascending, each once. */
  hashes: Uint32Array;
  count: number;
}

/** No shingle yet. */
export function createShingles(): Shingles {
  return { hashes: new Uint32Array(1 << 13), count: 0 };
}

/**
 * The runs of three words of a text as a set of hashes (w-shingling, Broder 1997). Of a long text the 128 smallest are
 * kept: a bottom-k sketch, which is a sample that two texts take alike.
 */
export function shingleWords(words: HashedWords, into: Shingles): void {
  const { hashes } = into;
  const runs = words.count - SHINGLE_WORDS + 1;
  let count = 0;
  for (let i = 0; i < runs; i++) {
    let hash = words.hashes[i]!;
    for (let j = 1; j < SHINGLE_WORDS; j++) hash = Math.imul(hash, 0x9e37_79b1) ^ words.hashes[i + j]!;
    hashes[count++] = mixed(hash);
  }
  sortAscending(hashes, count);
  into.count = Math.min(MOST_SHINGLES, withoutTwins(hashes, count));
}

function sortAscending(hashes: Uint32Array, count: number): void {
  if (count > 32) {
    hashes.subarray(0, count).sort();
    return;
  }
  // Quicker than a call for the few shingles of a post.
  for (let i = 1; i < count; i++) {
    const hash = hashes[i]!;
    let at = i;
    while (at > 0 && hashes[at - 1]! > hash) {
      hashes[at] = hashes[at - 1]!;
      at--;
    }
    hashes[at] = hash;
  }
}

function withoutTwins(ascending: Uint32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++)
    if (i === 0 || ascending[i] !== ascending[i - 1]) ascending[kept++] = ascending[i]!;
  return kept;
}

/**
 * Jaccard similarity of two sets of shingles, 0..1: those in both over those in either. Exact where neither text had
 * more than `MOST_SHINGLES`; else estimated from as many of the smallest of both together (Broder 1997).
 */
export function jaccard(
  a: Uint32Array,
  aFrom: number,
  aTo: number,
  b: Uint32Array,
  bFrom: number,
  bTo: number,
): number {
  const isSampled = aTo - aFrom >= MOST_SHINGLES || bTo - bFrom >= MOST_SHINGLES;
  let [i, j, both, either] = [aFrom, bFrom, 0, 0];
  while (i < aTo && j < bTo && !(isSampled && either >= MOST_SHINGLES)) {
    const [left, right] = [a[i]!, b[j]!];
    either++;
    if (left <= right) i++;
    if (right <= left) j++;
    if (left === right) both++;
  }
  if (!(isSampled && either >= MOST_SHINGLES)) {
    either += aTo - i + (bTo - j);
    if (isSampled) either = Math.min(either, MOST_SHINGLES);
  }
  return either === 0 ? 0 : both / either;
}
