import { unpackStrings } from '../columns/text-column.ts';
import type { PostChunk, SourceFormat } from '../rows/types.ts';
import { confidenceOf, sentimentOf } from '../scores/confidence.ts';
import type { Scores } from '../scores/types.ts';
import { csvLine } from './csv-line.ts';

/** Columns that scoring adds, after those of the source. */
export const SCORE_COLUMNS = ['predicted_sentiment', 'confidence', 'probability'] as const;

/** Header of a scored table: the source's columns as they are and in order, then the three of the score. */
export function scoredHeader(format: Pick<SourceFormat, 'columns'>): readonly string[] {
  return [...format.columns, ...SCORE_COLUMNS];
}

/**
 * One record of a scored table. `probability` is P(positive); both numbers have six decimals, so that two runs
 * that agree to 1e-6 still compare. All three cells are empty for a row without a score (`label` 255).
 */
export function scoredFields(
  fields: readonly string[],
  probability: number,
  label: number,
): readonly string[] {
  const sentiment = sentimentOf(label);
  if (sentiment === null) return [...fields, '', '', ''];
  return [...fields, sentiment, confidenceOf(probability).toFixed(6), probability.toFixed(6)];
}

/** The rows of a chunk as lines of a scored table. `scores` has one entry per row of the chunk. */
export function scoredLines(
  fields: PostChunk['fields'],
  rowCount: number,
  scores: Scores,
  delimiter: string,
): string {
  const columns = fields.map(unpackStrings);
  let lines = '';
  for (let row = 0; row < rowCount; row++) {
    const cells = columns.map((column) => column[row]!);
    lines += csvLine(scoredFields(cells, scores.probability[row]!, scores.label[row]!), delimiter);
  }
  return lines;
}
