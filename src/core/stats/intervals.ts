/** An estimate with the bounds of its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval for a share `successes / total`, 95 %, in 0..1 (Wilson 1927, JASA 22:209-212).
 * With no observations nothing is known: value NaN, bounds 0 and 1.
 */
export function wilsonInterval(successes: number, total: number): Estimate {
  if (total === 0) return { value: Number.NaN, low: 0, high: 1 };
  const share = successes / total;
  const z2 = Z_95 ** 2;
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half = (Z_95 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total ** 2));
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Net sentiment, the share of positive minus the share of negative posts, in -1..1, with the adjusted Wald
 * interval for a difference of paired proportions: half a post is added to each cell of the 2 x 2 table whose
 * discordant cells are `positive` and `negative` (Agresti & Min 2005, Statistics in Medicine 24:729-740).
 * The interval covers the chance of the sample alone, not errors of the model.
 */
export function netSentiment(negative: number, positive: number, total: number): Estimate {
  if (total === 0) return { value: Number.NaN, low: -1, high: 1 };
  const n = total + 2;
  const difference = (positive - negative) / n;
  const variance = (positive + negative + 1 - n * difference ** 2) / n ** 2;
  const half = Z_95 * Math.sqrt(Math.max(0, variance));
  return {
    value: (positive - negative) / total,
    low: Math.max(-1, difference - half),
    high: Math.min(1, difference + half),
  };
}
