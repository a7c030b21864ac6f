import type { NgramSizes } from './manifest.ts';
import { valuesOf, type Weights } from './weights.ts';

/** A linear model over the hashed n-grams of token ids (feature hashing, Weinberger et al. 2009). */
export interface NgramModel {
  /** Adds the model's logits of one post to `into` from `at` on, `outputs` of them. */
  addLogits(ids: Int32Array, into: Float32Array, at: number): void;
}

const PRIME = 0x01000193;

/** Bucket of an n-gram whose running hash is `hash`: the upper bits after Murmur3's first mixing step. */
function bucketOf(hash: number, bits: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed >>> (32 - bits);
}

/**
 * Reads the table `[outputs, buckets]`. A post's logit is the sum over its n-grams, divided by the square root of
 * how many there are, so that long posts are not surer than short ones. model/ngrams.py computes the same.
 */
export function createNgramModel(weights: Weights, sizes: NgramSizes): NgramModel {
  const { tensor, outputs, bucketBits, longest } = sizes;
  const table = valuesOf(weights, tensor);
  const buckets = 2 ** bucketBits;
  return {
    addLogits(ids, into, at) {
      const sums = new Float64Array(outputs);
      let count = 0;
      for (let start = 0; start < ids.length; start++) {
        let hash = 0x811c9dc5;
        for (let end = start; end < ids.length && end < start + longest; end++) {
          hash = Math.imul(hash ^ (ids[end]! + 1), PRIME);
          const bucket = bucketOf(hash, bucketBits);
          for (let output = 0; output < outputs; output++) sums[output]! += table[output * buckets + bucket]!;
          count++;
        }
      }
      for (let output = 0; output < outputs; output++)
        into[at + output] = into[at + output]! + sums[output]! / Math.sqrt(count);
    },
  };
}
