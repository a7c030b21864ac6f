import type { Result } from '../../core/result.ts';
import type { FileProblem, Mapping, SourceFormat } from '../../core/rows/types.ts';
import type { FilePreview, FormatOverride } from '../ingest/types.ts';

/** What one step of an import did. */
export interface ChunkStep {
  /** Index of the chunk that was stored. */
  readonly index: number;
  readonly rows: number;
  readonly refused: number;
  /** Bytes of the source file taken in so far. */
  readonly bytesRead: number;
}

/** Where the rows of a file go. */
export interface ImportTarget {
  readonly datasetId: string;
  /** Chunks and rows of the file that are stored already. */
  readonly chunkCount: number;
  readonly rowCount: number;
}

/** Reads a dropped file and stores its rows; the caller drives it chunk by chunk. */
export interface ImportService {
  inspect(file: File, override: FormatOverride | null): Promise<Result<FilePreview, FileProblem>>;
  /**
   * Begins to read `file` into the dataset, which must exist; what is stored of it already is passed over. The same
   * file, format and mapping give the same chunks. Ends an import under way.
   */
  open(file: Blob, format: SourceFormat, mapping: Mapping, into: ImportTarget): Promise<void>;
  /** Reads and stores the next chunk; null at the end of the file, and where the import was closed meanwhile. */
  step(): Promise<ChunkStep | null>;
  /** Ends the import. A step under way stores nothing more, unless it is storing already. */
  close(): Promise<void>;
}
