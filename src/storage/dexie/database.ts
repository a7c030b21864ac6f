import { Dexie, type EntityTable, type Table } from 'dexie';
import type { TextColumn } from '../../core/columns/text-column.ts';
import type { RowIssue } from '../../core/rows/types.ts';
import type { Scores } from '../../core/scores/types.ts';
import type { ChunkColumns, DatasetRecord } from '../ports.ts';

/** The app's one database; the page and its workers open it by this name. */
export const DATABASE_NAME = 'undertone';

interface ChunkKey {
  readonly datasetId: string;
  readonly index: number;
}
export type ColumnsRecord = ChunkKey & ChunkColumns;
export type FieldsRecord = ChunkKey & { readonly fields: readonly TextColumn[] };
export type IssuesRecord = ChunkKey & { readonly issues: readonly RowIssue[] };
/** Scores that were stored before models knew Neutral have no `classes`. */
export type ScoresRecord = ChunkKey & Omit<Scores, 'classes'> & Partial<Pick<Scores, 'classes'>>;
export interface SettingRecord {
  readonly key: string;
  readonly value: unknown;
}

/** Compound primary key of everything that is kept by chunk. */
export type ChunkId = [datasetId: string, index: number];

/**
 * The one place that knows the schema. A change of schema is a new `version(n)` with an `upgrade`; versions
 * that were released are never edited, so that a browser which skipped releases still arrives here.
 */
export class UndertoneDatabase extends Dexie {
  declare readonly datasets: EntityTable<DatasetRecord, 'id'>;
  declare readonly columns: Table<ColumnsRecord, ChunkId>;
  declare readonly fields: Table<FieldsRecord, ChunkId>;
  declare readonly issues: Table<IssuesRecord, ChunkId>;
  declare readonly scores: Table<ScoresRecord, ChunkId>;
  declare readonly settings: Table<SettingRecord, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      datasets: 'id',
      columns: '[datasetId+index]',
      fields: '[datasetId+index]',
      issues: '[datasetId+index]',
      scores: '[datasetId+index]',
      settings: 'key',
    });
  }

  /** Everything that belongs to one dataset's chunks. */
  get chunkTables(): Table<ChunkKey, ChunkId>[] {
    return [this.columns, this.fields, this.issues, this.scores] as unknown as Table<ChunkKey, ChunkId>[];
  }
}
