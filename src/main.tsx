import { registerSW } from 'virtual:pwa-register';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import AnalyticsWorker from '../workers/analytics.worker.ts?worker';
import InferenceWorker from '../workers/inference.worker.ts?worker';
import IngestWorker from '../workers/ingest.worker.ts?worker';
import { createApp } from './app/app.ts';
import { connect } from './rpc/client.ts';
import { createInferencePool } from './rpc/inference-pool.ts';
import { onDemand } from './rpc/on-demand.ts';
import type { AnalyticsService } from './services/analytics/types.ts';
import type { ImportService } from './services/import/types.ts';
import type { BackendName, InferenceService } from './services/inference/types.ts';
import { DATABASE_NAME } from './storage/dexie/database.ts';
import { createDexieStorage } from './storage/dexie/dexie-storage.ts';
import { AppProvider } from './ui/app-context.tsx';
import { Root } from './ui/Root.tsx';
import './ui/styles.css';

// Each worker holds its own copy of the model, about 100 MB once opened.
const MAX_INFERENCE_WORKERS = 4;

const inferenceWorkers = Math.max(1, Math.min(MAX_INFERENCE_WORKERS, navigator.hardwareConcurrency));
const absolute = (url: string): string => new URL(url, document.baseURI).href;

const app = createApp(
  {
    storage: createDexieStorage(DATABASE_NAME),
    importer: onDemand(() => connect<ImportService>(new IngestWorker()), 'close'),
    analytics: connect<AnalyticsService>(new AnalyticsWorker()),
    inference: createInferencePool(() => connect<InferenceService>(new InferenceWorker()), inferenceWorkers, {
      modelUrl: absolute('model/'),
      wasmUrls: {
        'tfjs-backend-wasm.wasm': absolute(wasmUrl),
        'tfjs-backend-wasm-simd.wasm': absolute(wasmSimdUrl),
      },
      force: forcedBackend(location.search),
      workers: inferenceWorkers,
    }),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    requestPersistence: async () => {
      await navigator.storage?.persist?.();
    },
    lockRun,
    sampleFile: async () => {
      const { SAMPLE_FILE_NAME, SAMPLE_SEED, sampleCsv } = await import('./core/sample/sample-csv.ts');
      return new File([sampleCsv(SAMPLE_SEED)], SAMPLE_FILE_NAME, { type: 'text/csv' });
    },
  },
  { hash: location.hash, zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC' },
);

/** Holds a lock that all tabs of the app see, until the returned function is called or the tab is closed. */
function lockRun(datasetId: string, wait: boolean): Promise<(() => Promise<void>) | null> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(`run ${datasetId}`, { ifAvailable: !wait }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) =>
        resolve(() => {
          release();
          return held.then(() => undefined);
        }),
      );
    });
    held.catch(reject);
  });
}

/** `?backend=cpu` and the like: for tests, and to find out whether a graphics driver is at fault. */
function forcedBackend(search: string): BackendName | null {
  const wanted = new URLSearchParams(search).get('backend');
  return (['webgpu', 'wasm', 'cpu'] as const).find((name) => name === wanted) ?? null;
}

const update = registerSW({ onNeedRefresh: () => app.store.setState({ updateReady: true }) });
void app.start();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppProvider app={app} applyUpdate={() => void update(true)}>
      <Root />
    </AppProvider>
  </StrictMode>,
);
