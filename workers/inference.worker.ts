import { exposeService } from '../src/rpc/expose.ts';
import { createInferenceService } from '../src/services/inference/inference-service.ts';
import { DATABASE_NAME } from '../src/storage/dexie/database.ts';
import { createDexieStorage } from '../src/storage/dexie/dexie-storage.ts';

exposeService(createInferenceService(createDexieStorage(DATABASE_NAME)));
