import { createRng } from '../../../src/core/rng/rng.ts';
import type { Architecture } from '../../../src/engine/manifest.ts';
import { expectedShapes, type Weights } from '../../../src/engine/weights.ts';

/** Sizes that differ from one another, so that a mixed-up axis cannot pass. */
export const SMALL: Architecture = {
  kind: 'bilstm-attention',
  vocabulary: 150,
  embedding: 6,
  hidden: 5,
  attention: 4,
  dense: 3,
};

/** Normally distributed weights of a network of these sizes. */
export function randomWeights(sizes: Architecture, seed: number): Weights {
  const rng = createRng(seed);
  return new Map(
    Array.from(expectedShapes(sizes), ([name, shape]) => {
      const length = shape.reduce((product, side) => product * side, 1);
      return [name, { shape, values: Float32Array.from({ length }, () => 0.6 * rng.normal()) }];
    }),
  );
}

/** Sequences of random ids, each of a random length in 1..longest. */
export function randomBatch(rows: number, longest: number, vocabulary: number, seed: number): Int32Array[] {
  const rng = createRng(seed);
  return Array.from({ length: rows }, () =>
    Int32Array.from({ length: 1 + rng.int(longest) }, () => rng.int(vocabulary)),
  );
}
