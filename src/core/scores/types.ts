/** Classes in the fixed order of every array of class probabilities and of stored label codes. */
export const SENTIMENTS = ['Negative', 'Neutral', 'Positive'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** Stored label codes: index into `SENTIMENTS`; 255 for a row that was not scored. */
export const NOT_SCORED = 255;

/** P(negative), P(neutral), P(positive): the order of `SENTIMENTS`. They add up to 1. */
export type ClassProbabilities = readonly [negative: number, neutral: number, positive: number];

/** Scores of consecutive rows. */
export interface Scores {
  /** Calibrated P(positive) of the binary head per row; NaN where the row was not scored. */
  readonly probability: Float32Array<ArrayBuffer>;
  /** Index into `SENTIMENTS` per row, or `NOT_SCORED`. */
  readonly label: Uint8Array<ArrayBuffer>;
  /**
   * Calibrated P(negative), P(neutral), P(positive) of the three-class head, `[rows, 3]` row by row; NaN where the
   * row was not scored. Empty where the model knows two classes.
   */
  readonly classes: Float32Array<ArrayBuffer>;
}
