/**
 * `npm run model:evaluate -- --in FILE [--limit N]`: measures the shipped model, in the app's own engine, on a
 * labelled file (columns target, text). Prints Markdown and writes model/metrics.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readLabelledTexts } from './rows.ts';
import { openScorer } from './score-engine.ts';

const CHUNK_ROWS = 4096;
const CALIBRATION_BINS = 15;

const { values } = parseArgs({
  options: {
    in: { type: 'string' },
    limit: { type: 'string', default: 'Infinity' },
    out: { type: 'string', default: 'model/metrics.json' },
  },
});
if (!values.in) throw new Error('say --in FILE (columns target, text)');

interface Answers {
  /** P(positive) per post. */
  readonly probabilities: number[];
  /** 1 positive, 0 negative. */
  readonly labels: number[];
  /** Time of encoding and network alone. */
  readonly seconds: number;
}

async function answer(file: string, limit: number): Promise<Answers> {
  const scorer = await openScorer(null);
  const probabilities: number[] = [];
  const labels: number[] = [];
  let texts: string[] = [];
  let seconds = 0;
  const flush = async () => {
    const started = performance.now();
    probabilities.push(...(await scorer.scoreTexts(texts)).probability);
    seconds += (performance.now() - started) / 1000;
    texts = [];
  };
  for await (const { text, label } of readLabelledTexts(file)) {
    if (labels.length >= limit) break;
    texts.push(text);
    labels.push(label);
    if (texts.length === CHUNK_ROWS) await flush();
  }
  await flush();
  scorer.close();
  return { probabilities, labels, seconds };
}

interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

function countConfusion({ probabilities, labels }: Answers): Confusion {
  const count = (chosen: boolean, label: number) =>
    labels.filter((found, i) => found === label && probabilities[i]! >= 0.5 === chosen).length;
  return {
    truePositive: count(true, 1),
    falsePositive: count(true, 0),
    trueNegative: count(false, 0),
    falseNegative: count(false, 1),
  };
}

/** Area under the ROC curve by the rank-sum statistic; ties count half (Hanley and McNeil 1982). */
function areaUnderCurve({ probabilities, labels }: Answers): number {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let positivesHere = 0;
    while (end < order.length && probabilities[order[end]!] === probabilities[order[start]!])
      positivesHere += labels[order[end++]!]!;
    rankSum += positivesHere * ((start + 1 + end) / 2);
    positives += positivesHere;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/** Expected calibration error of P(positive) in bins of equal width (Guo et al. 2017, arXiv:1706.04599). */
function calibrationError({ probabilities, labels }: Answers): number {
  const gaps = new Float64Array(CALIBRATION_BINS);
  probabilities.forEach((p, i) => {
    gaps[Math.min(CALIBRATION_BINS - 1, Math.floor(p * CALIBRATION_BINS))]! += p - labels[i]!;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / labels.length;
}

function measure(answers: Answers) {
  const confusion = countConfusion(answers);
  const { truePositive, falsePositive, trueNegative, falseNegative } = confusion;
  const precision = truePositive / (truePositive + falsePositive);
  const recall = truePositive / (truePositive + falseNegative);
  return {
    rows: answers.labels.length,
    accuracy: (truePositive + trueNegative) / answers.labels.length,
    f1: (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    auc: areaUnderCurve(answers),
    ece: calibrationError(answers),
    confusion,
    postsPerSecond: Math.round(answers.labels.length / answers.seconds),
  };
}

function toMarkdown(version: string, found: ReturnType<typeof measure>): string {
  const { truePositive, falsePositive, trueNegative, falseNegative } = found.confusion;
  const line = (name: string, value: string) => `| ${name} | ${value} |`;
  return [
    `Model ${version} on ${found.rows} posts of ${basename(values.in!)}`,
    '',
    line('Measure', 'Value'),
    '|---|---|',
    line('Accuracy', found.accuracy.toFixed(4)),
    line('F1 (positive)', found.f1.toFixed(4)),
    line('Precision (positive)', found.precision.toFixed(4)),
    line('Recall (positive)', found.recall.toFixed(4)),
    line('AUC', found.auc.toFixed(4)),
    line('Expected calibration error, 15 bins', found.ece.toFixed(4)),
    line('Posts a second', String(found.postsPerSecond)),
    '',
    '| | Answered negative | Answered positive |',
    '|---|---|---|',
    `| Labelled negative | ${trueNegative} | ${falsePositive} |`,
    `| Labelled positive | ${falseNegative} | ${truePositive} |`,
  ].join('\n');
}

const current = new URL('../public/model/current.json', import.meta.url);
const { version } = JSON.parse(readFileSync(current, 'utf8')) as { version: string };
const found = measure(await answer(values.in, Number(values.limit)));
const source = { version, file: basename(values.in) };
writeFileSync(values.out, `${JSON.stringify({ ...source, ...found }, null, 2)}\n`);
console.log(toMarkdown(version, found));
