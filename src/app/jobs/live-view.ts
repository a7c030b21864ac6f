import type { AppDependencies } from '../ports.ts';
import type { AppStore } from '../state.ts';
import { type RunMeter, runningState } from './progress.ts';

// Numbers that change more often than this cannot be read, and every change is a frame to paint.
const REPORT_EVERY_MS = 250;
// Views ask again on each revision; more often than this a chart would only flicker.
const REVISION_EVERY_MS = 400;
// Fresh results are worth drawing once there is so much more to show: what computes and draws them does not score.
const REVISION_GROWTH = 0.05;

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
  let reportedMs = Number.NEGATIVE_INFINITY;
  let nextMs = 0;
  let nextScored = 1;
  let refreshing: Promise<void> | null = null;
  const isOpen = (): boolean => store.getState().opened?.datasetId === datasetId;

  async function refresh(): Promise<void> {
    if (!isOpen()) return;
    // Answered after the questions about the revision before.
    await analytics.sync(datasetId);
    const { opened } = store.getState();
    if (opened?.datasetId === datasetId)
      store.setState({ opened: { datasetId, revision: opened.revision + 1 } });
  }

  return {
    report(meter) {
      if (signal.aborted) return;
      const nowMs = now();
      if (nowMs >= reportedMs + REPORT_EVERY_MS) {
        reportedMs = nowMs;
        store.setState({ run: runningState(datasetId, meter, nowMs) });
      }
      const { scored } = meter.counts;
      if (refreshing || scored < nextScored || nowMs < nextMs) return;
      nextMs = nowMs + REVISION_EVERY_MS;
      nextScored = scored * (1 + REVISION_GROWTH);
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
