import { exposeService } from '../src/rpc/expose.ts';
import { createInferenceService } from '../src/services/inference/inference-service.ts';
import { createCachedModels, MODEL_CACHE_NAME } from '../src/storage/browser-cache/cached-models.ts';
import { DATABASE_NAME } from '../src/storage/dexie/database.ts';
import { createDexieStorage } from '../src/storage/dexie/dexie-storage.ts';

exposeService(
  createInferenceService(
    createDexieStorage(DATABASE_NAME),
    createCachedModels(async () => caches.open(MODEL_CACHE_NAME), location.origin),
  ),
);
