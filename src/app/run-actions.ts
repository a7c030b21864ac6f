import type { DatasetRecord } from '../storage/ports.ts';
import type { DatasetActions } from './dataset-actions.ts';
import { codeOf, failureText } from './errors.ts';
import { type RunMeter, runningState } from './jobs/progress.ts';
import { firstMeter, type RemainingWork, runDataset } from './jobs/run-dataset.ts';
import type { AppDependencies } from './ports.ts';
import type { AppStore } from './state.ts';

/** Fields of a new dataset that the person chose, or that follow from the file. */
export type NewDataset = Pick<
  DatasetRecord,
  'name' | 'fileName' | 'sizeBytes' | 'format' | 'mapping' | 'isSample'
>;

export interface RunActions {
  /** Creates a dataset, goes to it, and reads and scores the file. Resolves when the run ended, however. */
  startImport(dataset: NewDataset, file: File): Promise<void>;
  /** Goes on with what an interrupted or cancelled run left: reads the rest while the file is at hand, scores. */
  continueRun(datasetId: string): Promise<void>;
  cancelRun(): void;
}

// Views ask again on each revision; more often than this a chart would only flicker.
const REVISION_EVERY_MS = 400;
const SPARKLINE_BINS = 40;

export function createRunActions(
  store: AppStore,
  deps: AppDependencies,
  datasets: Pick<DatasetActions, 'navigate' | 'refreshDatasets' | 'leave'>,
): RunActions {
  const { storage, analytics, now } = deps;
  let controller: AbortController | null = null;

  async function run(dataset: DatasetRecord, work: RemainingWork): Promise<void> {
    const release = await deps.lockRun(dataset.id);
    if (!release) {
      store.setState({ error: 'This dataset is being scored in another tab.' });
      return;
    }
    controller = new AbortController();
    const { signal } = controller;
    const live = createLiveView(store, deps, dataset.id);
    const startedAtMs = now();
    try {
      await runDataset(signal, deps, dataset, work, (meter) => live.report(meter));
      await finish(store, deps, dataset.id, (now() - startedAtMs) / 1000);
    } catch (error) {
      const counts =
        (await storage.datasets.get(dataset.id).catch(() => undefined))?.counts ?? dataset.counts;
      const ended = { datasetId: dataset.id, counts };
      if (signal.aborted) store.setState({ run: { state: 'cancelled', ...ended } });
      else if (codeOf(error) === 'not-found') datasets.leave(dataset.id, failureText(error));
      else {
        // Reading the same damaged file again would end the same way.
        if (codeOf(error) === 'unreadable') store.setState({ importedFile: null });
        const message = failureText(error);
        store.setState({ run: { state: 'failed', ...ended, message }, error: message });
      }
    } finally {
      controller = null;
      release();
      await live.end();
      await datasets.refreshDatasets();
    }
  }

  return {
    async startImport(fields, file) {
      if (store.getState().run.state === 'running') return;
      const dataset = newRecord(store, deps, fields);
      const before = store.getState().run;
      store.setState({
        error: null,
        run: runningState(dataset.id, firstMeter(dataset, { file, unscored: [] }), now()),
      });
      try {
        await deps.requestPersistence();
        await storage.datasets.create(dataset);
        await analytics.sync(dataset.id);
      } catch (error) {
        store.setState({ run: before, error: failureText(error) });
        return;
      }
      store.setState({
        opened: { datasetId: dataset.id, revision: 0 },
        importedFile: { datasetId: dataset.id, file },
      });
      datasets.navigate({
        name: 'dataset',
        datasetId: dataset.id,
        view: 'overview',
        filter: { sentiments: null, time: null, search: '' },
      });
      await datasets.refreshDatasets();
      await run(dataset, { file, unscored: [] });
    },
    async continueRun(datasetId) {
      if (store.getState().run.state === 'running') return;
      const dataset = await storage.datasets.get(datasetId);
      if (!dataset) return;
      const scored = new Set(await storage.scores.scoredChunks(datasetId));
      const unscored = Array.from({ length: dataset.chunkCount }, (_, i) => i).filter((i) => !scored.has(i));
      const { importedFile } = store.getState();
      const isReadable = dataset.phase === 'reading' && importedFile?.datasetId === datasetId;
      await run(dataset, { file: isReadable ? importedFile.file : null, unscored });
    },
    cancelRun: () => controller?.abort(new DOMException('Cancelled', 'AbortError')),
  };
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
  const { phase, counts } = (await storage.datasets.get(datasetId))!;
  const isWhole = phase !== 'reading';
  await storage.datasets.update(datasetId, {
    sparkline,
    ...(isWhole && { phase: 'complete' as const }),
  });
  store.setState({
    run: isWhole ? { state: 'done', datasetId, counts, seconds } : { state: 'cancelled', datasetId, counts },
  });
}

/** Carries a run's progress to the store, and tells views now and then to ask for fresh results. */
function createLiveView(store: AppStore, { analytics, now }: AppDependencies, datasetId: string) {
  let lastMs = 0;
  let refreshing: Promise<void> | null = null;
  const isOpen = (): boolean => store.getState().opened?.datasetId === datasetId;

  async function refresh(): Promise<void> {
    lastMs = now();
    if (!isOpen()) return;
    await analytics.sync(datasetId);
    const { opened } = store.getState();
    if (opened?.datasetId === datasetId)
      store.setState({ opened: { datasetId, revision: opened.revision + 1 } });
  }

  return {
    report(meter: RunMeter): void {
      store.setState({ run: runningState(datasetId, meter, now()) });
      if (refreshing || meter.counts.scored === 0 || now() - lastMs < REVISION_EVERY_MS) return;
      refreshing = refresh()
        .catch(() => undefined)
        .finally(() => {
          refreshing = null;
        });
    },
    async end(): Promise<void> {
      await refreshing;
      await refresh().catch(() => undefined);
    },
  };
}

function newRecord(store: AppStore, { newId, now }: AppDependencies, fields: NewDataset): DatasetRecord {
  return {
    ...fields,
    id: newId(),
    createdAtMs: now(),
    openedAtMs: now(),
    phase: 'reading',
    counts: { read: 0, scored: 0, refused: 0, noted: 0 },
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
