import { NOT_SCORED, SENTIMENTS, type Sentiment } from './types.ts';

/**
 * Confidence of a binary decision: the probability of the class that was chosen, given P(positive), 0..1.
 */
export function confidenceOf(probability: number): number {
  return Math.max(probability, 1 - probability);
}

/** The class behind a stored label code; null for a row that was not scored. */
export function sentimentOf(label: number): Sentiment | null {
  return label === NOT_SCORED ? null : (SENTIMENTS[label] ?? null);
}
