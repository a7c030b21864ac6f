import type { NgramSizes } from './manifest.ts';
import { rowsOf, type Weights } from './weights.ts';

/** A linear model over the hashed n-grams of token ids (feature hashing, Weinberger et al. 2009). */
export interface NgramModel {
  /** Adds the model's logits of one post to `into` from `at` on, `outputs` of them. */
  addLogits(ids: Int32Array, into: Float32Array, at: number): void;
}

/** Which n-grams are counted, and into how many buckets their hashes fall. */
export interface NgramRange {
  readonly bucketBits: number;
  readonly shortest: number;
  readonly longest: number;
}

// FNV-1a, an id at a time.
const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;

/** Bucket of an n-gram whose running hash is `hash`: the upper bits after Murmur3's first mixing step. */
function bucketOf(hash: number, bits: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed >>> (32 - bits);
}

/**
 * Buckets of all n-grams of `ids[from .. to)` by where they begin, then by length, into `into`; returns how many there
 * are.
 */
export function hashNgrams(
  ids: Int32Array,
  from: number,
  to: number,
  { bucketBits, shortest, longest }: NgramRange,
  into: number[],
): number {
  let count = 0;
  for (let start = from; start < to; start++) {
    let hash = BASIS;
    for (let end = start; end < to && end < start + longest; end++) {
      hash = Math.imul(hash ^ (ids[end]! + 1), PRIME);
      if (end - start + 1 >= shortest) into[count++] = bucketOf(hash, bucketBits);
    }
  }
  return count;
}

/**
 * Reads the table `[outputs, buckets]`. A post's logit is the sum over its n-grams, divided by the square root of
 * how many there are, so that long posts are not surer than short ones. model/ngrams.py computes the same.
 */
export function createNgramModel(weights: Weights, sizes: NgramSizes): NgramModel {
  const { tensor, outputs, bucketBits, longest } = sizes;
  const range: NgramRange = { bucketBits, shortest: 1, longest };
  const { elements, scales } = rowsOf(weights, tensor);
  const found: number[] = [];
  return {
    addLogits(ids, into, at) {
      const count = hashNgrams(ids, 0, ids.length, range, found);
      for (let output = 0; output < outputs; output++) {
        const row = output * 2 ** bucketBits;
        const scale = scales[output]!;
        let sum = 0;
        for (let i = 0; i < count; i++) sum += Math.fround(scale * elements[row + found[i]!]!);
        into[at + output] = into[at + output]! + sum / Math.sqrt(count);
      }
    },
  };
}
