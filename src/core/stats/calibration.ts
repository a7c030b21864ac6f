import { createRng, type Rng } from '../rng/rng.ts';
import { sampleMultinomial } from './binomial.ts';
import { percentiles, RESAMPLES } from './bootstrap.ts';
import type { Estimate } from './intervals.ts';

/** Bins of equal width over confidence 0..1, as in Guo et al. 2017. */
export const CALIBRATION_BINS = 15;

/** One bar of a reliability diagram. */
export interface ReliabilityBin {
  /** Bounds of the confidence, `low` exclusive (0 excepted), `high` inclusive. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean confidence of the bin's posts; NaN where there are none. */
  readonly confidence: number;
  /** Share of the bin's posts whose answer was right; NaN where there are none. */
  readonly accuracy: number;
  /** Variance of confidence - correct over the bin's posts, with the caution that few posts ask for. */
  readonly gapVariance: number;
}

/** The most probable class of each row of `probabilities`, `[rows, K]` row by row; the first of equals. */
export function topClasses(probabilities: ArrayLike<number>, classCount: number): Uint8Array<ArrayBuffer> {
  const top = new Uint8Array(probabilities.length / classCount);
  for (let row = 0; row < top.length; row++) {
    const at = row * classCount;
    for (let k = 1; k < classCount; k++) {
      if (probabilities[at + k]! > probabilities[at + top[row]!]!) top[row] = k;
    }
  }
  return top;
}

/**
 * The reliability diagram of the most probable class (Guo et al. 2017, arXiv:1706.04599): `probabilities` are
 * `[rows, K]` row by row and sum to 1, `truth` class indices `[rows]`. For two classes give 1 - p and p, so that the
 * confidence is the greater of both.
 */
export function reliabilityBins(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classCount: number,
): ReliabilityBin[] {
  const sums = Array.from({ length: CALIBRATION_BINS }, () => ({
    count: 0,
    confidence: 0,
    right: 0,
    squares: 0,
  }));
  const top = topClasses(probabilities, classCount);
  for (let row = 0; row < truth.length; row++) {
    const confidence = probabilities[row * classCount + top[row]!]!;
    const isRight = top[row] === truth[row] ? 1 : 0;
    const bin = sums[Math.min(CALIBRATION_BINS, Math.max(1, Math.ceil(confidence * CALIBRATION_BINS))) - 1]!;
    bin.count++;
    bin.confidence += confidence;
    bin.right += isRight;
    bin.squares += (confidence - isRight) ** 2;
  }
  return sums.map(({ count, confidence, right, squares }, i) => ({
    low: i / CALIBRATION_BINS,
    high: (i + 1) / CALIBRATION_BINS,
    count,
    confidence: confidence / count,
    accuracy: right / count,
    gapVariance: Math.max(
      chanceVariance(right, count),
      squares / count - ((confidence - right) / count) ** 2,
    ),
  }));
}

/** Variance of being right, by Laplace's rule: a few posts that were all right do not say that every one will be. */
function chanceVariance(right: number, count: number): number {
  const share = (right + 1) / (count + 2);
  return share * (1 - share);
}

/**
 * Expected calibration error of the bins, 0..1: the mean over posts of the gap of their bin. The 95 % interval is a
 * seeded bootstrap of the bins: their counts are multinomial, their mean gaps normal. A gap is an absolute value, so
 * chance only adds to it, in the data and once more in each resample. Both bounds are freed of what resampling added;
 * the lower one also of what chance added to the data, as E[gap^2] = true gap^2 + variance tells it (as Kumar, Liang &
 * Ma 2019, arXiv:1909.10155, do for squared errors). It is 0 where a calibrated model might do as badly by chance.
 */
export function calibrationError(bins: readonly ReliabilityBin[], seed: number): Estimate {
  const filled = bins.filter(({ count }) => count > 0);
  const rows = filled.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0) return { value: Number.NaN, low: 0, high: 1 };
  const value =
    filled.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0) / rows;
  const rng = createRng(seed);
  const resampled = Array.from({ length: RESAMPLES }, () => resampleError(rng, filled, rows, 1));
  const bias = resampled.reduce((sum, found) => sum + found, 0) / RESAMPLES - value;
  const { low, high } = percentiles(resampled);
  const calibrated = percentiles(
    Array.from({ length: RESAMPLES }, () => resampleError(rng, filled, rows, 0)),
  );
  const debiased = filled.reduce((sum, bin) => {
    const square = (bin.confidence - bin.accuracy) ** 2 - bin.gapVariance / bin.count;
    return sum + (bin.count / rows) * Math.sqrt(Math.max(0, square));
  }, 0);
  return {
    value,
    low: value <= calibrated.high ? 0 : Math.min(value, Math.max(0, low - bias - (value - debiased))),
    high: Math.max(value, Math.min(1, high - bias)),
  };
}

/** The error of one resample, the gaps of the bins taken `gapScale` times. */
function resampleError(rng: Rng, filled: readonly ReliabilityBin[], rows: number, gapScale: 0 | 1): number {
  const counts = sampleMultinomial(
    rng,
    rows,
    filled.map(({ count }) => count / rows),
  );
  return filled.reduce((sum, { confidence, accuracy, gapVariance }, i) => {
    const count = counts[i]!;
    if (count === 0) return sum;
    const gap = gapScale * (confidence - accuracy) + rng.normal() * Math.sqrt(gapVariance / count);
    return sum + (count / rows) * Math.abs(gap);
  }, 0);
}
