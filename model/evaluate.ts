/**
 * `npm run model:evaluate -- X.csv --text COLUMN --label COLUMN ...`: measures the shipped model, in the app's own
 * engine and by way of its own reader, on a labelled file.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { Validation } from '../src/core/stats/quantification.ts';
import { runCommand } from './command.ts';
import { checkLabelMap, guessLabelMap, type LabelMap } from './evaluate-labels.ts';
import { type Measured, measureBinary, measureTernary } from './evaluate-measure.ts';
import { type EvaluateOptions, parseEvaluateOptions } from './evaluate-options.ts';
import { toReliabilitySvg } from './evaluate-reliability.ts';
import { type BinaryFigures, type Evaluation, toJson, toMarkdown } from './evaluate-report.ts';
import { answerRows, countLabels, findLabelColumn, type LabelledAnswers } from './evaluate-rows.ts';
import { UserError } from './score-options.ts';
import { type OpenTable, openTable } from './score-table.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = parseEvaluateOptions(args);
  for (const path of [options.out, options.markdown, options.reliability])
    if (path !== null) checkFolder(path);
  const table = await openTable(options);
  const column = findLabelColumn(table, options.label);
  const map = await readLabelMap(table, column, options);
  const { answers, validation } = await answer(table, column, map, options);
  if (answers.truth.length === 0)
    throw new UserError(`${options.input}: no row has both a text and a label.`);
  const isTernary = (options.classes ?? ([...map.values()].includes('Neutral') ? 3 : 2)) === 3;
  const binary = measureBinary(answers);
  const evaluation: Evaluation = {
    version: readVersion(),
    file: basename(options.input),
    domain: answers.domain,
    text: table.format.columns[table.mapping.roles.indexOf('text')]!,
    label: table.format.columns[column]!,
    map: Object.fromEntries(map),
    skipped: [...answers.skippedLabels.values()].reduce((sum, n) => sum + n, answers.rowsWithoutText),
    skippedLabels: Object.fromEntries(answers.skippedLabels),
    ...(isTernary ? measureTernary(answers, validation) : binary),
    binary: isTernary && binary.rows > 0 ? inShort(binary) : null,
    postsPerSecond: Math.round(answers.truth.length / answers.seconds),
  };
  write(evaluation, options);
}

/** Throws `UserError` where the folder to write to is missing: better now than after minutes of work. */
function checkFolder(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError(`${folder}: there is no such folder to write to.`);
}

/** What the labels of the file mean. With two classes asked for, neutral posts are no part of it. */
async function readLabelMap(table: OpenTable, column: number, options: EvaluateOptions): Promise<LabelMap> {
  const labels = await countLabels(table, column);
  const map = options.map ?? guessLabelMap(labels);
  checkLabelMap(map, labels);
  if (options.classes !== 2) return map;
  return new Map([...map].filter(([, sentiment]) => sentiment !== 'Neutral'));
}

async function answer(
  table: OpenTable,
  column: number,
  map: LabelMap,
  { limit, classes, domain }: EvaluateOptions,
): Promise<{ answers: LabelledAnswers; validation: Validation | null }> {
  // TensorFlow.js takes a second to load, which bad input need not wait for.
  const { openScorer } = await import('./score-engine.ts');
  const scorer = await openScorer(classes === 3 ? 3 : null, domain);
  try {
    const answers = await answerRows(table, column, map, limit, scorer);
    return { answers, validation: scorer.manifest.quantification };
  } finally {
    scorer.close();
  }
}

function inShort({
  rows,
  accuracy,
  macroF1,
  rocAuc,
  ece,
  reliability,
  perClass: of,
}: Measured): BinaryFigures {
  return { rows, accuracy, f1: of.Positive!.f1, macroF1, rocAuc, ece, reliability };
}

function readVersion(): string {
  const current = readFileSync(new URL('../public/model/current.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(current)).version;
}

function write(evaluation: Evaluation, { json, out, markdown, reliability }: EvaluateOptions): void {
  if (out !== null) writeFileSync(out, `${toJson(evaluation)}\n`);
  if (markdown !== null) writeFileSync(markdown, `${toMarkdown(evaluation)}\n`);
  if (reliability !== null) writeFileSync(reliability, `${toReliabilitySvg(evaluation)}\n`);
  console.log(json ? toJson(evaluation) : toMarkdown(evaluation));
}

await runCommand(main);
