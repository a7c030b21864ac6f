import { createRng, type Rng } from '../../../src/core/rng/rng.ts';

/** Posts of a made-up three-class model whose probabilities are exactly calibrated for `PRIORS`. */
export interface SimulatedPosts {
  readonly truth: Uint8Array;
  readonly answered: Uint8Array;
  /** `[rows, 3]` row by row. */
  readonly probabilities: Float32Array;
}

export const PRIORS = [0.2, 0.45, 0.35];

// One normal signal per post; its mean tells the class, about as badly as tweets do.
const MEANS = [-1.6, 0, 1.4];

/** Draws posts whose classes have `shares`; what a class looks like does not change with them. */
export function simulatePosts(rng: Rng, rows: number, shares: readonly number[]): SimulatedPosts {
  const truth = new Uint8Array(rows);
  const answered = new Uint8Array(rows);
  const probabilities = new Float32Array(rows * 3);
  for (let row = 0; row < rows; row++) {
    const u = rng.next();
    truth[row] = u < shares[0]! ? 0 : u < shares[0]! + shares[1]! ? 1 : 2;
    const signal = MEANS[truth[row]!]! + rng.normal();
    const weights = MEANS.map((mean, k) => PRIORS[k]! * Math.exp(-((signal - mean) ** 2) / 2));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, k) => {
      probabilities[row * 3 + k] = weight / sum;
    });
    answered[row] = weights.indexOf(Math.max(...weights));
  }
  return { truth, answered, probabilities };
}

/** Share of `repeats` seeded runs in which `holds` is true. */
export function shareOfRuns(repeats: number, holds: (rng: Rng) => boolean): number {
  let count = 0;
  for (let seed = 1; seed <= repeats; seed++) if (holds(createRng(seed * 7919))) count++;
  return count / repeats;
}
