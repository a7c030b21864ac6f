import 'fake-indexeddb/auto';
import { packStrings } from '../../../src/core/columns/text-column.ts';
import { NO_LANGUAGE, placeOfLanguage } from '../../../src/core/rows/languages.ts';
import type { RowIssue, ToldChunk } from '../../../src/core/rows/types.ts';
import { NOT_SCORED, type Scores } from '../../../src/core/scores/types.ts';
import { createDexieStorage } from '../../../src/storage/dexie/dexie-storage.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import type { DatasetRecord, Storage } from '../../../src/storage/ports.ts';

let databases = 0;
/** Both stores, which must behave alike. */
export const implementations: [name: string, create: () => Storage][] = [
  ['memory', createMemoryStorage],
  ['dexie', () => createDexieStorage(`contract-${databases++}`)],
];

export function dataset(id: string): DatasetRecord {
  return {
    id,
    name: 'Posts',
    fileName: 'posts.csv',
    sizeBytes: 10,
    createdAtMs: 1,
    openedAtMs: 1,
    format: { encoding: 'utf-8', compression: 'none', delimiter: ',', hasHeader: true, columns: ['text'] },
    mapping: { roles: ['text'], dateOrder: 'ymd' },
    phase: 'reading',
    halt: null,
    resumedAt: null,
    hasSource: false,
    counts: { read: 0, scored: 0, refused: 0, noted: 0, foreign: 0 },
    chunkCount: 0,
    modelVersion: 'm1',
    isSample: false,
    sparkline: [],
  };
}

export function chunk(texts: string[], firstRow: number): ToldChunk {
  return {
    firstRow,
    rowCount: texts.length,
    fields: [packStrings(texts)],
    epochMs: Float64Array.from(texts, (_, i) => 1000 * i),
    engagement: new Float64Array(texts.length).fill(Number.NaN),
    refused: Uint8Array.from(texts, (text) => (text === '' ? 1 : 0)),
    language: Uint8Array.from(texts, (text) => (text === '' ? NO_LANGUAGE : placeOfLanguage('en'))),
    issues: texts.map(
      (text, i): RowIssue =>
        text === ''
          ? { kind: 'refused', rowNumber: firstRow + i + 1, code: 'empty-text', detail: '' }
          : { kind: 'noted', rowNumber: firstRow + i + 1, code: 'no-date', detail: '?' },
    ),
  };
}

export function scores(probabilities: number[]): Scores {
  return {
    probability: Float32Array.from(probabilities),
    label: Uint8Array.from(probabilities, (p) => (Number.isNaN(p) ? NOT_SCORED : p >= 0.5 ? 2 : 0)),
    classes: Float32Array.from(probabilities.flatMap((p) => [0.75 * (1 - p), 0.25, 0.75 * p])),
  };
}
