import type { Domain } from '../src/core/scores/domain.ts';
import type { Estimate } from '../src/core/stats/intervals.ts';
import { type Measured, NET_METHODS } from './evaluate-measure.ts';
import { type Cells, markdownTable } from './markdown-table.ts';

/** Everything that `model:evaluate` found. */
export interface Evaluation extends Measured {
  /** Version of the model, name of the file without its folder, and its columns. */
  readonly version: string;
  readonly file: string;
  readonly text: string;
  readonly label: string;
  /** The domain that P(positive) is of; null where each post is looked at by itself. */
  readonly domain: Domain | null;
  /** What the labels were taken to mean. */
  readonly map: Readonly<Record<string, string>>;
  /** Rows left out, and of these the ones whose label was not evaluated, by label. */
  readonly skipped: number;
  readonly skippedLabels: Readonly<Record<string, number>>;
  readonly postsPerSecond: number;
  /** The binary head on the posts that are not neutral; `null` where the evaluation is of two classes itself. */
  readonly binary: BinaryFigures | null;
}

/** The binary head in short; `f1` is that of Positive. */
export interface BinaryFigures
  extends Pick<Measured, 'rows' | 'accuracy' | 'macroF1' | 'rocAuc' | 'ece' | 'reliability'> {
  readonly f1: Estimate;
}

/** One JSON object; figures that cannot be told are null. */
export function toJson(evaluation: Evaluation): string {
  const round = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value);
  return JSON.stringify(evaluation, round, 2);
}

/** The evaluation as tables for a page or a terminal. */
export function toMarkdown(found: Evaluation): string {
  return [
    `Model ${found.version} on ${found.rows} posts of ${found.file} (${describeSkipped(found)})`,
    ...(found.domain === null ? [] : [`P(positive) as in corpora of the domain ${found.domain}`]),
    '',
    ...markdownTable(['Measure', 'Value', '95 % interval'], measures(found)),
    '',
    ...markdownTable(['Class', 'Precision', 'Recall', 'F1', 'Posts'], classRows(found)),
    '',
    ...markdownTable(['Labelled', ...found.classes.map((name) => `Answered ${name}`)], confusionRows(found)),
    '',
    ...markdownTable(
      ['Net sentiment, points', 'Estimate', '95 % interval', 'Error', '95 % interval'],
      netRows(found),
    ),
  ].join('\n');
}

function describeSkipped({ skipped, skippedLabels }: Evaluation): string {
  const labels = Object.entries(skippedLabels);
  if (labels.length === 0) return `${skipped} skipped`;
  const listed = labels.slice(0, 5).map(([label, count]) => `${label || 'none'} ${count}`);
  return `${skipped} skipped, by label: ${listed.join(', ')}${labels.length > 5 ? ', ...' : ''}`;
}

function measures(found: Evaluation): Cells[] {
  const of = (name: string, estimate: Estimate) => [name, share(estimate.value), interval(estimate, share)];
  const { binary } = found;
  return [
    of('Accuracy', found.accuracy),
    of('Macro F1', found.macroF1),
    of('Weighted F1', found.weightedF1),
    of('Macro recall', found.macroRecall),
    ...(found.rocAuc === null ? [] : [of('Area under the ROC curve', found.rocAuc)]),
    of('Expected calibration error, 15 bins', found.ece),
    ...(binary === null
      ? []
      : [
          of(`Negative or positive, ${binary.rows} posts: accuracy`, binary.accuracy),
          of('the same: F1 of Positive', binary.f1),
          ...(binary.rocAuc === null ? [] : [of('the same: area under the ROC curve', binary.rocAuc)]),
          of('the same: expected calibration error', binary.ece),
        ]),
    ['Posts a second', String(found.postsPerSecond), ''],
  ];
}

function classRows({ classes, perClass }: Evaluation): Cells[] {
  return classes.map((name) => {
    const { precision, recall, f1, support } = perClass[name]!;
    const cell = (estimate: Estimate) => `${share(estimate.value)} (${interval(estimate, share)})`;
    return [name, cell(precision), cell(recall), cell(f1), String(support)];
  });
}

function confusionRows({ classes, confusion }: Evaluation): Cells[] {
  return confusion.map((row, k) => [classes[k]!, ...row.map(String)]);
}

const NET_NAMES: Readonly<Record<(typeof NET_METHODS)[number], string>> = {
  counted: 'Answers counted',
  probabilistic: 'Mean probability',
  adjusted: 'Counts adjusted by validation',
  adjustedProbabilistic: 'Mean probability adjusted by validation',
  priorShift: 'Maximum likelihood under prior shift',
};

function netRows({ netSentiment: net }: Evaluation): Cells[] {
  const pair = (estimate: Estimate) => [points(estimate.value), interval(estimate, points)];
  const truth = net.truth === null ? [] : [['Labels', ...pair(net.truth), '', '']];
  const rows = NET_METHODS.flatMap((method) => {
    const estimate = net[method];
    const error = net.error[method];
    return estimate === null || error === null
      ? []
      : [[NET_NAMES[method], ...pair(estimate), ...pair(error)]];
  });
  return [...truth, ...rows];
}

function share(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(4);
}

function points(value: number): string {
  return Number.isNaN(value) ? '-' : (100 * value).toFixed(2);
}

function interval({ low, high }: Estimate, format: (value: number) => string): string {
  return `${format(low)} to ${format(high)}`;
}
