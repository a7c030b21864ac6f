import { type App, createApp } from '../../../src/app/app.ts';
import type { AppState } from '../../../src/app/state.ts';
import { rowsIn, stringAt } from '../../../src/core/columns/text-column.ts';
import { NOT_SCORED } from '../../../src/core/scores/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import { createImportService } from '../../../src/services/import/import-service.ts';
import type { InferenceService, ModelInfo } from '../../../src/services/inference/types.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { type Storage, StorageError } from '../../../src/storage/ports.ts';

const MODEL: ModelInfo = {
  backend: 'cpu',
  version: 'test',
  fingerprint: 'f',
  fallback: null,
  refused: [],
  race: null,
  classes: ['Negative', 'Positive'],
  accuracy: null,
  calibrationError: null,
  answerErrors: null,
  unsure: null,
};

let lives = 0;

/** P(positive) of the stand-in for the network: posts that say "good" are positive. */
export function fakeProbability(text: string): number {
  return text.includes('good') ? 0.9 : 0.2;
}

export interface Harness {
  readonly app: App;
  readonly storage: Storage;
  /** Replaces what happens when a chunk is scored. */
  onScore: (index: number) => Promise<void>;
  onAppend: (index: number) => Promise<void>;
}

/** The whole application without browser, workers and network: real services over a store in memory. */
export function createHarness(workerCount: number): Harness {
  return createHarnessOver(createMemoryStorage(), workerCount);
}

/** A store that a tab sees, until the tab is closed: from then on nothing it does comes to an end. */
export function closable(storage: Storage): { readonly storage: Storage; readonly close: () => void } {
  let isClosed = false;
  const guarded = <T extends object>(repository: T): T =>
    new Proxy(repository, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          isClosed ? new Promise(() => undefined) : Reflect.apply(method, target, args);
      },
    });
  const { datasets, posts, scores, sources, notes, views, settings } = storage;
  return {
    storage: {
      datasets: guarded(datasets),
      // The harness takes the store of posts apart.
      posts: { ...posts, append: guarded(posts).append },
      scores: guarded(scores),
      sources: guarded(sources),
      notes: guarded(notes),
      views: guarded(views),
      settings: guarded(settings),
    },
    close: () => {
      isClosed = true;
    },
  };
}

type LockRun = (datasetId: string, wait: boolean) => Promise<(() => Promise<void>) | null>;

/** Locks that harnesses share as tabs do; `closeHolder` gives back those that are held, as a closed tab does. */
export function createLocks(): { readonly lockRun: LockRun; readonly closeHolder: () => void } {
  let held: { readonly end: Promise<void>; readonly release: () => void } | null = null;
  return {
    async lockRun(_, wait) {
      while (held) {
        if (!wait) return null;
        await held.end;
      }
      let release: () => void = () => undefined;
      const end = new Promise<void>((resolve) => {
        release = resolve;
      });
      const own = { end, release };
      held = own;
      return async () => {
        if (held === own) held = null;
        release();
      };
    },
    closeHolder() {
      const { release } = held!;
      held = null;
      release();
    },
  };
}

/** The same over a store that another one, whose tab was closed or still runs, has filled. */
export function createHarnessOver(
  storage: Storage,
  workerCount: number,
  lockRun: LockRun = createLocks().lockRun,
): Harness {
  const harness: Harness = {
    storage,
    onScore: async () => undefined,
    onAppend: async () => undefined,
    app: undefined as unknown as App,
  };
  const importer = createImportService({
    ...storage.posts,
    append: async (id, index, chunk) => {
      await harness.onAppend(index);
      await storage.posts.append(id, index, chunk);
    },
  });
  const workers = Array.from({ length: workerCount }, () => createFakeInference(storage, harness));
  lives++;
  let ids = 0;
  let clock = 1_000_000;
  const app = createApp(
    {
      storage,
      importer,
      analytics: createAnalyticsService(storage),
      inference: {
        open: async () => MODEL,
        workers: async () => workers.map((worker) => Promise.resolve(worker)),
        rest: () => undefined,
        first: () => workers[0]!,
      },
      now: () => (clock += 50),
      newId: () => `id-${lives}-${ids++}`,
      requestPersistence: async () => undefined,
      lockRun,
      sampleFile: async () => csvFile(['made up, but good']),
    },
    { hash: '', zone: 'UTC' },
  );
  return Object.assign(harness, { app });
}

function createFakeInference(storage: Storage, harness: Harness): InferenceService {
  const cancelled = new Set<string>();
  return {
    open: async () => MODEL,
    info: async () => MODEL,
    async scoreChunk(jobId, datasetId, index) {
      await harness.onScore(index);
      if (cancelled.has(jobId)) throw Object.assign(new Error('cancelled'), { code: 'cancelled' });
      const dataset = await storage.datasets.get(datasetId);
      if (!dataset) throw new StorageError('not-found', 'gone');
      const texts = (await storage.posts.fields(datasetId, index))![dataset.mapping.roles.indexOf('text')]!;
      const { refused } = (await storage.posts.columns(datasetId, index))!;
      const probability = Float32Array.from({ length: rowsIn(texts) }, (_, row) =>
        refused[row] ? Number.NaN : fakeProbability(stringAt(texts, row)),
      );
      const label = Uint8Array.from(probability, (p) => (Number.isNaN(p) ? NOT_SCORED : p >= 0.5 ? 2 : 0));
      await storage.scores.put(datasetId, index, { probability, label, classes: new Float32Array(0) });
      return label.filter((code) => code !== NOT_SCORED).length;
    },
    cancel: async (jobId) => void cancelled.add(jobId),
    analyse: async (text) => ({
      cleanedText: text,
      sentiment: 'Positive',
      probability: fakeProbability(text),
      confidence: 0.9,
      classes: null,
      language: null,
      milliseconds: 1,
    }),
    explain: async (text) => ({
      score: 0.8,
      baseline: 0,
      contributions: [{ start: 0, end: text.length, value: 0.8 }],
      standardError: 0,
    }),
  };
}

/** A CSV with the columns id, created_at and text; row i is posted on the i-th hour of 2026. */
export function csvFile(texts: readonly string[], name = 'posts.csv'): File {
  const lines = texts.map((text, i) => {
    const time = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
    return `${i},${time},"${text.replaceAll('"', '""')}"`;
  });
  return new File([['id,created_at,text', ...lines].join('\n')], name, { type: 'text/csv' });
}

/** Resolves when the app's state is as wanted. */
export function until(app: App, isWanted: (state: AppState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (state: AppState): void => {
      if (!isWanted(state)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = app.store.subscribe(check);
    check(app.store.getState());
  });
}

/** Drops a file and confirms the mapping; resolves when the run has ended, however. */
export async function importFile(app: App, file: File): Promise<void> {
  await app.actions.takeFiles([file]);
  await app.actions.confirmMapping();
}
