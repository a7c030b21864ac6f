/**
 * `npm run model:domains -- --data FOLDER [--write] [--rows N]`: the shipped model on every labelled corpus at hand, by
 * the rows that training never saw, as Markdown. With `--write` the manifest keeps how far estimates of shares are off
 * on corpora of another origin than calibration, so that their intervals can say so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Domain } from '../src/core/scores/domain.ts';
import { type Scores, SENTIMENTS } from '../src/core/scores/types.ts';
import type { Estimate } from '../src/core/stats/intervals.ts';
import type { Validation } from '../src/core/stats/quantification.ts';
import { type TransferByMethod, transferDeviation } from '../src/core/stats/transfer.ts';
import { type Corpora, type Corpus, readCorpora, readCorpus } from './corpora.ts';
import {
  byMethod,
  type Measured,
  measureBinary,
  measureTernary,
  NET_METHODS,
  type NetMethod,
  shareErrors,
} from './evaluate-measure.ts';
import type { LabelledAnswers } from './evaluate-rows.ts';
import { openScorer, type Scorer } from './score-engine.ts';

const CHUNK_ROWS = 2048;
const Z_95 = 1.959963984540054;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    corpora: { type: 'string', default: 'model/configs/corpora.json' },
    rows: { type: 'string', default: '5000' },
    write: { type: 'boolean', default: false },
  },
});
if (!values.data) throw new Error('say --data FOLDER (the corpora lie below it)');

/** Rows of a corpus that nothing was learnt from: all, or those held out; at most `limit`, evenly spread. */
function unseenRows(folder: string, corpus: Corpus, limit: number): { text: string; label: number }[] {
  const rows: { text: string; label: number }[] = [];
  readCorpus(folder, corpus, ({ text, label, isHeldOut }) => {
    if (isHeldOut || corpus.heldOut === undefined) rows.push({ text, label });
  });
  const step = Math.max(1, rows.length / limit);
  return Array.from({ length: Math.min(limit, rows.length) }, (_, i) => rows[Math.floor(i * step)]!);
}

async function answerCorpus(scorer: Scorer, corpus: Corpus, limit: number): Promise<LabelledAnswers> {
  const rows = unseenRows(values.data!, corpus, limit);
  const answers = {
    truth: [] as number[],
    answered: [] as number[],
    positive: [] as number[],
    classes: [] as number[],
  };
  const started = performance.now();
  const domain = await scorer.domainOf(rows.map(({ text }) => text));
  for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
    const part = rows.slice(at, at + CHUNK_ROWS);
    const scores: Scores = await scorer.scoreTexts(
      part.map(({ text }) => text),
      domain,
    );
    answers.truth.push(...part.map(({ label }) => label));
    answers.answered.push(...scores.label);
    answers.positive.push(...scores.probability);
    answers.classes.push(...scores.classes);
  }
  const seconds = (performance.now() - started) / 1000;
  return { ...answers, rowsWithoutText: 0, skippedLabels: new Map(), seconds, domain };
}

interface Result {
  readonly corpus: Corpus;
  /** What its posts were taken to be like, and P(positive) is of. */
  readonly domain: Domain | null;
  readonly binary: Measured;
  /** Null for a corpus without neutral posts. */
  readonly ternary: Measured | null;
  /** Estimated less true share of each class. */
  readonly shareErrors: Readonly<Record<NetMethod, readonly Estimate[]>> | null;
}

async function measureCorpora(scorer: Scorer, corpora: Corpora, limit: number): Promise<Result[]> {
  const validation: Validation | null = scorer.manifest.quantification;
  const sets = [
    ...corpora.validation,
    ...corpora.train.filter(({ heldOut }) => heldOut !== undefined),
    ...corpora.evaluation,
  ];
  const results: Result[] = [];
  for (const corpus of sets) {
    const answers = await answerCorpus(scorer, corpus, limit);
    const isTernary = corpus.task === 'ternary';
    results.push({
      corpus,
      domain: answers.domain,
      binary: measureBinary(answers),
      ternary: isTernary ? measureTernary(answers, validation) : null,
      shareErrors:
        isTernary && validation ? byMethod((method) => shareErrors(answers, validation, method)) : null,
    });
    console.error(`${corpus.name}: ${answers.truth.length} posts`);
  }
  return results;
}

const percent = (estimate: Estimate): string =>
  `${(100 * estimate.value).toFixed(1)} (${(100 * estimate.low).toFixed(1)}–${(100 * estimate.high).toFixed(1)})`;
const points = (estimate: Estimate | null): string =>
  estimate === null ? '' : `${estimate.value >= 0 ? '+' : '−'}${Math.abs(100 * estimate.value).toFixed(1)}`;

function toMarkdown(results: readonly Result[]): string {
  const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
    [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const binary = results.map(({ corpus, domain, binary: b }) => [
    corpus.name,
    domain ?? 'none',
    String(b.rows),
    percent(b.accuracy),
    b.rocAuc === null ? '' : b.rocAuc.value.toFixed(3),
    b.ece.value.toFixed(3),
  ]);
  const withNeutral = results.filter((result) => result.ternary !== null);
  const ternary = withNeutral.map(({ corpus, ternary: t }) => [
    corpus.name,
    String(t!.rows),
    percent(t!.macroRecall),
    percent(t!.accuracy),
    percent(t!.macroF1),
    t!.ece.value.toFixed(3),
  ]);
  const net = withNeutral.map(({ corpus, ternary: t }) => [
    corpus.name,
    points(t!.netSentiment.truth),
    ...NET_METHODS.map((method) => points(t!.netSentiment.error[method])),
  ]);
  return [
    'Negative or positive (95 % intervals in brackets):\n',
    table(['Posts', 'Taken as', 'n', 'Accuracy %', 'AUC', 'ECE'], binary),
    '\nNegative, neutral or positive:\n',
    table(['Posts', 'n', 'Macro recall %', 'Accuracy %', 'Macro F1 %', 'ECE'], ternary),
    '\nNet sentiment, and how many points each estimate of it is off:\n',
    table(['Posts', 'True', ...NET_METHODS.map(methodName)], net),
  ].join('\n');
}

function methodName(method: NetMethod): string {
  return method.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** The deviation of each estimate over the corpora that calibration was not fitted on. */
function deviationsOf(results: readonly Result[]): TransferByMethod {
  const elsewhere = results.filter((r) => r.ternary !== null && r.corpus.name !== 'semeval-val');
  const spread = (errors: readonly Estimate[]): number =>
    transferDeviation(
      errors.map(({ value, low, high }) => ({ value, standardError: (high - low) / (2 * Z_95) })),
    );
  return byMethod((method) => ({
    shares: SENTIMENTS.map((_, k) => spread(elsewhere.map((r) => r.shareErrors![method][k]!))),
    netSentiment: spread(elsewhere.map((r) => r.ternary!.netSentiment.error[method]!)),
  }));
}

function writeDeviation(version: string, transfer: TransferByMethod): void {
  const file = new URL(`../public/model/${version}/manifest.json`, import.meta.url);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { quantification: { transfer: unknown } };
  manifest.quantification.transfer = transfer;
  writeFileSync(file, `${JSON.stringify(manifest, null, 1)}\n`);
}

const scorer = await openScorer(null);
try {
  const results = await measureCorpora(scorer, readCorpora(values.corpora), Number(values.rows));
  console.log(toMarkdown(results));
  if (values.write) writeDeviation(scorer.manifest.version, deviationsOf(results));
} finally {
  scorer.close();
}
