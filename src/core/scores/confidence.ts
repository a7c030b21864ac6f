import { type ClassProbabilities, NOT_SCORED, type Scores, SENTIMENTS, type Sentiment } from './types.ts';

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

/** The three probabilities of a row; null where the model knows two classes. NaN for a row without a score. */
export function classesAt({ classes }: Pick<Scores, 'classes'>, row: number): ClassProbabilities | null {
  if (classes.length === 0) return null;
  return [classes[3 * row]!, classes[3 * row + 1]!, classes[3 * row + 2]!];
}

/** Probability of the class that a row was given, 0..1; NaN for a row without a score. */
export function confidenceAt(scores: Scores, row: number): number {
  const classes = classesAt(scores, row);
  return classes ? (classes[scores.label[row]!] ?? Number.NaN) : confidenceOf(scores.probability[row]!);
}

/** P(positive) minus P(negative) of a row, -1..1; of two classes that is 2p - 1. */
export function netScoreAt(scores: Scores, row: number): number {
  const classes = classesAt(scores, row);
  return classes ? classes[2] - classes[0] : 2 * scores.probability[row]! - 1;
}
