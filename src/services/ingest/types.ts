import type { FileEncoding, Mapping, PostChunk, SourceFormat } from '../../core/rows/types.ts';

/** Where the bytes come from. A `Blob` or `File` is one; the command line wraps a file on disk. */
export interface ByteSource {
  /** Length in bytes as stored, so compressed where the file is. */
  readonly size: number;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** What a person sees before the import: how the file was understood, and its first rows. */
export interface FilePreview {
  readonly name: string;
  /** Length of the file as dropped, in bytes (compressed where it is). */
  readonly sizeBytes: number;
  readonly format: SourceFormat;
  /** Guessed from the names and contents of the columns; `text` is absent where no column looks like text. */
  readonly mapping: Mapping;
  /** At most 20 data rows, each cell at most 500 characters; the header is not among them. */
  readonly rows: readonly (readonly string[])[];
}

/** What a person set right by hand; `null` leaves the guess. */
export interface FormatOverride {
  readonly encoding: FileEncoding | null;
  readonly delimiter: string | null;
  readonly hasHeader: boolean | null;
}

/** Reads a source chunk by chunk; nothing is read ahead of the caller, so back-pressure comes free. */
export interface ChunkReader {
  /**
   * The next run of rows: 512 first, for a quick first result, then 2,048, fewer where rows are long.
   * `null` at the end. Throws `SourceReadError` where the bytes break off (a truncated gzip, a vanished
   * file), after all rows before the break were given. One call at a time.
   */
  next(): Promise<PostChunk | null>;
  /** Bytes of the source taken in so far, as stored: against `ByteSource.size` this is the progress. */
  readonly bytesRead: number;
  /** Lets go of the source. Safe at any time and twice; later `next()` gives `null`. */
  close(): Promise<void>;
}
