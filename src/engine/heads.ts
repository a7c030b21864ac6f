import type { Heads, Linear } from './manifest.ts';

/** Probabilities of one post. */
export interface Answer {
  /** Calibrated P(positive) of the two-class head, 0..1. */
  readonly probability: number;
  /** Calibrated P(negative), P(neutral), P(positive); null where the model knows two classes. */
  readonly classes: readonly [number, number, number] | null;
}

/** Numbers of an answer in an array: P(positive), then the three of `classes`, where the model knows them. */
export const answerWidth = ({ ternary }: Heads): number => (ternary ? 4 : 1);

/** Writes an answer into `into` from `at` on, `answerWidth` numbers. */
export function putAnswer({ probability, classes }: Answer, into: Float32Array, at: number): void {
  into[at] = probability;
  if (classes) for (let c = 0; c < 3; c++) into[at + 1 + c] = classes[c]!;
}

/** What the heads answer to a post's logits: `logits[at .. at + width)`, as `Network.logits` gives them. */
export function answerOf(heads: Heads, logits: ArrayLike<number>, at: number): Answer {
  const { binary, ternary } = heads;
  const probability = sigmoid(binaryLogit(binary, logits, at));
  if (!ternary) return { probability, classes: null };
  const score = (c: 0 | 1 | 2): number => weighted(ternary.weights[c]!, logits, at) + ternary.bias[c]!;
  const [negative, neutral, positive] = [score(0), score(1), score(2)];
  const most = Math.max(negative, neutral, positive);
  const odds = [Math.exp(negative - most), Math.exp(neutral - most), Math.exp(positive - most)] as const;
  const total = odds[0] + odds[1] + odds[2];
  return { probability, classes: [odds[0] / total, odds[1] / total, odds[2] / total] };
}

function binaryLogit(binary: Heads['binary'], logits: ArrayLike<number>, at: number): number {
  const own = logitOf(binary, logits, at);
  if (!binary.mixture) return own;
  const share = sigmoid(logitOf(binary.mixture.gate, logits, at));
  return own + share * (logitOf(binary.mixture.other, logits, at) - own);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const logitOf = ({ weights, bias }: Linear, logits: ArrayLike<number>, at: number): number =>
  weighted(weights, logits, at) + bias;

function weighted(weights: readonly number[], logits: ArrayLike<number>, at: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * logits[at + i]!;
  return sum;
}
