import { stringAt, type TextColumn } from '../../core/columns/text-column.ts';
import type { PostRepository } from '../../storage/ports.ts';
import { chunkOf, type DatasetColumns } from './columns.ts';
import { inOrder } from './in-order.ts';

/** The fields of one chunk, one column per source column. */
export type ChunkFields = readonly TextColumn[];

/** Reads raw fields by row, keeping the chunks used last: a table scrolls within a few of them. */
export interface FieldReader {
  chunk(index: number): Promise<ChunkFields>;
  /** The same, read anew and not kept: for whoever needs every chunk once. */
  stored(index: number): Promise<ChunkFields>;
  /** A function that gives the field `column` of `row`, for rows whose chunks were loaded by this call. */
  rows(rows: Iterable<number>): Promise<(row: number, column: number) => string>;
  /** Shows every chunk from `first` on to `visit`, in order, and keeps none of them. */
  scan(first: number, visit: (index: number, fields: ChunkFields) => void): Promise<void>;
}

// About 10 MB.
const CHUNKS_KEPT = 24;

export function createFieldReader(
  posts: PostRepository,
  datasetId: string,
  columns: DatasetColumns,
): FieldReader {
  // A Map keeps insertion order, so its first key is the chunk that was used longest ago.
  const cache = new Map<number, ChunkFields>();

  async function stored(index: number): Promise<ChunkFields> {
    const fields = await posts.fields(datasetId, index);
    if (!fields) throw new Error(`chunk ${index} of dataset ${datasetId} is missing`);
    return fields;
  }

  async function chunk(index: number): Promise<ChunkFields> {
    const fields = cache.get(index) ?? (await stored(index));
    cache.delete(index);
    cache.set(index, fields);
    if (cache.size > CHUNKS_KEPT) cache.delete(cache.keys().next().value!);
    return fields;
  }

  return {
    chunk,
    stored,
    async rows(rows) {
      const indices = [...new Set(Array.from(rows, (row) => chunkOf(columns, row)))];
      const loaded = await Promise.all(indices.map(chunk));
      const fieldsOf = new Map(indices.map((index, i) => [index, loaded[i]!]));
      return (row, column) => {
        const index = chunkOf(columns, row);
        return stringAt(fieldsOf.get(index)![column]!, row - columns.chunkStarts[index]!);
      };
    },
    async scan(first, visit) {
      const chunks = Math.max(0, columns.chunkStarts.length - first);
      const indices = Array.from({ length: chunks }, (_, i) => first + i);
      await inOrder(indices, stored, visit);
    },
  };
}
