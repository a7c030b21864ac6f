import { Dexie, type EntityTable, type Table } from 'dexie';
import type { TextColumn } from '../../core/columns/text-column.ts';
import type { RowIssue } from '../../core/rows/types.ts';
import type { Scores } from '../../core/scores/types.ts';
import type { ChunkColumns, DatasetRecord, NoteRecord, ViewRecord } from '../ports.ts';

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
export interface SourceRecord {
  readonly datasetId: string;
  readonly file: Blob;
}
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
  declare readonly sources: EntityTable<SourceRecord, 'datasetId'>;
  declare readonly notes: EntityTable<NoteRecord, 'id'>;
  declare readonly views: EntityTable<ViewRecord, 'id'>;
  declare readonly settings: Table<SettingRecord, string>;

  constructor(name: string) {
    // A chunk need not have reached the disk before the next one is written: after a power cut the run goes on from
    // an earlier chunk. A closed tab loses nothing.
    super(name, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      datasets: 'id',
      columns: '[datasetId+index]',
      fields: '[datasetId+index]',
      issues: '[datasetId+index]',
      scores: '[datasetId+index]',
      settings: 'key',
    });
    this.version(2)
      .stores({ sources: 'datasetId' })
      .upgrade((transaction) =>
        transaction
          .table<DatasetRecord>('datasets')
          .toCollection()
          .modify((record) => Object.assign(record, laterFields(record))),
      );
    this.version(3).stores({ notes: 'id,datasetId', views: 'id,datasetId' });
    this.version(4).upgrade((transaction) =>
      transaction
        .table<DatasetRecord>('datasets')
        .toCollection()
        .modify((record) => Object.assign(record, { counts: { ...record.counts, foreign: 0 } })),
    );
  }

  /** Everything that belongs to one dataset's chunks. */
  get chunkTables(): Table<ChunkKey, ChunkId>[] {
    return [this.columns, this.fields, this.issues, this.scores] as unknown as Table<ChunkKey, ChunkId>[];
  }
}

/**
 * What version 2 knows of a dataset of version 1. Whether a person cancelled it was not noted then, so that an
 * incomplete one waits to be continued.
 */
function laterFields({ phase }: DatasetRecord): Pick<DatasetRecord, 'halt' | 'resumedAt' | 'hasSource'> {
  return { halt: phase === 'complete' ? null : 'cancelled', resumedAt: null, hasSource: false };
}
