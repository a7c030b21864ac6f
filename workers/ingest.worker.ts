import { exposeService } from '../src/rpc/expose.ts';
import { createImportService } from '../src/services/import/import-service.ts';
import { DATABASE_NAME } from '../src/storage/dexie/database.ts';
import { createDexieStorage } from '../src/storage/dexie/dexie-storage.ts';

exposeService(createImportService(createDexieStorage(DATABASE_NAME).posts));
