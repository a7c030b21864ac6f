import type { ToldChunk } from '../../core/rows/types.ts';
import type { Scores } from '../../core/scores/types.ts';
import { addChunk, scoredRows } from '../counts.ts';
import { mergedFields, movedIssues } from '../merged-chunk.ts';
import {
  type BelongingRepository,
  type DatasetRecord,
  type NoteRecord,
  type Storage,
  StorageError,
  type ViewRecord,
} from '../ports.ts';

/** A store that forgets: for tests, and the other half of the storage contract. */
export function createMemoryStorage(): Storage {
  const datasets = new Map<string, DatasetRecord>();
  const chunks = new Map<string, ToldChunk>();
  const scores = new Map<string, Scores>();
  const sources = new Map<string, Blob>();
  const notes = new Map<string, NoteRecord>();
  const views = new Map<string, ViewRecord>();
  const settings = new Map<string, unknown>();

  const existing = (id: string): DatasetRecord => {
    const dataset = datasets.get(id);
    if (!dataset) throw new StorageError('not-found', `The dataset ${id} is no longer there.`);
    return dataset;
  };
  const patch = (id: string, change: Partial<DatasetRecord>): void => {
    datasets.set(id, { ...existing(id), ...change });
  };

  return {
    datasets: {
      list: async () => [...datasets.values()],
      get: async (id) => datasets.get(id),
      create: async (record) => {
        if (datasets.has(record.id)) throw new StorageError('failed', `The dataset ${record.id} exists.`);
        datasets.set(record.id, record);
      },
      update: async (id, change) => patch(id, change),
      merge: async (record, parts, withScores, signal, onChunk) => {
        const merged: [ToldChunk, Scores | undefined][] = [];
        let rowsBefore = 0;
        for (const part of parts) {
          const { chunkCount, counts } = existing(part.datasetId);
          for (let own = 0; own < chunkCount; own++) {
            signal.throwIfAborted();
            const chunk = chunks.get(chunkKey(part.datasetId, own))!;
            const fields = mergedFields(part, chunk.fields, chunk.rowCount);
            const issues = movedIssues(chunk.issues, rowsBefore);
            const moved = { ...chunk, fields, issues, firstRow: chunk.firstRow + rowsBefore };
            merged.push([moved, withScores ? scores.get(chunkKey(part.datasetId, own)) : undefined]);
            onChunk(merged.length);
          }
          rowsBefore += counts.read;
        }
        datasets.set(record.id, record);
        for (const [index, [chunk, own]] of merged.entries()) {
          chunks.set(chunkKey(record.id, index), chunk);
          if (own) scores.set(chunkKey(record.id, index), own);
        }
      },
      remove: async (id) => {
        datasets.delete(id);
        sources.delete(id);
        for (const map of [notes, views])
          for (const [key, { datasetId }] of map) if (datasetId === id) map.delete(key);
        for (const map of [chunks, scores])
          for (const key of map.keys()) if (key.startsWith(`${id}/`)) map.delete(key);
      },
    },
    posts: {
      append: async (id, index, chunk) => {
        const dataset = existing(id);
        if (chunks.has(chunkKey(id, index))) throw new StorageError('failed', `Chunk ${index} exists.`);
        chunks.set(chunkKey(id, index), chunk);
        patch(id, { counts: addChunk(dataset.counts, chunk), chunkCount: index + 1 });
      },
      columns: async (id, index) => chunks.get(chunkKey(id, index)),
      fields: async (id, index) => chunks.get(chunkKey(id, index))?.fields,
      issues: async (id, index) => chunks.get(chunkKey(id, index))?.issues ?? [],
    },
    scores: {
      put: async (id, index, chunkScores) => {
        const { counts } = existing(id);
        const before = scores.get(chunkKey(id, index));
        scores.set(chunkKey(id, index), chunkScores);
        const added = scoredRows(chunkScores) - (before ? scoredRows(before) : 0);
        patch(id, { counts: { ...counts, scored: counts.scored + added } });
      },
      get: async (id, index) => scores.get(chunkKey(id, index)),
      scoredChunks: async (id) =>
        [...scores.keys()]
          .filter((key) => key.startsWith(`${id}/`))
          .map((key) => Number(key.slice(id.length + 1)))
          .sort((a, b) => a - b),
    },
    sources: {
      keep: async (id, file) => {
        patch(id, { hasSource: true });
        sources.set(id, file);
      },
      get: async (id) => sources.get(id),
      drop: async (id) => {
        if (datasets.has(id)) patch(id, { hasSource: false });
        sources.delete(id);
      },
    },
    notes: belongings(notes, existing),
    views: belongings(views, existing),
    settings: {
      get: async (key) => settings.get(key),
      set: async (key, value) => {
        settings.set(key, value);
      },
    },
  };
}

function belongings<T extends { readonly id: string; readonly datasetId: string }>(
  records: Map<string, T>,
  existing: (datasetId: string) => unknown,
): BelongingRepository<T> {
  return {
    list: async (datasetId) => [...records.values()].filter((record) => record.datasetId === datasetId),
    put: async (record) => {
      existing(record.datasetId);
      records.set(record.id, record);
    },
    remove: async (id) => void records.delete(id),
  };
}

function chunkKey(datasetId: string, index: number): string {
  return `${datasetId}/${index}`;
}
