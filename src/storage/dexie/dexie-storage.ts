import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Scores } from '../../core/scores/types.ts';
import { addChunk, scoredRows } from '../counts.ts';
import { mergedFields, movedIssues } from '../merged-chunk.ts';
import {
  type BelongingRepository,
  type DatasetRepository,
  type MergePart,
  type PostRepository,
  type ScoreRepository,
  type SettingsRepository,
  type SourceRepository,
  type Storage,
  StorageError,
} from '../ports.ts';
import { type ChunkId, type ScoresRecord, UndertoneDatabase } from './database.ts';

/** Opens (or creates) the database `name` of this origin. Calls reject with `StorageError`. */
export function createDexieStorage(name: string): Storage & { close(): void } {
  const db = new UndertoneDatabase(name);
  return {
    datasets: datasetRepository(db),
    posts: postRepository(db),
    scores: scoreRepository(db),
    sources: sourceRepository(db),
    notes: belongingRepository(db, db.notes),
    views: belongingRepository(db, db.views),
    settings: settingsRepository(db),
    close: () => db.close(),
  };
}

function datasetRepository(db: UndertoneDatabase): DatasetRepository {
  return {
    list: () => guarded(() => db.datasets.toArray()),
    get: (id) => guarded(() => db.datasets.get(id)),
    create: (record) => guarded(() => db.datasets.add(record).then(() => undefined)),
    update: (id, patch) =>
      guarded(async () => {
        if ((await db.datasets.update(id, patch)) === 0 && !(await db.datasets.get(id))) throw notFound(id);
      }),
    merge: (record, parts, withScores, signal, onChunk) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, ...db.chunkTables], async () => {
          await db.datasets.add(record);
          let [index, rowsBefore] = [0, 0];
          for (const part of parts) {
            const source = await db.datasets.get(part.datasetId);
            if (!source) throw notFound(part.datasetId);
            for (let own = 0; own < source.chunkCount; own++, index++) {
              signal.throwIfAborted();
              await copyChunk(db, part, own, record.id, index, rowsBefore, withScores);
              onChunk(index + 1);
            }
            rowsBefore += source.counts.read;
          }
        }),
      ),
    remove: (id) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, db.sources, db.notes, db.views, ...db.chunkTables], async () => {
          await db.datasets.delete(id);
          await db.sources.delete(id);
          for (const table of [db.notes, db.views]) await table.where({ datasetId: id }).delete();
          for (const table of db.chunkTables)
            await table
              .where(':id')
              .between(...chunksOf(id))
              .delete();
        }),
      ),
  };
}

/** Copies chunk `own` of a part of a merged dataset; to be called in a transaction over all tables of chunks. */
async function copyChunk(
  db: UndertoneDatabase,
  part: MergePart,
  own: number,
  datasetId: string,
  index: number,
  rowsBefore: number,
  withScores: boolean,
): Promise<void> {
  const from: ChunkId = [part.datasetId, own];
  const [columns, fields, issues, scores] = await Promise.all([
    db.columns.get(from),
    db.fields.get(from),
    db.issues.get(from),
    withScores ? db.scores.get(from) : undefined,
  ]);
  if (!columns || !fields) throw new StorageError('failed', `Chunk ${own} of ${part.datasetId} is missing.`);
  await db.columns.add({ ...columns, datasetId, index, firstRow: columns.firstRow + rowsBefore });
  await db.fields.add({ datasetId, index, fields: mergedFields(part, fields.fields, columns.rowCount) });
  if (issues) await db.issues.add({ datasetId, index, issues: movedIssues(issues.issues, rowsBefore) });
  if (scores) await db.scores.add({ ...scores, datasetId, index });
}

function postRepository(db: UndertoneDatabase): PostRepository {
  return {
    append: (datasetId, index, chunk) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, db.columns, db.fields, db.issues], async () => {
          const dataset = await db.datasets.get(datasetId);
          if (!dataset) throw notFound(datasetId);
          const { fields, issues, ...columns } = chunk;
          await db.columns.add({ datasetId, index, ...columns });
          await db.fields.add({ datasetId, index, fields });
          if (issues.length > 0) await db.issues.add({ datasetId, index, issues });
          await db.datasets.update(datasetId, {
            counts: addChunk(dataset.counts, chunk),
            chunkCount: index + 1,
          });
        }),
      ),
    columns: (datasetId, index) => guarded(() => db.columns.get([datasetId, index])),
    fields: (datasetId, index) => guarded(async () => (await db.fields.get([datasetId, index]))?.fields),
    issues: (datasetId, index) =>
      guarded(async () => (await db.issues.get([datasetId, index]))?.issues ?? []),
  };
}

function scoreRepository(db: UndertoneDatabase): ScoreRepository {
  return {
    put: (datasetId, index, scores) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, db.scores], async () => {
          const dataset = await db.datasets.get(datasetId);
          if (!dataset) throw notFound(datasetId);
          const before = await db.scores.get([datasetId, index]);
          const added = scoredRows(scores) - (before ? scoredRows(before) : 0);
          await db.scores.put({ datasetId, index, ...scores });
          await db.datasets.update(datasetId, {
            counts: { ...dataset.counts, scored: dataset.counts.scored + added },
          });
        }),
      ),
    get: (datasetId, index) =>
      guarded(async () => {
        const record = await db.scores.get([datasetId, index]);
        return record && scoresOf(record);
      }),
    scoredChunks: (datasetId) =>
      guarded(async () => {
        const keys = await db.scores
          .where(':id')
          .between(...chunksOf(datasetId))
          .primaryKeys();
        return keys.map(([, index]) => index);
      }),
  };
}

function scoresOf({ probability, label, classes }: ScoresRecord): Scores {
  return { probability, label, classes: classes ?? new Float32Array(0) };
}

function sourceRepository(db: UndertoneDatabase): SourceRepository {
  return {
    // Copying a large file takes a while, in which a transaction over the datasets would keep chunks waiting. So the
    // dataset is told afterwards.
    keep: (datasetId, file) =>
      guarded(async () => {
        await db.sources.put({ datasetId, file });
        if ((await db.datasets.update(datasetId, { hasSource: true })) > 0) return;
        if (await db.datasets.get(datasetId)) return;
        await db.sources.delete(datasetId);
        throw notFound(datasetId);
      }),
    get: (datasetId) => guarded(async () => (await db.sources.get(datasetId))?.file),
    drop: (datasetId) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, db.sources], async () => {
          await db.datasets.update(datasetId, { hasSource: false });
          await db.sources.delete(datasetId);
        }),
      ),
  };
}

function belongingRepository<T extends { readonly id: string; readonly datasetId: string }>(
  db: UndertoneDatabase,
  table: EntityTable<T, 'id'>,
): BelongingRepository<T> {
  // Dexie's type of a key cannot be told from a generic record's.
  const records = table as unknown as Table<{ readonly datasetId: string }, string>;
  return {
    list: (datasetId) =>
      guarded(() => records.where({ datasetId }).toArray() as Promise<unknown> as Promise<T[]>),
    put: (record) =>
      guarded(() =>
        db.transaction('rw', [db.datasets, records], async () => {
          if (!(await db.datasets.get(record.datasetId))) throw notFound(record.datasetId);
          await records.put(record);
        }),
      ),
    remove: (id) => guarded(() => records.delete(id)),
  };
}

function settingsRepository(db: UndertoneDatabase): SettingsRepository {
  return {
    get: (key) => guarded(async () => (await db.settings.get(key))?.value),
    set: (key, value) => guarded(() => db.settings.put({ key, value }).then(() => undefined)),
  };
}

function chunksOf(datasetId: string): [lower: unknown[], upper: unknown[], boolean, boolean] {
  return [[datasetId, Dexie.minKey], [datasetId, Dexie.maxKey], true, true];
}

function notFound(id: string): StorageError {
  return new StorageError('not-found', `The dataset ${id} is no longer there.`);
}

async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}

// A full disk surfaces as the request's error or as the reason of the aborted transaction (`inner`).
function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { name, message, inner } = error as { name?: string; message?: string; inner?: { name?: string } };
  const names = [name, inner?.name];
  if (names.includes('QuotaExceededError'))
    return new StorageError('quota', 'The browser’s storage is full.');
  if (
    names.includes('MissingAPIError') ||
    names.includes('OpenFailedError') ||
    names.includes('InvalidStateError')
  )
    return new StorageError('unavailable', 'This browser does not let the app store data here.');
  return new StorageError('failed', message ?? String(error));
}
