import { useCallback, useEffect, useState } from 'react';
import { useAppState } from '../app-context.tsx';

/** What the browser says of the room that this app takes and may take, in bytes. */
export interface StorageState {
  readonly usage: number;
  readonly quota: number;
  /** The browser has promised not to delete the data by itself. */
  readonly persisted: boolean;
}

/** The state of storage, asked again when a dataset comes or goes; null before the first answer. */
export function useStorageState(): { state: StorageState | null; askForPromise: () => void } {
  const [state, setState] = useState<StorageState | null>(null);
  const datasets = useAppState((store) => store.datasets);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is the sign that usage changed
  useEffect(() => {
    void readStorage().then(setState);
  }, [datasets]);
  const askForPromise = useCallback(
    () => void navigator.storage.persist().then(readStorage).then(setState),
    [],
  );
  return { state, askForPromise };
}

async function readStorage(): Promise<StorageState> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { usage, quota, persisted: await navigator.storage.persisted() };
}
