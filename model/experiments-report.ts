import { z } from 'zod';
import type { Manifest } from '../src/engine/manifest.ts';
import { type Cells, markdownTable } from './markdown-table.ts';

const fraction = z.number().min(0).max(1);
const count = z.int().positive();

/** What model/compare.py wrote of one contestant. */
export const resultSchema = z.object({
  name: z.string(),
  title: z.string(),
  rows: count,
  epochs: count,
  valRows: count,
  seed: z.int(),
  accuracy: fraction,
  f1Macro: fraction,
  f1Weighted: fraction,
  precision: fraction,
  recall: fraction,
  auc: fraction,
  parameters: count,
  bytes: count,
  trainSeconds: z.number().positive(),
  trainPostsPerSecond: z.number().positive(),
});

/** What model/compare-speed.ts wrote. */
export const speedsSchema = z.object({
  posts: count,
  rounds: count,
  speeds: z.record(
    z.string(),
    z.object({ postsPerSecond: z.number().positive(), ratio: z.number().positive() }),
  ),
});

/** Titles of all contestants by name, done or not: contestants.json of model/compare.py. */
export const titlesSchema = z.record(z.string(), z.string());

/** One contestant of the comparison. */
export type Result = z.infer<typeof resultSchema>;
/** Speeds in our own engine by the contestants' names. */
export type Speeds = z.infer<typeof speedsSchema>;

/** What the page is made of. */
export interface Experiments {
  /** Of all contestants, by name. */
  readonly titles: Readonly<Record<string, string>>;
  /** Of one comparison: same rows, epochs and validation rows. */
  readonly results: readonly Result[];
  /** Null where they were not measured. */
  readonly speeds: Speeds | null;
  readonly shipped: Pick<Manifest, 'version' | 'metrics' | 'tensors' | 'files'>;
  /** Markdown written by hand. */
  readonly notes: string;
}

const QUALITY = ['Accuracy', 'F1 macro', 'F1 weighted', 'Precision', 'Recall', 'ROC AUC', 'Parameters', 'MB'];

/** The page of experiments. Throws `RangeError` where results are missing or not of one comparison. */
export function toMarkdown({ titles, results, speeds, shipped, notes }: Experiments): string {
  const [first] = results;
  if (!first) throw new RangeError('there are no results: run model:compare');
  const isAlike = (other: Result) =>
    other.rows === first.rows && other.epochs === first.epochs && other.valRows === first.valRows;
  if (!results.every(isAlike)) throw new RangeError('these results are not of one comparison');
  const ranked = [...results].sort((a, b) => a.accuracy - b.accuracy);
  return [
    '# Experiments',
    '',
    'Made by `npm run model:experiments` from what `npm run model:compare` and `npm run model:compare-speed` measured,',
    'the manifest of the shipped model and `model/experiments-notes.md`. Edit that file, not this one.',
    '',
    '## On equal terms',
    '',
    ...terms(first, Math.max(...results.map(({ accuracy }) => standardError(accuracy, first.valRows)))),
    '',
    ...markdownTable(
      ['Contestant', ...QUALITY, 'Training, CPU s', 'Posts/s in training', 'Posts/s in our engine'],
      ranked.map((result) => contestantRow(result, speeds)),
    ),
    '',
    ...missing(titles, results),
    ...(speeds ? [engineTerms(speeds), ''] : []),
    '## The shipped model',
    '',
    `Trained on all of the data with both heads; measured on ${whole(shipped.metrics.rows)} validation posts from the weights as shipped.`,
    '',
    ...markdownTable(['Model', ...QUALITY], [shippedRow(shipped)]),
    '',
    notes.trim(),
    '',
  ].join('\n');
}

function terms({ rows, epochs, valRows, seed }: Result, error: number): string[] {
  return [
    `Each was trained on the same ${whole(rows)} posts of Sentiment140 (drawn with seed ${seed}), ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, one thread of`,
    `a CPU, and measured on the same ${whole(valRows)} validation posts by the two-class answer alone. One standard error of`,
    `an accuracy is ${(100 * error).toFixed(2)} points. Precision and recall are those of Positive. MB is what would be shipped`,
    'without vocabularies: matrices in int8 with a scale a row, the rest float32.',
  ];
}

/** A paragraph on contestants that have no result yet. */
function missing(titles: Experiments['titles'], results: readonly Result[]): string[] {
  const done = new Set(results.map(({ name }) => name));
  const open = Object.keys(titles).filter((name) => !done.has(name));
  if (open.length === 0) return [];
  const listed = open.map((name) => titles[name]).join('; ');
  const { rows, epochs, valRows } = results[0]!;
  const command = `npm run model:compare -- --rows ${rows} --epochs ${epochs} --val-rows ${valRows}`;
  return [`**Not measured yet:** ${listed}. \`${command}\` goes on with them.`, ''];
}

function engineTerms({ posts, rounds }: Speeds): string {
  return (
    `Speed in our engine: WASM in Node, one thread, ${whole(posts)} validation posts in the app's batches, text already ` +
    `turned into ids; median of ${rounds} rounds, all contestants in turn. In brackets the ratio to one tower (words), which holds ` +
    'where the posts a second of a shared machine do not.'
  );
}

function contestantRow(result: Result, speeds: Speeds | null): string[] {
  const { title, name, trainSeconds, trainPostsPerSecond } = result;
  return [
    title,
    ...qualityCells(result),
    whole(trainSeconds),
    whole(trainPostsPerSecond),
    speeds ? engineCell(speeds.speeds[name]) : 'not measured',
  ];
}

function engineCell(speed: Speeds['speeds'][string] | undefined): string {
  if (!speed) return 'not loadable by the engine';
  return `${whole(speed.postsPerSecond)} (${speed.ratio.toFixed(2)})`;
}

function shippedRow({ version, metrics, tensors, files }: Experiments['shipped']): string[] {
  const { truePositive, falsePositive, trueNegative, falseNegative } = metrics.confusion;
  const wrong = falsePositive + falseNegative;
  const positives = truePositive + falseNegative;
  const f1Positive = f1(truePositive, wrong);
  const f1Negative = f1(trueNegative, wrong);
  const f1Weighted = (positives * f1Positive + (metrics.rows - positives) * f1Negative) / metrics.rows;
  const parameters = tensors.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const f1Macro = (f1Positive + f1Negative) / 2;
  const quality = qualityCells({ ...metrics, f1Macro, f1Weighted, parameters, bytes });
  return [version, ...quality.slice(0, -1), `${quality.at(-1)} with vocabularies`];
}

function f1(found: number, wrong: number): number {
  return found === 0 ? 0 : (2 * found) / (2 * found + wrong);
}

type Quality = Pick<
  Result,
  'accuracy' | 'f1Macro' | 'f1Weighted' | 'precision' | 'recall' | 'auc' | 'parameters' | 'bytes'
>;

/** The cells under `QUALITY`. */
function qualityCells(found: Quality): Cells {
  const { accuracy, f1Macro, f1Weighted, precision, recall, auc } = found;
  return [
    ...[accuracy, f1Macro, f1Weighted, precision, recall, auc].map((value) => value.toFixed(4)),
    whole(found.parameters),
    (found.bytes / 1e6).toFixed(2),
  ];
}

/** Standard error of a share of `rows` posts. */
function standardError(share: number, rows: number): number {
  return Math.sqrt((share * (1 - share)) / rows);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
