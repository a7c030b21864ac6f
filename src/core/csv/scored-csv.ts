import { unpackStrings } from '../columns/text-column.ts';
import type { PostChunk, SourceFormat } from '../rows/types.ts';
import { classesAt, confidenceAt, sentimentOf } from '../scores/confidence.ts';
import type { Scores } from '../scores/types.ts';
import { csvLine } from './csv-line.ts';

/** Columns that scoring adds, after those of the source. */
export const SCORE_COLUMNS = ['predicted_sentiment', 'confidence', 'probability'] as const;
/** Columns that a model of three classes adds after these. */
export const CLASS_COLUMNS = ['p_negative', 'p_neutral', 'p_positive'] as const;

/** How many classes a scored table has columns for. */
export type ScoredClasses = 2 | 3;

/** Names of the columns that scoring adds. */
export function scoreColumns(classes: ScoredClasses): readonly string[] {
  return classes === 3 ? [...SCORE_COLUMNS, ...CLASS_COLUMNS] : SCORE_COLUMNS;
}

/** Header of a scored table: the source's columns as they are and in order, then those of the score. */
export function scoredHeader(
  format: Pick<SourceFormat, 'columns'>,
  classes: ScoredClasses,
): readonly string[] {
  return [...format.columns, ...scoreColumns(classes)];
}

/**
 * One record of a scored table from the cells of its source and the scores of its chunk, in which it has place
 * `row`. `probability` is P(positive) of the binary head; numbers have six decimals, so that two runs that agree
 * to 1e-6 still compare. All cells are empty for a row without a score (`label` 255), the last three also for a
 * row that was scored by a model of two classes.
 */
export function scoredFields(
  fields: readonly string[],
  scores: Scores,
  row: number,
  classes: ScoredClasses,
): readonly string[] {
  const sentiment = sentimentOf(scores.label[row]!);
  if (sentiment === null) return [...fields, ...scoreColumns(classes).map(() => '')];
  const binary = [sentiment, decimals(confidenceAt(scores, row)), decimals(scores.probability[row]!)];
  if (classes === 2) return [...fields, ...binary];
  return [...fields, ...binary, ...(classesAt(scores, row)?.map(decimals) ?? CLASS_COLUMNS.map(() => ''))];
}

function decimals(probability: number): string {
  return probability.toFixed(6);
}

/** The rows of a chunk as lines of a scored table. `scores` has one entry per row of the chunk. */
export function scoredLines(
  fields: PostChunk['fields'],
  rowCount: number,
  scores: Scores,
  classes: ScoredClasses,
  delimiter: string,
): string {
  const columns = fields.map(unpackStrings);
  let lines = '';
  for (let row = 0; row < rowCount; row++) {
    const cells = columns.map((column) => column[row]!);
    lines += csvLine(scoredFields(cells, scores, row, classes), delimiter);
  }
  return lines;
}
