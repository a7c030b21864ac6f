import type { ClassCounts } from '../trend/fold.ts';
import type { Confusion } from './confusion.ts';
import { type Estimate, netSentiment, wilsonInterval } from './intervals.ts';
import { estimateShares } from './quantification.ts';
import { type TransferDeviation, widenForTransfer } from './transfer.ts';

/** What validation found of the model's answers; enough for estimates from counts alone. */
export interface AnswerErrors {
  readonly confusion: Confusion;
  /** How far counts are off on sets of other origin; `null` where that was not measured. */
  readonly transfer: TransferDeviation | null;
}

/** Shares of the three classes and net sentiment of some posts, each the counted value with a 95 % interval. */
export interface CountShares {
  readonly shares: readonly [negative: Estimate, neutral: Estimate, positive: Estimate];
  readonly net: Estimate;
}

/** Intervals for the chance of a sample of this size alone: `wilsonInterval` and `netSentiment`. */
export function sampledShares([negative, neutral, positive]: ClassCounts): CountShares {
  const posts = negative + neutral + positive;
  return {
    shares: [
      wilsonInterval(negative, posts),
      wilsonInterval(neutral, posts),
      wilsonInterval(positive, posts),
    ],
    net: netSentiment(negative, positive, posts),
  };
}

/**
 * Intervals that hold, beside the chance of the sample, what the model's errors in validation allow: the shares with
 * these errors taken out (adjusted count), and how much worse that was on sets of other origin; see `estimateShares`,
 * method `counted`. Where nothing is known of the errors, `sampledShares`.
 */
export function sharesWithErrors(counts: ClassCounts, errors: AnswerErrors | null): CountShares {
  const sampled = sampledShares(counts);
  const rows = counts[0] + counts[1] + counts[2];
  if (errors === null || rows === 0) return sampled;
  const sums = { rows, answers: counts, probabilities: NONE, products: NO_PRODUCTS };
  const validation = { confusion: errors.confusion, priors: NONE, byTruth: null, transfer: null };
  const alike = estimateShares(sums, validation, 'counted');
  const { shares, netSentiment: net } =
    errors.transfer === null ? alike : widenForTransfer(alike, errors.transfer);
  const [negative, neutral, positive] = sampled.shares;
  return {
    shares: [holding(shares[0]!, negative), holding(shares[1]!, neutral), holding(shares[2]!, positive)],
    net: holding(net, sampled.net),
  };
}

const NONE: readonly number[] = [0, 0, 0];
const NO_PRODUCTS: readonly (readonly number[])[] = [NONE, NONE, NONE];

/** The wider of two intervals around a value: together they are never narrower than the sample's own. */
function holding(wide: Estimate, sampled: Estimate): Estimate {
  return {
    value: sampled.value,
    low: Math.min(wide.low, sampled.low),
    high: Math.max(wide.high, sampled.high),
  };
}
