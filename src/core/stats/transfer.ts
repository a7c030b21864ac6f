import { type Estimate, Z_95 } from './intervals.ts';
import type { ShareEstimate } from './share-estimate.ts';

/**
 * How far estimates are off on sets of other origin than validation, beyond the chance of samples: standard deviations
 * of the shares, `[K]`, and of net sentiment, in the units of both. Posts of other people about other things are not
 * answered as in validation, and no sample size helps against that.
 */
export interface TransferDeviation {
  readonly shares: readonly number[];
  readonly netSentiment: number;
}

/** By the method of the estimate: what adjusts for errors as validation has them is further off where they differ. */
export type TransferByMethod = Readonly<
  Record<'counted' | 'probabilistic' | 'adjusted' | 'adjustedProbabilistic' | 'priorShift', TransferDeviation>
>;

/**
 * The standard deviation of true errors behind errors measured on several sets, each with a standard error of its own:
 * by moments (DerSimonian & Laird 1986, Controlled Clinical Trials 7:177-188, unweighted), about 0 and not about the
 * mean, because a common bias is an error, too.
 */
export function transferDeviation(errors: readonly { value: number; standardError: number }[]): number {
  const excess = errors.reduce((sum, { value, standardError }) => sum + value ** 2 - standardError ** 2, 0);
  return Math.sqrt(Math.max(0, excess / errors.length));
}

/** `estimate` with intervals for posts of unknown origin: independent errors add up in squares. */
export function widenForTransfer(estimate: ShareEstimate, deviation: TransferDeviation): ShareEstimate {
  return {
    shares: estimate.shares.map((share, k) => widenEstimate(share, deviation.shares[k]!, 0)),
    netSentiment: widenEstimate(estimate.netSentiment, deviation.netSentiment, -1),
  };
}

function widenEstimate({ value, low, high }: Estimate, deviation: number, least: number): Estimate {
  // Nothing is known of no posts, and nothing is wider than that.
  if (Number.isNaN(value)) return { value, low, high };
  return {
    value,
    low: Math.max(least, value - Math.hypot(value - low, Z_95 * deviation)),
    high: Math.min(1, value + Math.hypot(high - value, Z_95 * deviation)),
  };
}
