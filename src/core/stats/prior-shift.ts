import { pseudoPosts, type ShareEstimate, toShareEstimate, unknownShares } from './share-estimate.ts';
import { addMatrices, apply, invert, type Matrix, matrixOf, multiply, transpose } from './small-matrix.ts';

const MAX_STEPS = 200;
const TOLERANCE = 1e-9;

/**
 * Shares of K classes by maximum likelihood under prior shift, "SLD" (Saerens, Latinne & Decaestecker 2002, Neural
 * Computation 14:21-41): posts of a class are as in validation, only the shares differ from `priors` `[K]`, for which
 * the `probabilities` (`[rows, K]` row by row, NaN where not scored) are calibrated. Their EM, taken to the same
 * maximum in a few passes by Newton steps.
 *
 * The 95 % interval is Wald's, from the observed information with `pseudoPosts` added. The densities behind the
 * probabilities are known from `validationRows` posts alone; shares estimated with them are taken to be uncertain as
 * if those posts were a second sample, so the variance of a post counts 1 / rows + 1 / validationRows. `null` leaves
 * the model's error out.
 */
export function priorShiftShares(
  probabilities: ArrayLike<number>,
  priors: readonly number[],
  validationRows: number | null,
): ShareEstimate {
  const none = priors.map(() => 0);
  const found = maximise(probabilities, priors, none);
  if (found.rows === 0) return unknownShares(priors.length);
  const padded = maximise(probabilities, priors, pseudoPosts(priors.length));
  const perPost = restrictedInverse(padded.information);
  const scale = 1 / padded.rows + (validationRows === null ? 0 : 1 / validationRows);
  const covariance = perPost === null ? null : perPost.map((row) => row.map((value) => value * scale));
  return toShareEstimate(found.shares, padded.shares, covariance);
}

/**
 * Calibrated `probabilities` (`[rows, K]` row by row) as they would be if the classes had `shares` instead of `priors`
 * (Saerens et al. 2002, equation 2.4). With the shares of `priorShiftShares` their mean over the set is just these, and
 * their means over parts of the set say how the parts differ.
 */
export function shiftProbabilities(
  probabilities: ArrayLike<number>,
  priors: readonly number[],
  shares: readonly number[],
): Float32Array<ArrayBuffer> {
  const shifted = new Float32Array(probabilities.length);
  const classCount = priors.length;
  for (let at = 0; at < shifted.length; at += classCount) {
    let sum = 0;
    for (let k = 0; k < classCount; k++) sum += (probabilities[at + k]! * shares[k]!) / priors[k]!;
    for (let k = 0; k < classCount; k++) {
      shifted[at + k] = (probabilities[at + k]! * shares[k]!) / priors[k]! / sum;
    }
  }
  return shifted;
}

/** One pass over the posts at given shares. Means are over posts. */
interface Pass {
  readonly rows: number;
  readonly shares: readonly number[];
  readonly logLikelihood: number;
  /** Shares after one step of EM. */
  readonly expected: readonly number[];
  /** Gradient of the mean log-likelihood in the shares; 1 throughout at an inner maximum. */
  readonly gradient: readonly number[];
  /** The negative of its Hessian, which for a mixture is also the outer product of the gradients. */
  readonly information: Matrix;
}

/** Climbs from the priors: Newton steps while they stay inside and gain, else EM, which always gains. */
function maximise(
  probabilities: ArrayLike<number>,
  priors: readonly number[],
  pseudo: readonly number[],
): Pass {
  const pass = (shares: readonly number[]) => passOver(probabilities, priors, pseudo, shares);
  let at = pass(priors);
  for (let step = 0; step < MAX_STEPS && at.rows > 0; step++) {
    const newton = newtonStep(at);
    let next = newton === null ? null : pass(newton);
    if (next === null || next.logLikelihood < at.logLikelihood) next = pass(at.expected);
    const moved = Math.max(...next.shares.map((share, k) => Math.abs(share - at.shares[k]!)));
    at = next;
    if (moved < TOLERANCE) break;
  }
  return at;
}

function newtonStep({ shares, gradient, information }: Pass): number[] | null {
  const inverse = restrictedInverse(information);
  if (inverse === null) return null;
  const step = apply(inverse, gradient);
  const next = shares.map((share, k) => share + step[k]!);
  return next.every((share) => share > TOLERANCE) ? next : null;
}

/** The inverse among directions that keep the sum of the shares: `B (B' information B)^-1 B'`, B = [I, -1]'. */
function restrictedInverse(information: Matrix): number[][] | null {
  const free = information.length - 1;
  const basis = information.map((_, i) =>
    Array.from({ length: free }, (_, j) => (i === free ? -1 : i === j ? 1 : 0)),
  );
  const inner = invert(multiply(transpose(basis), multiply(information, basis)));
  return inner === null ? null : multiply(basis, multiply(inner, transpose(basis)));
}

function passOver(
  probabilities: ArrayLike<number>,
  priors: readonly number[],
  pseudo: readonly number[],
  shares: readonly number[],
): Pass {
  const classCount = priors.length;
  const gradient = new Float64Array(classCount);
  const information = new Float64Array(classCount ** 2);
  const ratios = new Float64Array(classCount);
  let rows = 0;
  let logLikelihood = 0;
  for (let at = 0; at < probabilities.length; at += classCount) {
    if (Number.isNaN(probabilities[at])) continue;
    let density = 0;
    for (let k = 0; k < classCount; k++) {
      ratios[k] = probabilities[at + k]! / priors[k]!;
      density += shares[k]! * ratios[k]!;
    }
    rows++;
    logLikelihood += Math.log(density);
    for (let k = 0; k < classCount; k++) {
      ratios[k]! /= density;
      gradient[k]! += ratios[k]!;
      for (let l = 0; l <= k; l++) information[k * classCount + l]! += ratios[k]! * ratios[l]!;
    }
  }
  const full = matrixOf(classCount, (i, j) => information[Math.max(i, j) * classCount + Math.min(i, j)]!);
  return addPseudoPosts(
    { rows, shares, logLikelihood, expected: [], gradient: [...gradient], information: full },
    pseudo,
  );
}

/** Adds posts of certain class to sums over posts, and makes means of them. */
function addPseudoPosts(sums: Pass, pseudo: readonly number[]): Pass {
  const { shares } = sums;
  const rows = sums.rows + pseudo.reduce((sum, posts) => sum + posts, 0);
  const per = (k: number, power: number) => (pseudo[k] === 0 ? 0 : pseudo[k]! / shares[k]! ** power);
  const gradient = sums.gradient.map((value, k) => (value + per(k, 1)) / rows);
  const certain = matrixOf(shares.length, (i, j) => (i === j ? per(i, 2) : 0));
  return {
    rows,
    shares,
    logLikelihood: pseudo.reduce(
      (sum, posts, k) => (posts === 0 ? sum : sum + posts * Math.log(shares[k]!)),
      sums.logLikelihood,
    ),
    expected: shares.map((share, k) => share * gradient[k]!),
    gradient,
    information: addMatrices(sums.information, certain, 1).map((row) => row.map((value) => value / rows)),
  };
}
