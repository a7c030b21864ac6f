import { type Estimate, wilsonInterval, Z_95 } from './intervals.ts';

/** One point of a ROC curve, both rates 0..1: posts with a score of at least `threshold` are called positive. */
export interface RocPoint {
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** Indices by descending score. */
function byScore(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
}

/** Runs of equal scores, highest first: `[start, end)` in `order`. */
function* tiedRuns(scores: ArrayLike<number>, order: Uint32Array): Generator<readonly [number, number]> {
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    yield [start, end];
    start = end;
  }
}

/**
 * The ROC curve from (0, 0) to (1, 1), one point per distinct score (Fawcett 2006, Pattern Recognition Letters
 * 27:861-874). `labels` are 1 for positive, else 0. Rates are NaN where one of the classes is missing.
 */
export function rocCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): RocPoint[] {
  const order = byScore(scores);
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  const points = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  let hits = 0;
  for (const [start, end] of tiedRuns(scores, order)) {
    for (let i = start; i < end; i++) hits += labels[order[i]!]!;
    points.push({
      threshold: scores[order[start]!]!,
      falsePositiveRate: (end - hits) / (labels.length - positives),
      truePositiveRate: hits / positives,
    });
  }
  return points;
}

/**
 * Area under the ROC curve by rank sums, ties counting half (Hanley & McNeil 1982), with the 95 % interval of
 * DeLong, DeLong & Clarke-Pearson 1988 (Biometrics 44:837-845) on the logit scale, which keeps it inside 0..1.
 * Where the classes do not overlap that variance is 0: then Wilson's interval, as if each post of the smaller
 * class were one trial. NaN with bounds 0 and 1 where a class is missing. Time n log n.
 */
export function rocArea(scores: ArrayLike<number>, labels: ArrayLike<number>): Estimate {
  const placements = placeScores(scores, labels);
  const { positive, negative } = placements;
  if (positive.count === 0 || negative.count === 0) return { value: Number.NaN, low: 0, high: 1 };
  const area = positive.sum / positive.count;
  if (area === 0 || area === 1) {
    const smaller = Math.min(positive.count, negative.count);
    return { ...wilsonInterval(area * smaller, smaller), value: area };
  }
  const error = Math.sqrt(varianceOfMean(positive) + varianceOfMean(negative));
  const half = (Z_95 * error) / (area * (1 - area));
  const logit = Math.log(area / (1 - area));
  return { value: area, low: logistic(logit - half), high: logistic(logit + half) };
}

interface Placements {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * DeLong's structural components: of each positive post the share of negatives below it, of each negative post the
 * share of positives above it, ties half. Posts of one tied run share theirs.
 */
function placeScores(scores: ArrayLike<number>, labels: ArrayLike<number>) {
  const order = byScore(scores);
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  const positive = { count: positives, sum: 0, squares: 0 };
  const negative = { count: negatives, sum: 0, squares: 0 };
  let positivesAbove = 0;
  for (const [start, end] of tiedRuns(scores, order)) {
    let tiedPositives = 0;
    for (let i = start; i < end; i++) tiedPositives += labels[order[i]!]!;
    const tiedNegatives = end - start - tiedPositives;
    const negativesAbove = start - positivesAbove;
    const ofPositive = (negatives - negativesAbove - tiedNegatives / 2) / negatives;
    const ofNegative = (positivesAbove + tiedPositives / 2) / positives;
    positive.sum += tiedPositives * ofPositive;
    positive.squares += tiedPositives * ofPositive ** 2;
    negative.sum += tiedNegatives * ofNegative;
    negative.squares += tiedNegatives * ofNegative ** 2;
    positivesAbove += tiedPositives;
  }
  return { positive, negative };
}

function varianceOfMean({ count, sum, squares }: Placements): number {
  return Math.max(0, squares / count - (sum / count) ** 2) / Math.max(1, count - 1);
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
