import { rowsIn, stringAt } from '../../core/columns/text-column.ts';
import { spreadScores } from '../../core/scores/spread.ts';
import type { Classifier } from '../../engine/classifier.ts';
import { type ModelRepository, type Storage, StorageError } from '../../storage/ports.ts';
import { explainWith } from './explain.ts';
import { type OpenedModel, openModel } from './open-model.ts';
import type { InferenceService, ModelInfo, OpenModelRequest } from './types.ts';

/** The inference service over a store and a kept model. One worker runs one, with one model. */
export function createInferenceService(
  { datasets, posts, scores }: Storage,
  models: ModelRepository,
): InferenceService {
  let classifier: Classifier | undefined;
  // A cancel can come before the chunk it is meant for, so the signal belongs to the job, not to the call.
  const jobs = new Map<string, AbortController>();
  const jobOf = (jobId: string): AbortController => {
    const job = jobs.get(jobId) ?? new AbortController();
    jobs.set(jobId, job);
    return job;
  };
  const opened = (): Classifier => {
    if (!classifier) throw new Error('the model is not open');
    return classifier;
  };

  async function textsOf(
    datasetId: string,
    index: number,
  ): Promise<{ texts: string[]; refused: Uint8Array }> {
    const [dataset, columns, fields] = await Promise.all([
      datasets.get(datasetId),
      posts.columns(datasetId, index),
      posts.fields(datasetId, index),
    ]);
    if (!dataset) throw new StorageError('not-found', `The dataset ${datasetId} is no longer there.`);
    const text = fields?.[dataset.mapping.roles.indexOf('text')];
    if (!columns || !text) throw new Error(`chunk ${index} of dataset ${datasetId} is missing`);
    const texts: string[] = [];
    for (let row = 0; row < rowsIn(text); row++)
      if (columns.refused[row] === 0) texts.push(stringAt(text, row));
    return { texts, refused: columns.refused };
  }

  return {
    async open(request) {
      classifier?.dispose();
      const opened = await openModel(fetchFrom(request.modelUrl), models, request);
      classifier = opened.classifier;
      return infoOf(opened);
    },
    async scoreChunk(jobId, datasetId, index) {
      const { signal } = jobOf(jobId);
      signal.throwIfAborted();
      const { texts, refused } = await textsOf(datasetId, index);
      const scored = await opened().score(signal, texts);
      signal.throwIfAborted();
      await scores.put(datasetId, index, spreadScores(scored, refused));
      return texts.length;
    },
    cancel: async (jobId) => jobOf(jobId).abort(),
    async analyse(text) {
      const started = performance.now();
      const analysis = await opened().analyse(text);
      return { ...analysis, milliseconds: performance.now() - started };
    },
    explain: (text) => explainWith(opened(), text),
  };
}

function fetchFrom(
  modelUrl: OpenModelRequest['modelUrl'],
): (path: string) => Promise<Uint8Array<ArrayBuffer>> {
  return async (path) => {
    const response = await fetch(new URL(path, modelUrl));
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

function infoOf({ classifier: { backend, manifest }, fingerprint, fallback }: OpenedModel): ModelInfo {
  return {
    backend,
    version: manifest.version,
    fingerprint,
    fallback,
    classes: manifest.classes,
    accuracy: manifest.metrics.accuracy,
    calibrationError: manifest.metrics.ece,
    unsure: manifest.unsure,
  };
}
