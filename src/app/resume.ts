import { isInterrupted, isToBeResumed, type RunActions } from './run-actions.ts';
import type { AppStore } from './state.ts';

/**
 * Takes up the run that was going on when the tab was closed: at once, the dataset that is open first, else the one
 * that was open last; and later, whenever another interrupted one is opened.
 */
export function resumeInterrupted(store: AppStore, { resumeRun }: Pick<RunActions, 'resumeRun'>): void {
  const { opened, datasets } = store.getState();
  const toResume = (datasets ?? []).filter(isToBeResumed);
  const first = toResume.find(({ id }) => id === opened?.datasetId) ?? toResume[0];
  if (first) void resumeRun(first.id);
  store.subscribe(({ opened, datasets }, before) => {
    if (!opened || opened.datasetId === before.opened?.datasetId) return;
    const dataset = datasets?.find(({ id }) => id === opened.datasetId);
    // The list may be older than what another tab has done since; the store is asked before anything is taken up.
    if (dataset && isInterrupted(dataset)) void resumeRun(dataset.id);
  });
}
