import { unpackStrings } from '../../../src/core/columns/text-column.ts';
import type { RowIssue } from '../../../src/core/rows/types.ts';
import { inspectFile } from '../../../src/services/ingest/inspect.ts';
import { openReader } from '../../../src/services/ingest/reader.ts';
import type { ByteSource, ChunkReader, FilePreview } from '../../../src/services/ingest/types.ts';

/** All that a reader gives, with each chunk's own sums checked on the way. */
export interface ReadAll {
  readonly rows: string[][];
  readonly refused: number[];
  readonly epochMs: number[];
  readonly issues: RowIssue[];
  readonly chunkRows: number[];
}

export async function readAll(reader: ChunkReader): Promise<ReadAll> {
  const all: ReadAll = { rows: [], refused: [], epochMs: [], issues: [], chunkRows: [] };
  for (let chunk = await reader.next(); chunk !== null; chunk = await reader.next()) {
    if (chunk.firstRow !== all.rows.length)
      throw new Error(`chunk at ${chunk.firstRow}, not ${all.rows.length}`);
    const columns = chunk.fields.map(unpackStrings);
    for (let row = 0; row < chunk.rowCount; row++) all.rows.push(columns.map((column) => column[row]!));
    all.refused.push(...chunk.refused);
    all.epochMs.push(...chunk.epochMs);
    all.issues.push(...chunk.issues);
    all.chunkRows.push(chunk.rowCount);
  }
  return all;
}

export async function previewOf(source: ByteSource): Promise<FilePreview> {
  const preview = await inspectFile(source, 'test.csv');
  if (!preview.ok) throw new Error(preview.error.code);
  return preview.value;
}

/** Guesses the format and reads everything with it. */
export async function ingest(source: ByteSource): Promise<ReadAll & { preview: FilePreview }> {
  const preview = await previewOf(source);
  const all = await readAll(openReader(source, preview.format, preview.mapping));
  return { ...all, preview };
}

export const refusals = (all: ReadAll) => all.issues.filter((issue) => issue.kind === 'refused');
