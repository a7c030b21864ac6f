import type { TextColumn } from '../core/columns/text-column.ts';
import type { Mapping, RowIssue, SourceFormat, ToldChunk } from '../core/rows/types.ts';
import type { Scores } from '../core/scores/types.ts';

/** Rows of a file by what became of them. `read = scored + refused` once `phase` is `complete`. */
export interface RowCounts {
  readonly read: number;
  readonly scored: number;
  readonly refused: number;
  /** Rows that were scored although something about them is odd (see the ledger). */
  readonly noted: number;
  /** Rows found to be in another language than the model learnt; 0 where an earlier version of the app read them. */
  readonly foreign: number;
}

/**
 * `reading`: the file is not yet read to its end; the rest needs the file, or the copy kept of it.
 * `scoring`: every row is kept, some are not scored yet; scoring can go on without the file.
 */
export type DatasetPhase = 'reading' | 'scoring' | 'complete';

/** Why a run ended before its end: a person cancelled it, there was no room left, or it met an error. */
export type HaltReason = 'cancelled' | 'storage-full' | 'failed';

/** One imported file: what it is, how it was read and how far its scoring got. */
export interface DatasetRecord {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  /** Bytes of the source file. */
  readonly sizeBytes: number;
  /** UTC milliseconds. */
  readonly createdAtMs: number;
  readonly openedAtMs: number;
  readonly format: SourceFormat;
  readonly mapping: Mapping;
  readonly phase: DatasetPhase;
  /** Null while a run goes on, and when it is complete. Incomplete, null and not running: its tab was closed. */
  readonly halt: HaltReason | null;
  /**
   * Rows read plus rows scored when the run last went on by itself after its tab was closed; null where it never
   * did. A run that ends the tab each time at the same place is not taken up again unasked.
   */
  readonly resumedAt: number | null;
  /** True while a copy of the file is kept for reading on. */
  readonly hasSource: boolean;
  readonly counts: RowCounts;
  readonly chunkCount: number;
  /** Version of the model that scored it. */
  readonly modelVersion: string;
  /** True for the shipped, made-up sample. */
  readonly isSample: boolean;
  /** Share of negative posts in equal steps of time or of rows, 0..1, for the card; NaN where no post is. */
  readonly sparkline: readonly number[];
}

/**
 * The columns of a chunk that every chart needs; texts are kept apart so that they are not read for it. Earlier versions of
 * the app stored no languages.
 */
export type ChunkColumns = Pick<ToldChunk, 'firstRow' | 'rowCount' | 'epochMs' | 'engagement' | 'refused'> &
  Partial<Pick<ToldChunk, 'language'>>;

/** A dataset whose rows become part of another one. */
export interface MergePart {
  readonly datasetId: string;
  /** For each column of the merged table the number of the dataset's own column, or a text that all its rows have. */
  readonly cells: readonly (number | string)[];
}

/** The list of datasets and what is known of each. */
export interface DatasetRepository {
  list(): Promise<DatasetRecord[]>;
  get(id: string): Promise<DatasetRecord | undefined>;
  create(record: DatasetRecord): Promise<void>;
  /** Changes some fields. Throws `StorageError` `not-found` where the dataset is gone. */
  update(id: string, patch: Partial<Omit<DatasetRecord, 'id'>>): Promise<void>;
  /**
   * Creates a dataset of copies of the rows of others, in their order: all of it or, where anything fails or `signal` is
   * aborted, nothing. Scores are copied if `withScores`. Row numbers go on from part to part. Throws `StorageError`:
   * `not-found` where a part is gone, `quota` where the disk is full; the signal's reason where it was aborted.
   */
  merge(
    record: DatasetRecord,
    parts: readonly MergePart[],
    withScores: boolean,
    signal: AbortSignal,
    onChunk: (done: number) => void,
  ): Promise<void>;
  /** Removes the dataset with its chunks, scores, issues, source, notes and views, in one transaction. */
  remove(id: string): Promise<void>;
}

/** Rows in chunks, in file order; chunk `index` counts from 0. */
export interface PostRepository {
  /**
   * Stores one chunk and the dataset's counts in one transaction.
   * Throws `StorageError`: `not-found` where the dataset is gone, `quota` where the disk is full.
   */
  append(datasetId: string, index: number, chunk: ToldChunk): Promise<void>;
  columns(datasetId: string, index: number): Promise<ChunkColumns | undefined>;
  /** The raw fields of a chunk, one column per source column. */
  fields(datasetId: string, index: number): Promise<readonly TextColumn[] | undefined>;
  issues(datasetId: string, index: number): Promise<readonly RowIssue[]>;
}

/** Scores in the same chunks as the posts. */
export interface ScoreRepository {
  /**
   * Stores the scores of one chunk and adds to the dataset's count in one transaction; a second put of the
   * same chunk replaces the first and does not count twice.
   */
  put(datasetId: string, index: number, scores: Scores): Promise<void>;
  /** The scores as they were put; `classes` is empty where an earlier version of the app stored none. */
  get(datasetId: string, index: number): Promise<Scores | undefined>;
  /** Indices of the chunks that have scores, ascending. */
  scoredChunks(datasetId: string): Promise<number[]>;
}

/**
 * Copies of files that are being read, so that reading can go on after the tab was closed. They need as much room
 * as the file and are dropped when it is read to its end.
 */
export interface SourceRepository {
  /** Keeps a copy. Throws `StorageError`: `not-found` where the dataset is gone, `quota` where there is no room. */
  keep(datasetId: string, file: Blob): Promise<void>;
  get(datasetId: string): Promise<Blob | undefined>;
  /** Does nothing where there is none. */
  drop(datasetId: string): Promise<void>;
}

/** A remark of the person at a moment on the time axis: 'CEO resigns'. */
export interface NoteRecord {
  readonly id: string;
  readonly datasetId: string;
  /** UTC milliseconds. */
  readonly atMs: number;
  readonly text: string;
}

/** A view of a dataset with its filters and settings, under a name. */
export interface ViewRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly name: string;
  /** What follows the dataset's id in the address: the view, and its filters and settings as a query. */
  readonly address: string;
}

/** Small things that belong to a dataset and are removed with it. */
export interface BelongingRepository<T extends { readonly id: string; readonly datasetId: string }> {
  /** In no order. */
  list(datasetId: string): Promise<T[]>;
  /** Adds it, or replaces the one of the same id. Throws `StorageError` `not-found` where the dataset is gone. */
  put(record: T): Promise<void>;
  /** Does nothing where there is none. */
  remove(id: string): Promise<void>;
}

/** Small values by name, JSON-shaped; the reader validates. */
export interface SettingsRepository {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** A copy of all files of one model. */
export interface KeptModel {
  /** SHA-256 of its manifest. */
  readonly fingerprint: string;
  /** The bytes of a file by its path in the model directory; rejects where it is not there. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** The last model that opened well, in case the next one does not. */
export interface ModelRepository {
  /** Null where none is kept. */
  kept(): Promise<KeptModel | null>;
  /** Replaces the one that is kept, when all of it is stored; does nothing where it is the same. */
  keep(fingerprint: string, files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void>;
}

export interface Storage {
  readonly datasets: DatasetRepository;
  readonly posts: PostRepository;
  readonly scores: ScoreRepository;
  readonly sources: SourceRepository;
  readonly notes: BelongingRepository<NoteRecord>;
  readonly views: BelongingRepository<ViewRecord>;
  readonly settings: SettingsRepository;
}

export type StorageErrorCode = 'quota' | 'not-found' | 'unavailable' | 'failed';

/** What a store throws, with a code that callers can act on. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, message: string) {
    super(message);
    this.name = 'StorageError';
    this.code = code;
  }
}
