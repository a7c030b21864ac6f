import type { TowerSizes } from './manifest.ts';
import { hashNgrams } from './ngrams.ts';
import { rowsOf, valuesOf, type Weights } from './weights.ts';

/** Vectors of the n-grams that a tower knows by heart. */
export interface Bag {
  /** Elements of a post's vector. */
  readonly width: number;
  /**
   * Writes the vector of the post `ids[from .. to)` into `into` from `at` on: the sum over its n-grams of those that are
   * known, divided by the square root of how many it has in all. model/bag.py computes the same.
   */
  write(ids: Int32Array, from: number, to: number, into: Float32Array, at: number): void;
}

/** Reads the tower's table `[rows, width]` and the bucket of each row; null where it has none. */
export function createBag(weights: Weights, { prefix, bag }: TowerSizes): Bag | null {
  if (!bag) return null;
  const { width } = bag;
  const { elements, scales } = rowsOf(weights, `${prefix}bag.weight`);
  const rowOf = indexBuckets(valuesOf(weights, `${prefix}bag.buckets`), bag.bucketBits);
  const found: number[] = [];
  const sums = new Float64Array(width);
  return {
    width,
    write(ids, from, to, into, at) {
      sums.fill(0);
      const count = hashNgrams(ids, from, to, bag, found);
      for (let i = 0; i < count; i++) {
        const row = rowOf[found[i]!]!;
        if (row === 0) continue;
        const scale = scales[row]!;
        for (let k = 0; k < width; k++) sums[k]! += Math.fround(scale * elements[row * width + k]!);
      }
      const root = Math.sqrt(Math.max(1, count));
      for (let k = 0; k < width; k++) into[at + k] = sums[k]! / root;
    },
  };
}

/** Row of each bucket, 0 where there is none: row 0 stands for no n-gram. */
function indexBuckets(buckets: Float32Array, bits: number): Uint16Array | Uint32Array {
  const rowOf = new (buckets.length > 2 ** 16 ? Uint32Array : Uint16Array)(2 ** bits);
  for (let row = 1; row < buckets.length; row++) rowOf[buckets[row]!] = row;
  return rowOf;
}
