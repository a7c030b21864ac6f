import type { ChunkStep } from '../../services/import/types.ts';
import type { InferenceService } from '../../services/inference/types.ts';
import type { DatasetRecord } from '../../storage/ports.ts';
import { codeOf } from '../errors.ts';
import type { AppDependencies } from '../ports.ts';
import type { RunMeter } from './progress.ts';
import { createQueue } from './queue.ts';

/** What is left to do of a dataset. */
export interface RemainingWork {
  /** The file, where it was not read to its end and is at hand. */
  readonly file: Blob | null;
  /** Chunks that are stored but not scored, ascending. */
  readonly unscored: readonly number[];
}

/**
 * Reads (where there is a file) and scores one dataset: reading and scoring overlap, each driven chunk by
 * chunk from here, so that an aborted `signal` stops both at the next chunk or batch and nothing is written
 * after it. Scores are in file order by chunk index, so the result does not depend on the number of workers.
 * Rejects with the first error; with `signal.reason` after an abort.
 */
export async function runDataset(
  signal: AbortSignal,
  deps: AppDependencies,
  dataset: DatasetRecord,
  work: RemainingWork,
  onProgress: (meter: RunMeter) => void,
): Promise<void> {
  signal.throwIfAborted();
  const jobId = deps.newId();
  const chunks = createQueue<number>();
  let meter = firstMeter(dataset, work);
  const advance = (change: Partial<RunMeter>): void => {
    meter = { ...meter, ...change };
    onProgress(meter);
  };
  // One side failing must stop the other, or the job would wait for it for ever.
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  stop.addEventListener('abort', () => chunks.fail(stop.reason), { once: true });

  // A file that breaks off does not undo what was read of it: that is scored, and then the damage is reported.
  let damage: Error | null = null;

  const read = async (): Promise<void> => {
    for (const index of work.unscored) chunks.push(index);
    if (work.file) {
      const keeping = keepSource(deps, dataset, work.file);
      damage = await readFile(stop, deps, dataset, work.file, (step) => {
        const { counts } = meter;
        chunks.push(step.index);
        advance({
          bytesRead: step.bytesRead,
          counts: { ...counts, read: counts.read + step.rows, refused: counts.refused + step.refused },
        });
      });
      if (!damage) await deps.storage.datasets.update(dataset.id, { phase: 'scoring' });
      await keeping;
      // Read to its end, or to damage at which it would end again: the copy is of no more use.
      await deps.storage.sources.drop(dataset.id);
    }
    chunks.end();
    advance({ readComplete: true });
  };

  const score = async (worker: InferenceService): Promise<void> => {
    const cancel = (): void => void worker.cancel(jobId).catch(() => undefined);
    stop.addEventListener('abort', cancel, { once: true });
    for (let index = await chunks.take(); index !== null; index = await chunks.take()) {
      const scored = await worker.scoreChunk(jobId, dataset.id, index);
      stop.throwIfAborted();
      const { counts } = meter;
      advance({ counts: { ...counts, scored: counts.scored + scored } });
    }
  };

  advance({});
  const scoring = async (): Promise<void> => {
    const workers = await deps.inference.workers();
    if (work.file || work.unscored.length > 0) await claimForModel(deps, dataset);
    stop.throwIfAborted();
    advance({ scoringSinceMs: deps.now() });
    await Promise.all(workers.map(async (worker) => score(await worker)));
  };
  const failing = (error: unknown): never => {
    failure.abort(error);
    throw error;
  };
  const outcomes = await Promise.allSettled([read().catch(failing), scoring().catch(failing)]);
  signal.throwIfAborted();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw failure.signal.reason;
  if (damage) throw damage;
}

/** Notes the model in use in a dataset that has no scores yet. Throws where another one began it: scores never mix. */
async function claimForModel({ inference, storage }: AppDependencies, dataset: DatasetRecord): Promise<void> {
  const { version } = await inference.open();
  const { id, modelVersion, counts } = dataset;
  if (modelVersion === version) return;
  if (modelVersion !== '' && counts.scored > 0)
    throw new Error(
      `This dataset was begun with model ${modelVersion}; the model in use is ${version}. Scores of two models are not mixed: drop the file again to score it anew.`,
    );
  await storage.datasets.update(id, { modelVersion: version });
}

/**
 * Keeps a copy of the file, in case the tab is closed before it is read. A run does without where there is no room:
 * then only this page can read on.
 */
async function keepSource(
  { storage }: AppDependencies,
  { id, hasSource }: DatasetRecord,
  file: Blob,
): Promise<void> {
  if (!hasSource) await storage.sources.keep(id, file).catch(() => undefined);
}

/** Reads and stores what is left of a file. Resolves to the error where the file itself breaks off. */
async function readFile(
  signal: AbortSignal,
  { importer }: AppDependencies,
  { id, format, mapping, chunkCount, counts }: DatasetRecord,
  file: Blob,
  onStep: (step: ChunkStep) => void,
): Promise<Error | null> {
  await importer.open(file, format, mapping, { datasetId: id, chunkCount, rowCount: counts.read });
  // Passing over rows that are stored can take seconds; a cancel does not wait for it.
  const close = (): void => void importer.close().catch(() => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const step = await importer.step();
      if (!step) break;
      onStep(step);
    }
    signal.throwIfAborted();
    return null;
  } catch (error) {
    if (codeOf(error) === 'unreadable') return error as Error;
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
    await importer.close();
  }
}

/** The meter of a run that has not begun. */
export function firstMeter(dataset: DatasetRecord, work: RemainingWork): RunMeter {
  return {
    counts: dataset.counts,
    bytesRead: 0,
    sizeBytes: dataset.sizeBytes,
    readComplete: work.file === null,
    scoringSinceMs: null,
    scoredBefore: dataset.counts.scored,
  };
}
