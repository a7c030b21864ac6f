import { planRows } from '../../core/rows/parse-row.ts';
import type { Mapping, PostChunk, SourceFormat } from '../../core/rows/types.ts';
import { openPieces, SourceReadError } from './byte-pieces.ts';
import { createChunkBuilder } from './chunk-builder.ts';
import { type DecodedRecord, streamRecords } from './text-pieces.ts';
import type { ByteSource, ChunkReader } from './types.ts';

const FIRST_CHUNK_ROWS = 512;
const CHUNK_ROWS = 2048;
const PIECE_BYTES = 1 << 20;

/**
 * Opens a source for reading in the given format. Throws `RangeError` where the mapping names no text column;
 * everything that is wrong with the data comes out as issues of its rows.
 */
export function openReader(source: ByteSource, format: SourceFormat, mapping: Mapping): ChunkReader {
  return openReaderAt(source, format, mapping, 0);
}

/**
 * As `openReader`, from the 0-based data row `firstRow` on, which must be the first of a chunk: the chunks are then
 * the same as without the interruption. The rows before it are cut again, since only that tells where it begins,
 * but not interpreted.
 */
export function openReaderAt(
  source: ByteSource,
  format: SourceFormat,
  mapping: Mapping,
  firstRow: number,
): ChunkReader {
  const plan = planRows(format, mapping);
  const pieces = openPieces(source, format.compression, PIECE_BYTES);
  const records = createRecordQueue(
    streamRecords(pieces, format.encoding, format.delimiter, format.columns.length),
    firstRow + (format.hasHeader ? 1 : 0),
  );
  let rowsGiven = firstRow;
  let isClosed = false;
  return {
    async next(): Promise<PostChunk | null> {
      if (isClosed) return null;
      const builder = createChunkBuilder(plan, rowsGiven, rowsGiven === 0 ? FIRST_CHUNK_ROWS : CHUNK_ROWS);
      while (!builder.isFull && !isClosed) {
        const record = records.shift();
        if (record !== null) builder.add(record);
        else if (!(await records.fill(builder.rowCount))) break;
      }
      if (isClosed || builder.rowCount === 0) return null;
      rowsGiven += builder.rowCount;
      return builder.build();
    },
    get bytesRead() {
      return pieces.bytesRead;
    },
    async close() {
      isClosed = true;
      await pieces.close();
    },
  };
}

interface RecordQueue {
  /** The next record at hand, or `null`. Not async: awaiting each of a million rows costs seconds. */
  shift(): DecodedRecord | null;
  /** Fetches more; false at the end, or at a break while `rowsAtHand` rows are still to be given. */
  fill(rowsAtHand: number): Promise<boolean>;
}

function createRecordQueue(
  stream: { next(): Promise<readonly DecodedRecord[] | null> },
  skip: number,
): RecordQueue {
  let batch: readonly DecodedRecord[] = [];
  let at = 0;
  let toSkip = skip;
  return {
    shift: () => batch[at++] ?? null,
    async fill(rowsAtHand) {
      try {
        const next = await stream.next();
        batch = next ?? [];
        at = Math.min(toSkip, batch.length);
        toSkip -= at;
        return next !== null;
      } catch (cause) {
        if (cause instanceof SourceReadError && rowsAtHand > 0) return false;
        throw cause;
      }
    },
  };
}
