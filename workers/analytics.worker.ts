import { exposeService } from '../src/rpc/expose.ts';
import { createAnalyticsService } from '../src/services/analytics/analytics-service.ts';
import { DATABASE_NAME } from '../src/storage/dexie/database.ts';
import { createDexieStorage } from '../src/storage/dexie/dexie-storage.ts';

exposeService(createAnalyticsService(createDexieStorage(DATABASE_NAME)));
