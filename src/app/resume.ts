import { isInterrupted, type RunActions } from './run-actions.ts';
import type { AppStore } from './state.ts';

/**
 * Takes up the run that was going on when the tab was closed: at once, the dataset that is open first, else the one
 * that was open last; and later, whenever another interrupted one is opened.
 */
export function resumeInterrupted(store: AppStore, { resumeRun }: Pick<RunActions, 'resumeRun'>): void {
  const { opened, datasets } = store.getState();
  const interrupted = (datasets ?? []).filter(isInterrupted);
  const first = interrupted.find(({ id }) => id === opened?.datasetId) ?? interrupted[0];
  if (first) void resumeRun(first.id);
  store.subscribe(({ opened, datasets }, before) => {
    if (!opened || opened.datasetId === before.opened?.datasetId) return;
    const dataset = datasets?.find(({ id }) => id === opened.datasetId);
    if (dataset && isInterrupted(dataset)) void resumeRun(dataset.id);
  });
}
