import type { AppDependencies } from '../ports.ts';
import type { AppStore } from '../state.ts';
import { type RunMeter, runningState } from './progress.ts';

// Views ask again on each revision; more often than this a chart would only flicker.
const REVISION_EVERY_MS = 400;
// Fresh results wait for so many times what the last ones took: of a large dataset they take long, and every worker
// that computes them is one that does not score.
const REST_PER_WORK = 8;

/** What of a run shows while it goes on. */
export interface LiveView {
  report(meter: RunMeter): void;
  /** Shows the last results. */
  end(): Promise<void>;
}

/**
 * Carries a run's progress to the store until the signal is aborted, and tells views now and then to ask for fresh
 * results.
 */
export function createLiveView(
  signal: AbortSignal,
  store: AppStore,
  { analytics, now }: AppDependencies,
  datasetId: string,
): LiveView {
  let nextMs = 0;
  let refreshing: Promise<void> | null = null;
  const isOpen = (): boolean => store.getState().opened?.datasetId === datasetId;

  async function refresh(): Promise<void> {
    const startedMs = now();
    nextMs = startedMs + REVISION_EVERY_MS;
    if (!isOpen()) return;
    // Answered after the questions about the revision before.
    await analytics.sync(datasetId);
    nextMs = Math.max(nextMs, now() + REST_PER_WORK * (now() - startedMs));
    const { opened } = store.getState();
    if (opened?.datasetId === datasetId)
      store.setState({ opened: { datasetId, revision: opened.revision + 1 } });
  }

  return {
    report(meter) {
      if (signal.aborted) return;
      store.setState({ run: runningState(datasetId, meter, now()) });
      if (refreshing || meter.counts.scored === 0 || now() < nextMs) return;
      refreshing = refresh()
        .catch(() => undefined)
        .finally(() => {
          refreshing = null;
        });
    },
    async end() {
      await refreshing;
      await refresh().catch(() => undefined);
    },
  };
}
