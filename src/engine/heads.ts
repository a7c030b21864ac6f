import type { Domain } from '../core/scores/domain.ts';
import type { Heads, Linear } from './manifest.ts';

/** What the heads say of one post. */
export interface Answer {
  /** Calibrated P(positive) of the two-class head for the post by itself, 0..1. */
  readonly probability: number;
  /** The same where the post's domain is known, and its logit for `domainOf`; null where the model tells none apart. */
  readonly domains: (Readonly<Record<Domain, number>> & { readonly unlike: number }) | null;
  /** Calibrated P(negative), P(neutral), P(positive); null where the model knows two classes. */
  readonly classes: readonly [number, number, number] | null;
}

/** Where the numbers of an answer lie in an array. */
export interface AnswerLayout {
  readonly width: number;
  /** The first of the three of `classes`; null where the model knows two. */
  readonly classes: number | null;
  /** P(positive) of a post of this domain, or by itself. */
  probability(domain: Domain | null): number;
  /** The logit for `domainOf`; null where the model tells no domains apart. */
  readonly unlike: number | null;
}

export function answerLayout({ binary, ternary }: Heads): AnswerLayout {
  const tellsDomains = binary.mixture?.unlike !== undefined;
  return {
    width: (tellsDomains ? 4 : 1) + (ternary ? 3 : 0),
    probability: (domain) => (domain === null || !tellsDomains ? 0 : domain === 'two-class' ? 1 : 2),
    unlike: tellsDomains ? 3 : null,
    classes: ternary ? (tellsDomains ? 4 : 1) : null,
  };
}

/** Writes an answer into `into` from `at` on, as `answerLayout` says. */
export function putAnswer({ probability, domains, classes }: Answer, into: Float32Array, at: number): void {
  const numbers = domains
    ? [probability, domains['two-class'], domains['three-class'], domains.unlike]
    : [probability];
  into.set(classes ? [...numbers, ...classes] : numbers, at);
}

/** What the heads answer to a post's logits: `logits[at .. at + width)`, as `Network.logits` gives them. */
export function answerOf(heads: Heads, logits: ArrayLike<number>, at: number): Answer {
  const { binary, ternary } = heads;
  const polar = polarAnswer(binary, logits, at);
  if (!ternary) return { ...polar, classes: null };
  const score = (c: 0 | 1 | 2): number => weighted(ternary.weights[c]!, logits, at) + ternary.bias[c]!;
  const [negative, neutral, positive] = [score(0), score(1), score(2)];
  const most = Math.max(negative, neutral, positive);
  const odds = [Math.exp(negative - most), Math.exp(neutral - most), Math.exp(positive - most)] as const;
  const total = odds[0] + odds[1] + odds[2];
  return { ...polar, classes: [odds[0] / total, odds[1] / total, odds[2] / total] };
}

function polarAnswer(
  binary: Heads['binary'],
  logits: ArrayLike<number>,
  at: number,
): Omit<Answer, 'classes'> {
  const own = logitOf(binary, logits, at);
  if (!binary.mixture) return { probability: sigmoid(own), domains: null };
  const { gate, unlike } = binary.mixture;
  const other = logitOf(binary.mixture.other, logits, at);
  const share = sigmoid(logitOf(gate, logits, at));
  return {
    probability: sigmoid(own + share * (other - own)),
    domains: unlike
      ? { 'two-class': sigmoid(own), 'three-class': sigmoid(other), unlike: logitOf(unlike, logits, at) }
      : null,
  };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const logitOf = ({ weights, bias }: Linear, logits: ArrayLike<number>, at: number): number =>
  weighted(weights, logits, at) + bias;

function weighted(weights: readonly number[], logits: ArrayLike<number>, at: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * logits[at + i]!;
  return sum;
}
