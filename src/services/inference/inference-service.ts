import { rowsIn, stringAt } from '../../core/columns/text-column.ts';
import { languageName } from '../../core/rows/languages.ts';
import type { Domain } from '../../core/scores/domain.ts';
import { spreadScores } from '../../core/scores/spread.ts';
import { type ModelRepository, type Storage, StorageError } from '../../storage/ports.ts';
import { languageOfText, loadLanguageOf } from '../ingest/language.ts';
import { explainWith } from './explain.ts';
import { createModelHolder } from './model-holder.ts';
import type { OpenedModel } from './open-model.ts';
import type { InferenceService, ModelInfo } from './types.ts';

/** The inference service over a store and a kept model. One worker runs one, with one model. */
export function createInferenceService(
  { datasets, posts, scores, settings }: Storage,
  models: ModelRepository,
): InferenceService {
  const model = createModelHolder(models, settings);
  // A cancel can come before the chunk it is meant for, so the signal belongs to the job, not to the call.
  const jobs = new Map<string, AbortController>();
  const jobOf = (jobId: string): AbortController => {
    const job = jobs.get(jobId) ?? new AbortController();
    jobs.set(jobId, job);
    return job;
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

  /** Domains of datasets by the model in use. Every worker finds the same one, so that it need not be stored. */
  const domains = new Map<string, Promise<Domain | null>>();

  /** The domain of a dataset, by its first posts. */
  function domainOf(datasetId: string): Promise<Domain | null> {
    const known = domains.get(datasetId);
    if (known) return known;
    const { signal } = new AbortController();
    const found = textsOf(datasetId, 0).then(({ texts }) =>
      model.use(signal, (classifier) => classifier.domainOf(signal, texts)),
    );
    domains.set(datasetId, found);
    found.catch(() => domains.delete(datasetId));
    return found;
  }

  return {
    async open(request) {
      domains.clear();
      return infoOf(await model.open(request));
    },
    info: async () => infoOf(model.opened()),
    async scoreChunk(jobId, datasetId, index) {
      const { signal } = jobOf(jobId);
      signal.throwIfAborted();
      const [{ texts, refused }, domain] = await Promise.all([
        textsOf(datasetId, index),
        domainOf(datasetId),
      ]);
      const scored = await model.use(signal, (classifier) => classifier.score(signal, texts, domain));
      signal.throwIfAborted();
      await scores.put(datasetId, index, spreadScores(scored, refused));
      return texts.length;
    },
    cancel: async (jobId) => jobOf(jobId).abort(),
    async analyse(text) {
      const started = performance.now();
      const analysis = await model.opened().classifier.analyse(text);
      const milliseconds = performance.now() - started;
      const languageOf = await loadLanguageOf();
      return { ...analysis, language: languageName(languageOfText(text, languageOf)), milliseconds };
    },
    explain: (text) => explainWith(model.opened().classifier, text),
  };
}

function infoOf({ classifier, fingerprint, fallback, refused, race }: OpenedModel): ModelInfo {
  const { backend, manifest } = classifier;
  return {
    backend,
    refused,
    race,
    version: manifest.version,
    fingerprint,
    fallback,
    classes: manifest.classes,
    accuracy: manifest.metrics.accuracy,
    calibrationError: manifest.ternary?.ece ?? manifest.metrics.ece,
    answerErrors: manifest.quantification && {
      confusion: manifest.quantification.confusion,
      transfer: manifest.quantification.transfer?.counted ?? null,
    },
    unsure: manifest.unsure,
  };
}
