import { createRng, type Rng } from '../../../src/core/rng/rng.ts';
import type { Manifest, TowerSizes } from '../../../src/engine/manifest.ts';
import { expectedShapes, type Weights } from '../../../src/engine/weights.ts';

/** Sizes that differ from one another, so that a mixed-up axis cannot pass. */
export const SMALL: TowerSizes = {
  prefix: 'small.',
  vocabularyFile: 'vocabulary.txt',
  vocabulary: 150,
  embedding: 6,
  hidden: 5,
  attention: 4,
  dense: 3,
  pooling: 'attention-max',
  outputs: 2,
};

/** Two towers of other sizes, and n-grams over the ids of the second. */
export const SMALL_NETWORK: Manifest['architecture'] = {
  kind: 'lstm-towers',
  towers: [SMALL, { ...SMALL, prefix: 'other.', hidden: 7, dense: 4, outputs: 3, pooling: 'attention' }],
  ngrams: { tensor: 'ngrams.table', outputs: 1, bucketBits: 8, longest: 3, tower: 1 },
};

/** Normally distributed weights of a network of these sizes. */
export function randomWeights(sizes: Manifest['architecture'], seed: number): Weights {
  const rng = createRng(seed);
  return new Map(
    Array.from(expectedShapes(sizes), ([name, shape]) => {
      const length = shape.reduce((product, side) => product * side, 1);
      const values = name.endsWith('bag.buckets')
        ? someBuckets(length, rng)
        : Float32Array.from({ length }, () => 0.6 * rng.normal());
      return [name, { shape, values }];
    }),
  );
}

/** -1, then as many buckets as make `length`, ascending, every second one on average. */
function someBuckets(length: number, rng: Rng): Float32Array<ArrayBuffer> {
  let bucket = -1;
  return Float32Array.from({ length }, (_, row) => {
    if (row > 0) bucket += 1 + rng.int(3);
    return bucket;
  });
}

/** The network that is one tower. */
export function alone(tower: TowerSizes): Manifest['architecture'] {
  return { kind: 'lstm-towers', towers: [tower], ngrams: null };
}

/** Sequences of random ids, each of a random length in 1..longest. */
export function randomBatch(rows: number, longest: number, vocabulary: number, seed: number): Int32Array[] {
  const rng = createRng(seed);
  return Array.from({ length: rows }, () =>
    Int32Array.from({ length: 1 + rng.int(longest) }, () => rng.int(vocabulary)),
  );
}
