import type { DatasetRecord, HaltReason } from '../storage/ports.ts';
import { type DatasetActions, storedRun } from './dataset-actions.ts';
import { codeOf, failureText } from './errors.ts';
import { createLiveView } from './jobs/live-view.ts';
import { runningState } from './jobs/progress.ts';
import { firstMeter, type RemainingWork, runDataset } from './jobs/run-dataset.ts';
import { type NewDataset, newRecord } from './new-record.ts';
import type { AppDependencies } from './ports.ts';
import { datasetRoute } from './route.ts';
import type { AppStore, RunState } from './state.ts';

export interface RunActions {
  /** Creates a dataset, goes to it, and reads and scores the file. Resolves when the run ended, however. */
  startImport(dataset: NewDataset, file: File): Promise<void>;
  /** Goes on with what an earlier run left: reads the rest while the file or its copy is at hand, scores. */
  continueRun(datasetId: string): Promise<void>;
  /**
   * Goes on by itself with a dataset whose tab was closed during a run, at the latest when no other tab has it any
   * more. Does nothing where the run ended in another way, or came no further since it was last taken up like this.
   */
  resumeRun(datasetId: string): Promise<void>;
  /** Answers at once; what is under way in workers ends after it, and a later run waits for that. */
  cancelRun(): void;
}

/** What is left to do of a dataset; null where it is not to be run. */
type Prepare = (dataset: DatasetRecord) => Promise<RemainingWork | null>;

/** Steps of the small chart of a dataset's card. */
export const SPARKLINE_BINS = 40;

// What another tab does is seen in what it stores. Oftener, charts would be drawn here at the cost of its speed.
const FOLLOW_EVERY_MS = 2000;

export function createRunActions(
  store: AppStore,
  deps: AppDependencies,
  datasets: Pick<DatasetActions, 'navigate' | 'refreshDatasets' | 'leave'>,
): RunActions {
  const { storage, analytics, now } = deps;
  let current: AbortController | null = null;
  let lastRun: Promise<void> = Promise.resolve();
  /** Datasets that another tab has, and that this one takes up when that is closed. */
  const waiting = new Set<string>();

  /** Does `work` as the one run there is, which `cancelRun` can end from now on; nothing where there is another. */
  async function asOnlyRun(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (current && !current.signal.aborted) return;
    const own = new AbortController();
    current = own;
    try {
      // One that was cancelled may still have something under way.
      await lastRun;
      await work(own.signal);
    } finally {
      if (current === own) current = null;
    }
  }

  /** Runs what `prepare` finds to be left of a dataset, unless another tab has it: then says so. */
  async function run(signal: AbortSignal, datasetId: string, prepare: Prepare): Promise<void> {
    const release = await deps.lockRun(datasetId, false);
    if (!release) return store.setState({ error: 'This dataset is being scored in another tab.' });
    await runLocked(release, signal, datasetId, prepare);
  }

  /** The same under the lock that all tabs see, which it gives back. */
  async function runLocked(
    release: () => Promise<void>,
    signal: AbortSignal,
    datasetId: string,
    prepare: Prepare,
  ): Promise<void> {
    const locked = async (): Promise<void> => {
      const dataset = await storage.datasets.get(datasetId);
      const work = dataset && (await prepare(dataset));
      if (work) await runPrepared(signal, dataset, work);
    };
    lastRun = locked().finally(release);
    await lastRun;
  }

  async function runPrepared(
    signal: AbortSignal,
    dataset: DatasetRecord,
    work: RemainingWork,
  ): Promise<void> {
    const live = createLiveView(signal, store, deps, dataset.id);
    const startedAtMs = now();
    try {
      await storage.datasets.update(dataset.id, { halt: null });
      await runDataset(signal, deps, dataset, work, (meter) => live.report(meter));
      await finish(store, deps, dataset.id, (now() - startedAtMs) / 1000);
    } catch (error) {
      await end(signal, dataset, error);
    } finally {
      deps.inference.rest();
      await live.end();
      await datasets.refreshDatasets();
    }
  }

  /** Notes why a run ended early, in the store and for the views. */
  async function end(signal: AbortSignal, { id, counts }: DatasetRecord, error: unknown): Promise<void> {
    const code = codeOf(error);
    const stored = await storage.datasets.get(id).catch(() => undefined);
    const ended = { datasetId: id, counts: stored?.counts ?? counts };
    if (signal.aborted) {
      await noteHalt(id, 'cancelled');
      const { run } = store.getState();
      if (run.state === 'cancelled' && run.datasetId === id)
        store.setState({ run: { state: 'cancelled', ...ended } });
      return;
    }
    if (code === 'not-found') return datasets.leave(id, failureText(error));
    await noteHalt(id, code === 'quota' ? 'storage-full' : 'failed');
    if (code === 'quota') return store.setState({ run: { state: 'paused', ...ended } });
    // Reading the same damaged file again would end the same way.
    if (code === 'unreadable') store.setState({ importedFile: null });
    const message = failureText(error);
    store.setState({ run: { state: 'failed', ...ended, message }, error: message });
  }

  // On a full disk even this may fail; then the run is taken up again by itself, and pauses again.
  const noteHalt = (id: string, halt: HaltReason): Promise<void> =>
    storage.datasets.update(id, { halt }).catch(() => undefined);

  async function remainingWork(dataset: DatasetRecord): Promise<RemainingWork> {
    const scored = new Set(await storage.scores.scoredChunks(dataset.id));
    const unscored = Array.from({ length: dataset.chunkCount }, (_, i) => i).filter((i) => !scored.has(i));
    if (dataset.phase !== 'reading') return { file: null, unscored };
    const { importedFile } = store.getState();
    const inPage = importedFile?.datasetId === dataset.id ? importedFile.file : null;
    // The copy stays as it is, whatever happens to the file meanwhile.
    return { file: (await storage.sources.get(dataset.id)) ?? inPage, unscored };
  }

  /** The lock on a dataset, at the latest when the tab that has it is closed or done; until then shows how far that is. */
  async function lockWhenFree(dataset: DatasetRecord): Promise<() => Promise<void>> {
    const release = await deps.lockRun(dataset.id, false);
    if (release) return release;
    showElsewhere(dataset);
    const following = setInterval(() => void follow(dataset.id).catch(() => undefined), FOLLOW_EVERY_MS);
    try {
      return (await deps.lockRun(dataset.id, true))!;
    } finally {
      clearInterval(following);
    }
  }

  function showElsewhere({ id, counts }: DatasetRecord): void {
    const { run, opened } = store.getState();
    if (run.state !== 'running' && (opened === null || opened.datasetId === id))
      store.setState({ run: { state: 'elsewhere', datasetId: id, counts } });
  }

  async function follow(datasetId: string): Promise<void> {
    const { run } = store.getState();
    if (run.state !== 'elsewhere' || run.datasetId !== datasetId) return;
    const dataset = await storage.datasets.get(datasetId);
    if (dataset && placeOf(dataset) !== placeOf(run))
      await showOfElsewhere(dataset, { state: 'elsewhere', datasetId, counts: dataset.counts });
  }

  /** Shows what came of a run in another tab; there is nothing left to do of it. */
  async function showEnded(dataset: DatasetRecord): Promise<null> {
    await showOfElsewhere(dataset, storedRun(dataset));
    await datasets.refreshDatasets();
    return null;
  }

  /** Shows the state that a dataset of another tab is now in, and has views ask again. */
  async function showOfElsewhere({ id }: DatasetRecord, next: RunState): Promise<void> {
    await analytics.sync(id);
    const { run, opened } = store.getState();
    if (run.state !== 'elsewhere' || run.datasetId !== id) return;
    store.setState({
      run: next,
      ...(opened?.datasetId === id ? { opened: { datasetId: id, revision: opened.revision + 1 } } : {}),
    });
  }

  return {
    startImport: (fields, file) =>
      asOnlyRun(async (signal) => {
        const dataset = newRecord(store, deps, fields);
        const work = { file, unscored: [] };
        const before = store.getState().run;
        store.setState({ error: null, run: runningState(dataset.id, firstMeter(dataset, work), now()) });
        try {
          await deps.requestPersistence();
          await storage.datasets.create(dataset);
          await analytics.sync(dataset.id);
        } catch (error) {
          store.setState({ run: before, error: failureText(error) });
          return;
        }
        const { id: datasetId } = dataset;
        store.setState({ opened: { datasetId, revision: 0 }, importedFile: { datasetId, file } });
        datasets.navigate(datasetRoute(datasetId, 'overview'));
        await datasets.refreshDatasets();
        await run(signal, datasetId, async () => work);
      }),
    continueRun: (datasetId) => asOnlyRun((signal) => run(signal, datasetId, remainingWork)),
    async resumeRun(datasetId) {
      const known = await storage.datasets.get(datasetId).catch(() => undefined);
      if (!known || !isToBeResumed(known)) return;
      if (waiting.has(datasetId)) return showElsewhere(known);
      waiting.add(datasetId);
      const release = await lockWhenFree(known);
      waiting.delete(datasetId);
      await asOnlyRun((signal) =>
        runLocked(release, signal, datasetId, async (dataset) => {
          // The tab that had it may have come to its end.
          if (!isToBeResumed(dataset)) return showEnded(dataset);
          await storage.datasets.update(datasetId, { resumedAt: placeOf(dataset) });
          return remainingWork(dataset);
        }),
      );
      await release();
    },
    cancelRun() {
      const { run } = store.getState();
      if (run.state !== 'running' || !current || current.signal.aborted) return;
      current.abort(new DOMException('Cancelled', 'AbortError'));
      store.setState({ run: { state: 'cancelled', datasetId: run.datasetId, counts: run.counts } });
      void noteHalt(run.datasetId, 'cancelled').then(datasets.refreshDatasets);
    },
  };
}

/** True for a dataset whose run neither came to its end nor was ended: its tab was closed, or is still at it. */
export function isInterrupted({ phase, halt }: Pick<DatasetRecord, 'phase' | 'halt'>): boolean {
  return phase !== 'complete' && halt === null;
}

/** How far a run is, as a number that grows with all it does. */
function placeOf({ counts }: Pick<DatasetRecord, 'counts'>): number {
  return counts.read + counts.scored;
}

/** True for an interrupted dataset, unless it was taken up by itself and got no further: then it waits to be asked. */
export function isToBeResumed(dataset: DatasetRecord): boolean {
  return isInterrupted(dataset) && dataset.resumedAt !== placeOf(dataset);
}

/**
 * Marks the dataset complete and keeps its sparkline for the card. A dataset whose file was not read to its end
 * stays incomplete, however many of its rows are scored.
 */
async function finish(
  store: AppStore,
  { storage, analytics }: AppDependencies,
  datasetId: string,
  seconds: number,
): Promise<void> {
  const sparkline = await analytics.sparkline(datasetId, SPARKLINE_BINS);
  const { phase, counts, hasSource } = (await storage.datasets.get(datasetId))!;
  const isWhole = phase !== 'reading';
  // Left behind where the tab was closed just after the file was read.
  if (isWhole && hasSource) await storage.sources.drop(datasetId);
  await storage.datasets.update(datasetId, {
    sparkline,
    ...(isWhole ? { phase: 'complete' as const } : { halt: 'failed' as const }),
  });
  store.setState({
    run: isWhole ? { state: 'done', datasetId, counts, seconds } : { state: 'cancelled', datasetId, counts },
  });
}
