import { type Estimate, Z_95 } from './intervals.ts';
import { type Matrix, quadratic } from './small-matrix.ts';

/** Estimated shares of K classes in the population that a set of posts was drawn from. */
export interface ShareEstimate {
  /** One per class, each 0..1; the values sum to 1. NaN with bounds 0 and 1 where nothing is known. */
  readonly shares: readonly Estimate[];
  /** Share of the last (positive) less share of the first (negative) class, -1..1. */
  readonly netSentiment: Estimate;
}

/**
 * Posts per class that are added before an interval is taken, so that a few posts that all say the same do not make
 * it vanish: half a post in each cell of the 2 x 2 table behind net sentiment (Agresti & Min 2005; `netSentiment` in
 * ./intervals.ts), two successes and two failures for a plain share (Agresti & Coull 1998). `[K]`.
 */
export function pseudoPosts(classCount: number): readonly number[] {
  if (classCount === 2) return [2, 2];
  const last = classCount - 1;
  return Array.from({ length: classCount }, (_, k) => (k === 0 || k === last ? 0.5 : 1 / (classCount - 2)));
}

/**
 * Puts 95 % normal intervals around `centre` (with pseudo posts, `[K]`) of covariance `[K, K]` and has them hold
 * `value` (without, `[K]`). A covariance of `null` means that nothing bounds the shares.
 */
export function toShareEstimate(
  value: readonly number[],
  centre: readonly number[],
  covariance: Matrix | null,
): ShareEstimate {
  const last = value.length - 1;
  const along = (direction: readonly number[]): number =>
    covariance === null
      ? Number.POSITIVE_INFINITY
      : Z_95 * Math.sqrt(Math.max(0, quadratic(covariance, direction)));
  const unit = (k: number) => value.map((_, i) => (i === k ? 1 : 0));
  const difference = value.map((_, i) => (i === last ? 1 : i === 0 ? -1 : 0));
  return {
    shares: value.map((share, k) => bounded(share, centre[k]!, along(unit(k)), 0)),
    netSentiment: bounded(value[last]! - value[0]!, centre[last]! - centre[0]!, along(difference), -1),
  };
}

function bounded(value: number, centre: number, half: number, least: number): Estimate {
  return {
    value,
    low: Math.max(least, Math.min(value, centre - half)),
    high: Math.min(1, Math.max(value, centre + half)),
  };
}

/** What is known of the shares in a set without posts: nothing. */
export function unknownShares(classCount: number): ShareEstimate {
  const unknown = { value: Number.NaN, low: 0, high: 1 };
  return {
    shares: Array.from({ length: classCount }, () => unknown),
    netSentiment: { ...unknown, low: -1 },
  };
}

/** `estimate` with its intervals widened to hold those of `other`. */
export function widen(estimate: ShareEstimate, other: ShareEstimate): ShareEstimate {
  const both = (a: Estimate, b: Estimate) => ({
    value: a.value,
    low: Math.min(a.value, b.low),
    high: Math.max(a.value, b.high),
  });
  return {
    shares: estimate.shares.map((share, k) => both(share, other.shares[k]!)),
    netSentiment: both(estimate.netSentiment, other.netSentiment),
  };
}

/**
 * The point of the simplex (entries at least 0, sum 1) nearest to `point` (Duchi et al. 2008, ICML, figure 1).
 */
export function projectToSimplex(point: readonly number[]): number[] {
  const descending = [...point].sort((a, b) => b - a);
  let sum = 0;
  let shift = 0;
  descending.forEach((value, i) => {
    sum += value;
    if (value - (sum - 1) / (i + 1) > 0) shift = (sum - 1) / (i + 1);
  });
  return point.map((value) => Math.max(0, value - shift));
}
