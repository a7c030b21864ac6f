import { confidenceOf } from '../../core/scores/confidence.ts';
import { type ClassProbabilities, NOT_SCORED, type Scores } from '../../core/scores/types.ts';
import type { ChunkColumns } from '../../storage/ports.ts';

/**
 * The numbers of one dataset, one entry per row, in memory: 26 bytes a row, so 1.6 million rows take 42 MB.
 * Arrays are longer than `rows`; entries past `rows` mean nothing.
 */
export interface DatasetColumns {
  rows: number;
  epochMs: Float64Array;
  engagement: Float64Array;
  probability: Float32Array;
  /** Index into `SENTIMENTS`, or `NOT_SCORED`: refused, or not scored yet. */
  label: Uint8Array;
  /** P(negative) and P(positive) of the three-class head as fixed-point numbers; `NO_SHARE` where there is none. */
  negative: Uint16Array;
  positive: Uint16Array;
  /** Place in `core/rows/languages`. */
  language: Uint8Array;
  /** True once a row has scores of three classes. */
  hasClasses: boolean;
  /** First row of each chunk, ascending. */
  readonly chunkStarts: number[];
}

/** In place of a fixed-point probability. */
export const NO_SHARE = 65_535;
// Steps of 1.5e-5: finer than any view shows, and less than the network's backends differ by.
const SHARE_ONE = 65_534;

export function createColumns(): DatasetColumns {
  return {
    rows: 0,
    epochMs: new Float64Array(0),
    engagement: new Float64Array(0),
    probability: new Float32Array(0),
    label: new Uint8Array(0),
    negative: new Uint16Array(0),
    positive: new Uint16Array(0),
    language: new Uint8Array(0),
    hasClasses: false,
    chunkStarts: [],
  };
}

/** Adds the next chunk's rows, unscored. */
export function appendColumns(columns: DatasetColumns, chunk: ChunkColumns): void {
  const start = columns.rows;
  reserve(columns, start + chunk.rowCount);
  columns.epochMs.set(chunk.epochMs, start);
  columns.engagement.set(chunk.engagement, start);
  columns.probability.fill(Number.NaN, start, start + chunk.rowCount);
  columns.label.fill(NOT_SCORED, start, start + chunk.rowCount);
  columns.negative.fill(NO_SHARE, start, start + chunk.rowCount);
  columns.positive.fill(NO_SHARE, start, start + chunk.rowCount);
  // Earlier versions of the app stored none.
  if (chunk.language) columns.language.set(chunk.language, start);
  columns.chunkStarts.push(start);
  columns.rows = start + chunk.rowCount;
}

/** Writes the scores of chunk `index`, which must have been appended. */
export function setScores(columns: DatasetColumns, index: number, scores: Scores): void {
  const start = columns.chunkStarts[index];
  if (start === undefined) throw new RangeError(`chunk ${index} of ${columns.chunkStarts.length}`);
  columns.probability.set(scores.probability, start);
  columns.label.set(scores.label, start);
  if (scores.classes.length > 0) setClasses(columns, start, scores.classes);
}

/** `classes` is `[rows, 3]` row by row, NaN where a row has no score. */
function setClasses(columns: DatasetColumns, start: number, classes: Float32Array): void {
  columns.hasClasses = true;
  for (let at = 0; 3 * at < classes.length; at++) {
    columns.negative[start + at] = toShare(classes[3 * at]!);
    columns.positive[start + at] = toShare(classes[3 * at + 2]!);
  }
}

function toShare(probability: number): number {
  return Number.isNaN(probability) ? NO_SHARE : Math.round(probability * SHARE_ONE);
}

/** The probability behind a fixed-point number; NaN where there is none. */
export function fromShare(share: number): number {
  return share === NO_SHARE ? Number.NaN : share / SHARE_ONE;
}

/** P(negative), P(neutral), P(positive) of a row, to 1.5e-5; null for a row without scores of three classes. */
export function classesOfRow({ negative, positive }: DatasetColumns, row: number): ClassProbabilities | null {
  const [low, high] = [negative[row]!, positive[row]!];
  if (low === NO_SHARE) return null;
  return [fromShare(low), Math.max(0, SHARE_ONE - low - high) / SHARE_ONE, fromShare(high)];
}

/** Probability of the class that a scored row was given, 0..1; NaN for any other row. */
export function confidenceOfRow(columns: DatasetColumns, row: number): number {
  const low = columns.negative[row]!;
  if (low === NO_SHARE) return confidenceOf(columns.probability[row]!);
  const high = columns.positive[row]!;
  // Asked for each of a million rows: no array for the three.
  const code = columns.label[row];
  const chosen = code === 0 ? low : code === 2 ? high : Math.max(0, SHARE_ONE - low - high);
  return chosen / SHARE_ONE;
}

/** Index of the chunk that holds `row`, by bisection. */
export function chunkOf(columns: DatasetColumns, row: number): number {
  let low = 0;
  let high = columns.chunkStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (columns.chunkStarts[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

// Doubling keeps the cost of growing linear in the number of rows.
function reserve(columns: DatasetColumns, rows: number): void {
  if (columns.label.length >= rows) return;
  const capacity = Math.max(rows, 2 * columns.label.length, 4096);
  columns.epochMs = grown(columns.epochMs, new Float64Array(capacity));
  columns.engagement = grown(columns.engagement, new Float64Array(capacity));
  columns.probability = grown(columns.probability, new Float32Array(capacity));
  columns.label = grown(columns.label, new Uint8Array(capacity));
  columns.negative = grown(columns.negative, new Uint16Array(capacity));
  columns.positive = grown(columns.positive, new Uint16Array(capacity));
  columns.language = grown(columns.language, new Uint8Array(capacity));
}

function grown<T extends Float64Array | Float32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
