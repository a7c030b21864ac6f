import { type Confusion, rowsOf, supportOf } from './confusion.ts';
import {
  projectToSimplex,
  pseudoPosts,
  type ShareEstimate,
  toShareEstimate,
  unknownShares,
  widen,
} from './share-estimate.ts';
import type { ShareSums } from './share-sums.ts';
import {
  addMatrices,
  apply,
  invert,
  type Matrix,
  matrixOf,
  multiply,
  scaled,
  transpose,
} from './small-matrix.ts';
import { type TransferByMethod, widenForTransfer } from './transfer.ts';

/** What is known of a model's errors from posts that it was not trained on, in the order of its K classes. */
export interface Validation {
  /** Its answers on the validation posts. */
  readonly confusion: Confusion;
  /** Shares of the classes that its probabilities are calibrated for, `[K]`. */
  readonly priors: readonly number[];
  /** Sums of the validation posts of each true class, `[K]`; `null` where only the confusion matrix was kept. */
  readonly byTruth: readonly ShareSums[] | null;
  /** How much worse estimates are elsewhere; `null` where posts are taken to be like those of validation. */
  readonly transfer: TransferByMethod | null;
}

/**
 * How shares of classes are estimated from sums:
 * - `counted`: the share of answers, classify-and-count. Biased towards what the model mistakes other classes for.
 * - `adjusted`: `counted` freed of the errors seen in validation, adjusted count (Forman 2008, Data Mining and
 *   Knowledge Discovery 17:164-206). Right for any shares, as long as posts of a class are answered as in validation.
 * - `probabilistic`: the mean of the calibrated probabilities (Bella et al. 2010, ICDM). Steady for few posts, but
 *   drawn towards the shares of the validation posts.
 * - `adjustedProbabilistic`: the same, freed of that pull (Bella et al. 2010, scaled). Needs `byTruth`.
 */
export const SHARE_METHODS = ['counted', 'adjusted', 'probabilistic', 'adjustedProbabilistic'] as const;
export type ShareMethod = (typeof SHARE_METHODS)[number];

/** Whether `method` can be used with what is known of the model. */
export function isUsable(method: ShareMethod, validation: Validation | null): boolean {
  if (method === 'adjusted') return validation !== null;
  if (method === 'adjustedProbabilistic') return validation !== null && validation.byTruth !== null;
  return true;
}

/**
 * The shares of the classes in the population that the posts were drawn from, with 95 % intervals by the delta method.
 * They cover the chance of the sample and, where there is a validation set, the errors of the model: for the adjusted
 * methods the sampling error of what validation found, for `probabilistic` that of its calibration (assuming that it
 * holds for these posts), for `counted` its bias, by holding the interval of `adjusted`, and for all `transfer`.
 * Without a validation set they cover the sample alone. Time does not depend on the number of posts. Throws
 * `RangeError` unless `isUsable`.
 */
export function estimateShares(
  sums: ShareSums,
  validation: Validation | null,
  method: ShareMethod,
): ShareEstimate {
  const estimate = estimateAlike(sums, validation, method);
  return validation?.transfer ? widenForTransfer(estimate, validation.transfer[method]) : estimate;
}

/** `estimateShares` for posts like those of validation. */
function estimateAlike(sums: ShareSums, validation: Validation | null, method: ShareMethod): ShareEstimate {
  const classCount = sums.answers.length;
  if (sums.rows === 0) return unknownShares(classCount);
  switch (method) {
    case 'counted': {
      const counted = invertMoments(answersIn(sums), certain(classCount), null);
      return validation === null ? counted : widen(counted, estimateAlike(sums, validation, 'adjusted'));
    }
    case 'probabilistic':
      return probabilisticShares(sums, validation);
    case 'adjusted':
      if (validation === null) break;
      return invertMoments(answersIn(sums), conditionalAnswers(validation.confusion), null);
    case 'adjustedProbabilistic':
      if (!validation?.byTruth) break;
      return invertMoments(probabilitiesIn(sums), conditionalProbabilities(validation.byTruth), null);
  }
  throw new RangeError(`${method} needs validation counts`);
}

/** Sums over posts of a vector `[K]` and of its outer product `[K, K]`. */
interface Moments {
  readonly rows: number;
  readonly sum: readonly number[];
  readonly products: Matrix;
}

function probabilitiesIn({ rows, probabilities, products }: ShareSums): Moments {
  return { rows, sum: probabilities, products };
}

function answersIn({ rows, answers }: Pick<ShareSums, 'rows' | 'answers'>): Moments {
  return { rows, sum: answers, products: diagonal(answers) };
}

/** What `invertMoments` needs of the moments of each true class, worked out once. */
interface Truths {
  readonly byTruth: readonly Moments[];
  /** A^-1 and its transpose; null where A cannot be inverted. */
  readonly inverse: readonly [Matrix, Matrix] | null;
  /** Covariance of each class's mean: C_j / n_j. */
  readonly ofMeans: readonly Matrix[];
}

function truthsOf(byTruth: readonly Moments[]): Truths {
  const inverse = invert(transpose(byTruth.map(meanOf)));
  return {
    byTruth,
    inverse: inverse && [inverse, transpose(inverse)],
    ofMeans: byTruth.map((moments) => scaled(covarianceOf(moments), 1 / moments.rows)),
  };
}

// A chart asks for hundreds of buckets under one validation.
const truthsKnown = new WeakMap<object, Truths>();

function known(key: object, byTruth: () => readonly Moments[]): Truths {
  const found = truthsKnown.get(key) ?? truthsOf(byTruth());
  truthsKnown.set(key, found);
  return found;
}

function conditionalAnswers(confusion: Confusion): Truths {
  return known(confusion, () => {
    const support = supportOf(confusion);
    return confusion.map((answers, truth) => answersIn({ rows: support[truth]!, answers }));
  });
}

const certainties: Matrix[] = [];

/** Moments per true class of a model that never errs. */
function certain(classCount: number): Truths {
  certainties[classCount] ??= matrixOf(classCount, (i, j) => (i === j ? 1 : 0));
  return conditionalAnswers(certainties[classCount]!);
}

function conditionalProbabilities(byTruth: readonly ShareSums[]): Truths {
  return known(byTruth, () => byTruth.map(probabilitiesIn));
}

function diagonal(values: readonly number[]): number[][] {
  return matrixOf(values.length, (i, j) => (i === j ? values[i]! : 0));
}

function meanOf({ rows, sum }: Moments): number[] {
  return sum.map((value) => value / rows);
}

function covarianceOf(moments: Moments): number[][] {
  const mean = meanOf(moments);
  return matrixOf(mean.length, (i, j) => moments.products[i]![j]! / moments.rows - mean[i]! * mean[j]!);
}

/**
 * Solves `mean = A shares`, where column j of A is the mean of true class j, and projects to the simplex. Covariance:
 * `A^-1 (C / n + sum_j shares_j^2 C_j / n_j) A^-T`, the delta method with C the covariance of the posts and C_j that
 * of class j, plus `extra`.
 */
function invertMoments(set: Moments, truths: Truths, extra: Matrix | null): ShareEstimate {
  const { byTruth, inverse, ofMeans } = truths;
  const value = projectToSimplex(inverse === null ? meanOf(set) : apply(inverse[0], meanOf(set)));
  if (inverse === null) return toShareEstimate(value, value, null);
  const padded = withPseudoPosts(set, byTruth);
  const centre = projectToSimplex(apply(inverse[0], meanOf(padded)));
  const spread = ofMeans.reduce<Matrix>(
    (sum, ofMean, j) => addMatrices(sum, ofMean, centre[j]! ** 2),
    scaled(covarianceOf(padded), 1 / padded.rows),
  );
  const covariance = multiply(multiply(inverse[0], spread), inverse[1]);
  return toShareEstimate(value, centre, extra === null ? covariance : addMatrices(covariance, extra, 1));
}

/** The set with `pseudoPosts` added, each answered as posts of its class are on average. */
function withPseudoPosts(set: Moments, byTruth: readonly Moments[]): Moments {
  return pseudoPosts(byTruth.length).reduce<Moments>((sum, posts, j) => {
    const weight = posts / byTruth[j]!.rows;
    return {
      rows: sum.rows + posts,
      sum: sum.sum.map((value, k) => value + weight * byTruth[j]!.sum[k]!),
      products: addMatrices(sum.products, byTruth[j]!.products, weight),
    };
  }, set);
}

/**
 * The mean probability with the interval of a share of that many posts: the probabilities vary less than the unknown
 * classes, whose chance counts as well. A calibration from n posts is off by about what their classes' own chance,
 * given the probabilities, allows: covariance `E[diag(p) - p p'] / n`, here with the posts of the set.
 */
function probabilisticShares(sums: ShareSums, validation: Validation | null): ShareEstimate {
  const expected: Moments = {
    rows: sums.rows,
    sum: sums.probabilities,
    products: diagonal(sums.probabilities),
  };
  if (validation === null) return invertMoments(expected, certain(sums.answers.length), null);
  const residual = addMatrices(expected.products, sums.products, -1);
  const extra = scaled(residual, 1 / (sums.rows * rowsOf(validation.confusion)));
  return invertMoments(expected, certain(sums.answers.length), extra);
}
