import { SENTIMENTS, type Sentiment } from '../src/core/scores/types.ts';
import { calibrationError, type ReliabilityBin, reliabilityBins } from '../src/core/stats/calibration.ts';
import { type ClassEstimates, classificationEstimates } from '../src/core/stats/classification.ts';
import { type Confusion, countConfusion, rowsOf, supportOf } from '../src/core/stats/confusion.ts';
import { type Estimate, netSentiment } from '../src/core/stats/intervals.ts';
import { jackknife } from '../src/core/stats/jackknife.ts';
import { priorShiftShares } from '../src/core/stats/prior-shift.ts';
import { estimateShares, isUsable, type Validation } from '../src/core/stats/quantification.ts';
import { rocArea } from '../src/core/stats/roc.ts';
import type { ShareEstimate } from '../src/core/stats/share-estimate.ts';
import { sumShares } from '../src/core/stats/share-sums.ts';
import { widenForTransfer } from '../src/core/stats/transfer.ts';
import type { LabelledAnswers } from './evaluate-rows.ts';

const SEED = 1;

/** Ways to estimate net sentiment; all but the first two need what validation found. */
export const NET_METHODS = [
  'counted',
  'probabilistic',
  'adjusted',
  'adjustedProbabilistic',
  'priorShift',
] as const;
export type NetMethod = (typeof NET_METHODS)[number];

/** Net sentiment, -1..1, by the labels and by each method, and how far each method is off (estimate less truth). */
export type NetSentiment = Readonly<Record<'truth' | NetMethod, Estimate | null>> & {
  readonly error: Readonly<Record<NetMethod, Estimate | null>>;
};

/** One bar of a reliability diagram: how sure the model was of its most probable class, and how often it was right. */
export type Reliability = Omit<ReliabilityBin, 'gapVariance'>;

/** Figures of one head of the model on labelled posts, with 95 % intervals. */
export interface Measured {
  readonly rows: number;
  readonly classes: readonly Sentiment[];
  readonly accuracy: Estimate;
  readonly macroF1: Estimate;
  readonly weightedF1: Estimate;
  readonly macroRecall: Estimate;
  readonly perClass: Readonly<Partial<Record<Sentiment, ClassEstimates>>>;
  /** `null` for three classes. */
  readonly rocAuc: Estimate | null;
  readonly ece: Estimate;
  /** The bins that `ece` is of. */
  readonly reliability: readonly Reliability[];
  /** Row = label, column = answer, in the order of `classes`. */
  readonly confusion: Confusion;
  readonly netSentiment: NetSentiment;
}

/** Answers in terms of K classes. */
interface Answers {
  readonly classes: readonly Sentiment[];
  readonly truth: readonly number[];
  readonly answered: readonly number[];
  /** `[rows, K]` row by row. */
  readonly probabilities: readonly number[];
}

/** The three-class head on all posts. `validation` is of the same head, or `null`. */
export function measureTernary(answers: LabelledAnswers, validation: Validation | null): Measured {
  const { truth, answered, classes } = answers;
  return measure({ classes: SENTIMENTS, truth, answered, probabilities: classes }, validation, null);
}

/** The binary head on the posts labelled negative or positive: positive where P(positive) is at least 0.5. */
export function measureBinary(answers: LabelledAnswers): Measured {
  const polar = [...answers.truth.keys()].filter((row) => SENTIMENTS[answers.truth[row]!] !== 'Neutral');
  const positive = polar.map((row) => answers.positive[row]!);
  const truth = polar.map((row) => (SENTIMENTS[answers.truth[row]!] === 'Positive' ? 1 : 0));
  const answered = positive.map((p) => (p >= 0.5 ? 1 : 0));
  const probabilities = positive.flatMap((p) => [1 - p, p]);
  const binary = { classes: ['Negative', 'Positive'] as const, truth, answered, probabilities };
  return measure(binary, null, rocArea(positive, truth));
}

function measure(answers: Answers, validation: Validation | null, rocAuc: Estimate | null): Measured {
  const { classes, truth, answered, probabilities } = answers;
  const confusion = countConfusion(truth, answered, classes.length);
  const { perClass, ...means } = classificationEstimates(confusion, SEED);
  const bins = reliabilityBins(probabilities, truth, classes.length);
  return {
    rows: truth.length,
    classes,
    ...means,
    perClass: Object.fromEntries(classes.map((name, k) => [name, perClass[k]!])),
    rocAuc,
    ece: calibrationError(bins, SEED),
    reliability: bins.map(({ gapVariance: _, ...bin }) => bin),
    confusion,
    netSentiment: measureNet(answers, confusion, validation),
  };
}

function measureNet(answers: Answers, confusion: Confusion, validation: Validation | null): NetSentiment {
  const { truth, classes } = answers;
  const support = supportOf(confusion);
  const last = classes.length - 1;
  const labelled = truth.map((k) => (k === 0 ? -1 : k === last ? 1 : 0));
  const netOfLabels = (rows: readonly number[]) =>
    rows.reduce((sum, row) => sum + labelled[row]!, 0) / rows.length;
  const estimate = (method: NetMethod, rows: readonly number[]) =>
    sharesBy(method, answers, rows, validation).netSentiment;
  const isKnown = (method: NetMethod) =>
    method === 'priorShift' ? validation !== null : isUsable(method, validation);
  return {
    truth: netSentiment(support[0]!, support[last]!, truth.length),
    ...byMethod((method) => (isKnown(method) ? estimate(method, [...truth.keys()]) : null)),
    error: byMethod((method) =>
      isKnown(method)
        ? jackknife(truth.length, (rows) => estimate(method, rows).value - netOfLabels(rows))
        : null,
    ),
  };
}

/** Estimated less true share of each class, `[3]`, with jackknife intervals. */
export function shareErrors(
  { truth, answered, classes }: LabelledAnswers,
  validation: Validation,
  method: NetMethod,
): Estimate[] {
  const answers: Answers = { classes: SENTIMENTS, truth, answered, probabilities: classes };
  return SENTIMENTS.map((_, k) =>
    jackknife(truth.length, (rows) => {
      const labelled = rows.reduce((sum, row) => sum + (truth[row] === k ? 1 : 0), 0) / rows.length;
      return sharesBy(method, answers, rows, validation).shares[k]!.value - labelled;
    }),
  );
}

export function byMethod<T>(of: (method: NetMethod) => T): Record<NetMethod, T> {
  return {
    counted: of('counted'),
    probabilistic: of('probabilistic'),
    adjusted: of('adjusted'),
    adjustedProbabilistic: of('adjustedProbabilistic'),
    priorShift: of('priorShift'),
  };
}

function sharesBy(
  method: NetMethod,
  { classes, answered, probabilities }: Answers,
  rows: readonly number[],
  validation: Validation | null,
): ShareEstimate {
  const classCount = classes.length;
  if (method !== 'priorShift') {
    return estimateShares(sumShares(probabilities, answered, classCount, rows), validation, method);
  }
  if (validation === null) throw new RangeError('prior shift needs the priors of validation');
  const chosen = new Float32Array(rows.length * classCount);
  rows.forEach((row, i) => {
    for (let k = 0; k < classCount; k++) chosen[i * classCount + k] = probabilities[row * classCount + k]!;
  });
  const estimate = priorShiftShares(chosen, validation.priors, rowsOf(validation.confusion));
  return validation.transfer === null ? estimate : widenForTransfer(estimate, validation.transfer.priorShift);
}
