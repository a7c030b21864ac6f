import { stringAt, unpackStrings } from '../src/core/columns/text-column.ts';
import { problemCause } from '../src/core/rows/problems.ts';
import type { PostChunk } from '../src/core/rows/types.ts';
import type { Domain } from '../src/core/scores/domain.ts';
import { SENTIMENTS } from '../src/core/scores/types.ts';
import { SourceReadError } from '../src/services/ingest/byte-pieces.ts';
import { openReader } from '../src/services/ingest/reader.ts';
import { type LabelMap, normalizeLabel } from './evaluate-labels.ts';
import { UserError } from './score-options.ts';
import { type FileScorer, type OpenTable, type ScoreTexts, textsIn } from './score-table.ts';

/** Answers to labelled posts, one entry each. */
export interface LabelledAnswers {
  /** Index into `SENTIMENTS` of the label, and of the answer of the model. */
  readonly truth: readonly number[];
  readonly answered: readonly number[];
  /** P(positive) of the binary head. */
  readonly positive: readonly number[];
  /** Calibrated P(negative), P(neutral), P(positive), `[rows, 3]` row by row. */
  readonly classes: readonly number[];
  /** Rows left out: without a text, or with a label that is not evaluated (by label, the empty one included). */
  readonly rowsWithoutText: number;
  readonly skippedLabels: ReadonlyMap<string, number>;
  /** Time of encoding and network alone. */
  readonly seconds: number;
  /** The domain that `positive` is of; null where each post is looked at by itself. */
  readonly domain: Domain | null;
}

/**
 * The position of the label column: by name, by `column_N`, or where `null` is wanted as the app guesses it. Throws
 * `UserError` where there is none or it is the text.
 */
export function findLabelColumn({ format, mapping }: OpenTable, wanted: string | null): number {
  const { columns } = format;
  const names = columns.map((column, i) => column.replace(/\s+/g, ' ').trim() || `column_${i + 1}`);
  const list = `The columns are: ${names.join(', ')}.`;
  const lower = wanted?.trim().toLowerCase();
  const named = columns.findIndex((column) => column.trim().toLowerCase() === lower);
  const numbered = Number(/^column_(\d+)$/.exec(lower ?? '')?.[1] ?? 0) - 1;
  const at = wanted === null ? mapping.roles.indexOf('label') : named >= 0 ? named : numbered;
  if (at < 0 || at >= columns.length) {
    const problem =
      wanted === null ? 'Name the column of labels with --label COLUMN' : `No column is named ${wanted}`;
    throw new UserError(`${problem}. ${list}`);
  }
  if (mapping.roles[at] === 'text')
    throw new UserError(`${names[at]} is the column of the text, too. ${list}`);
  return at;
}

/** How often each label occurs, by `normalizeLabel`. */
export async function countLabels(table: OpenTable, column: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const chunk of readChunks(table)) {
    for (const label of labelsIn(chunk, column)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** Scores the rows whose label is in `map`, until there are `limit`. */
export async function answerRows(
  table: OpenTable,
  column: number,
  map: LabelMap,
  limit: number,
  { domainOf, scoreTexts }: FileScorer,
): Promise<LabelledAnswers> {
  const text = table.mapping.roles.indexOf('text');
  const found = {
    truth: [] as number[],
    answered: [] as number[],
    positive: [] as number[],
    classes: [] as number[],
  };
  const skippedLabels = new Map<string, number>();
  let rowsWithoutText = 0;
  let seconds = 0;
  let domain: Domain | null | undefined;
  for await (const chunk of readChunks(table)) {
    // As the app and `score` find it, whatever rows have a label.
    if (domain === undefined) domain = await domainOf(textsIn(chunk, text));
    const texts: string[] = [];
    for (const [row, label] of labelsIn(chunk, column).entries()) {
      if (found.truth.length === limit) break;
      const sentiment = map.get(label);
      if (sentiment === undefined) skippedLabels.set(label, (skippedLabels.get(label) ?? 0) + 1);
      else if (chunk.refused[row] === 1) rowsWithoutText++;
      else {
        texts.push(stringAt(chunk.fields[text]!, row));
        found.truth.push(SENTIMENTS.indexOf(sentiment));
      }
    }
    const started = performance.now();
    const scores = await scoreTexts(texts, domain);
    seconds += (performance.now() - started) / 1000;
    texts.forEach((_, i) => {
      const p = scores.probability[i]!;
      found.positive.push(p);
      found.answered.push(scores.label[i]!);
      // A model of two classes gives Neutral no chance.
      if (hasClasses(scores)) found.classes.push(...scores.classes.subarray(3 * i, 3 * i + 3));
      else found.classes.push(1 - p, 0, p);
    });
    if (found.truth.length === limit) break;
  }
  return { ...found, rowsWithoutText, skippedLabels, seconds, domain: domain ?? null };
}

function hasClasses({ classes }: Partial<Awaited<ReturnType<ScoreTexts>>>): boolean {
  return classes !== undefined && classes.length > 0;
}

function labelsIn(chunk: PostChunk, column: number): string[] {
  return unpackStrings(chunk.fields[column]!).map(normalizeLabel);
}

async function* readChunks({ name, source, format, mapping }: OpenTable): AsyncGenerator<PostChunk> {
  const reader = openReader(source, format, mapping);
  try {
    for (let chunk = await reader.next(); chunk !== null; chunk = await reader.next()) yield chunk;
  } catch (error) {
    if (error instanceof SourceReadError) throw new UserError(`${name}: ${problemCause(error.problem)}`);
    throw error;
  } finally {
    await reader.close();
  }
}
