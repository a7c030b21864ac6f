import { stringAt, type TextColumn } from '../../core/columns/text-column.ts';
import type { PostRepository } from '../../storage/ports.ts';
import { chunkOf, type DatasetColumns } from './columns.ts';

/** Reads raw fields by row, keeping the chunks used last: a table scrolls within a few of them. */
export interface FieldReader {
  /** The fields of chunk `index`, one column per source column. */
  chunk(index: number): Promise<readonly TextColumn[]>;
  /** A function that gives the field `column` of `row`, for rows whose chunks were loaded by this call. */
  rows(rows: Iterable<number>): Promise<(row: number, column: number) => string>;
}

const CHUNKS_KEPT = 24;

export function createFieldReader(
  posts: PostRepository,
  datasetId: string,
  columns: DatasetColumns,
): FieldReader {
  // A Map keeps insertion order, so its first key is the chunk that was used longest ago.
  const cache = new Map<number, readonly TextColumn[]>();

  async function chunk(index: number): Promise<readonly TextColumn[]> {
    const cached = cache.get(index);
    const fields = cached ?? (await posts.fields(datasetId, index));
    if (!fields) throw new Error(`chunk ${index} of dataset ${datasetId} is missing`);
    cache.delete(index);
    cache.set(index, fields);
    if (cache.size > CHUNKS_KEPT) cache.delete(cache.keys().next().value!);
    return fields;
  }

  return {
    chunk,
    async rows(rows) {
      const needed = new Map<number, readonly TextColumn[]>();
      for (const row of rows) {
        const index = chunkOf(columns, row);
        if (!needed.has(index)) needed.set(index, await chunk(index));
      }
      return (row, column) => {
        const index = chunkOf(columns, row);
        return stringAt(needed.get(index)![column]!, row - columns.chunkStarts[index]!);
      };
    },
  };
}
