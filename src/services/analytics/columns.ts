import { NOT_SCORED, type Scores } from '../../core/scores/types.ts';
import type { ChunkColumns } from '../../storage/ports.ts';

/**
 * The numbers of one dataset, one entry per row, in memory: 21 bytes a row, so 1.6 million rows take 34 MB.
 * Arrays are longer than `rows`; entries past `rows` mean nothing.
 */
export interface DatasetColumns {
  rows: number;
  epochMs: Float64Array;
  engagement: Float64Array;
  probability: Float32Array;
  /** Index into `SENTIMENTS`, or `NOT_SCORED`: refused, or not scored yet. */
  label: Uint8Array;
  /** First row of each chunk, ascending. */
  readonly chunkStarts: number[];
}

export function createColumns(): DatasetColumns {
  return {
    rows: 0,
    epochMs: new Float64Array(0),
    engagement: new Float64Array(0),
    probability: new Float32Array(0),
    label: new Uint8Array(0),
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
  columns.chunkStarts.push(start);
  columns.rows = start + chunk.rowCount;
}

/** Writes the scores of chunk `index`, which must have been appended. */
export function setScores(columns: DatasetColumns, index: number, scores: Scores): void {
  const start = columns.chunkStarts[index];
  if (start === undefined) throw new RangeError(`chunk ${index} of ${columns.chunkStarts.length}`);
  columns.probability.set(scores.probability, start);
  columns.label.set(scores.label, start);
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
}

function grown<T extends Float64Array | Float32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
