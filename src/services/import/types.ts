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

/** Reads a dropped file and stores its rows; the caller drives it chunk by chunk. */
export interface ImportService {
  inspect(file: File, override: FormatOverride | null): Promise<Result<FilePreview, FileProblem>>;
  /**
   * Begins to read `file` into the dataset, which must exist. The first `stored` chunks are there already and
   * are passed over: the same file, format and mapping give the same chunks. Ends an import under way.
   */
  open(file: File, format: SourceFormat, mapping: Mapping, datasetId: string, stored: number): Promise<void>;
  /** Reads and stores the next chunk; null at the end of the file. */
  step(): Promise<ChunkStep | null>;
  close(): Promise<void>;
}
