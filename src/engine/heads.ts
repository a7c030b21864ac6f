import type { Heads } from './manifest.ts';

/** Probabilities of one post. */
export interface Answer {
  /** Calibrated P(positive) of the two-class head, 0..1. */
  readonly probability: number;
  /** Calibrated P(negative), P(neutral), P(positive); null where the model knows two classes. */
  readonly classes: readonly [number, number, number] | null;
}

/** What the heads answer to a post's logits: `logits[at .. at + width)`, as `Network.logits` gives them. */
export function answerOf(heads: Heads, logits: ArrayLike<number>, at: number): Answer {
  const { binary, ternary } = heads;
  const probability = 1 / (1 + Math.exp(-weighted(binary.weights, logits, at) - binary.bias));
  if (!ternary) return { probability, classes: null };
  const scores = ternary.weights.map((row, c) => weighted(row, logits, at) + ternary.bias[c]!);
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - most));
  const total = odds.reduce((sum, value) => sum + value, 0);
  return { probability, classes: [odds[0]! / total, odds[1]! / total, odds[2]! / total] };
}

function weighted(weights: readonly number[], logits: ArrayLike<number>, at: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * logits[at + i]!;
  return sum;
}
