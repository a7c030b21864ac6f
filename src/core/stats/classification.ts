import { bootstrapConfusion } from './bootstrap.ts';
import { answersOf, type Confusion, correctOf, rowsOf, supportOf } from './confusion.ts';
import { type Estimate, wilsonInterval } from './intervals.ts';

/** How one class was answered, 0..1; `support` is the number of its posts. */
export interface ClassMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Figures of a whole confusion matrix, 0..1; NaN where there is nothing to average. */
export interface ClassificationMetrics {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly weightedF1: number;
  readonly macroRecall: number;
  readonly perClass: readonly ClassMetrics[];
}

/**
 * Accuracy, and precision, recall and F1 (van Rijsbergen 1979) of each class with their means. As scikit-learn has
 * it: 0 / 0 counts as 0, macro F1 runs over the classes that occur among labels or answers, macro recall (balanced
 * accuracy, the figure of SemEval 2017 task 4) over those among the labels, weighted F1 weighs by support.
 */
export function classificationMetrics(confusion: Confusion): ClassificationMetrics {
  const rows = rowsOf(confusion);
  const answers = answersOf(confusion);
  const perClass = supportOf(confusion).map((support, i) =>
    classMetrics(confusion[i]![i]!, support, answers[i]!),
  );
  const occurring = perClass.filter(({ support }, i) => support + answers[i]! > 0);
  const labelled = perClass.filter(({ support }) => support > 0);
  return {
    accuracy: rows === 0 ? Number.NaN : correctOf(confusion) / rows,
    macroF1: mean(occurring.map(({ f1 }) => f1)),
    weightedF1: labelled.reduce((sum, { f1, support }) => sum + f1 * support, 0) / rows,
    macroRecall: mean(labelled.map(({ recall }) => recall)),
    perClass,
  };
}

function classMetrics(hits: number, support: number, answered: number): ClassMetrics {
  return {
    precision: answered === 0 ? 0 : hits / answered,
    recall: support === 0 ? 0 : hits / support,
    f1: support + answered === 0 ? 0 : (2 * hits) / (support + answered),
    support,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `ClassMetrics` with 95 % intervals. */
export interface ClassEstimates {
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
  readonly support: number;
}

/** `ClassificationMetrics` with 95 % intervals. */
export interface ClassificationEstimates {
  readonly accuracy: Estimate;
  readonly macroF1: Estimate;
  readonly weightedF1: Estimate;
  readonly macroRecall: Estimate;
  readonly perClass: readonly ClassEstimates[];
}

/**
 * `classificationMetrics` with 95 % intervals of the chance of the sample: Wilson's for what is a share (accuracy,
 * precision, recall), the seeded bootstrap over posts for F1 and for means over classes.
 */
export function classificationEstimates(confusion: Confusion, seed: number): ClassificationEstimates {
  const found = classificationMetrics(confusion);
  const names = ['macroF1', 'weightedF1', 'macroRecall'] as const;
  const [macroF1, weightedF1, macroRecall, ...f1] = bootstrapConfusion(confusion, seed, (resample) => {
    const metrics = classificationMetrics(resample);
    return [...names.map((name) => metrics[name]), ...metrics.perClass.map((of) => of.f1)];
  });
  const answers = answersOf(confusion);
  return {
    accuracy: wilsonInterval(correctOf(confusion), rowsOf(confusion)),
    macroF1: macroF1!,
    weightedF1: weightedF1!,
    macroRecall: macroRecall!,
    perClass: found.perClass.map(({ precision, recall, support }, i) => ({
      precision: { ...wilsonInterval(confusion[i]![i]!, answers[i]!), value: precision },
      recall: { ...wilsonInterval(confusion[i]![i]!, support), value: recall },
      f1: f1[i]!,
      support,
    })),
  };
}
