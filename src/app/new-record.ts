import type { DatasetRecord } from '../storage/ports.ts';
import type { AppDependencies } from './ports.ts';
import type { AppStore } from './state.ts';

/** Fields of a new dataset that the person chose, or that follow from the file. */
export type NewDataset = Pick<
  DatasetRecord,
  'name' | 'fileName' | 'sizeBytes' | 'format' | 'mapping' | 'isSample'
>;

/** The record of a dataset of which nothing is read yet. */
export function newRecord(
  store: AppStore,
  { newId, now }: AppDependencies,
  fields: NewDataset,
): DatasetRecord {
  return {
    ...fields,
    id: newId(),
    createdAtMs: now(),
    openedAtMs: now(),
    phase: 'reading',
    halt: null,
    resumedAt: null,
    hasSource: false,
    counts: { read: 0, scored: 0, refused: 0, noted: 0, foreign: 0 },
    chunkCount: 0,
    modelVersion: versionInUse(store),
    sparkline: [],
  };
}

/** Version of the model in use; '' before it is loaded. */
function versionInUse(store: AppStore): string {
  const { model } = store.getState();
  return model.state === 'ready' ? model.info.version : '';
}
