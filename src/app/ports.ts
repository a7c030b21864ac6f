import type { InferencePool } from '../rpc/inference-pool.ts';
import type { AnalyticsService } from '../services/analytics/types.ts';
import type { ImportService } from '../services/import/types.ts';
import type { Storage } from '../storage/ports.ts';

/** What the app uses of the world around it; `main.tsx` makes the real ones, tests their own. */
export interface AppDependencies {
  readonly storage: Storage;
  readonly importer: ImportService;
  readonly inference: InferencePool;
  readonly analytics: AnalyticsService;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Asks the browser to keep the data when space runs low. */
  readonly requestPersistence: () => Promise<void>;
  /**
   * Claims a dataset for a run, across tabs. Resolves to the release; where another tab has it, to null, or, told to
   * `wait`, when that tab has let go of it or was closed.
   */
  readonly lockRun: (datasetId: string, wait: boolean) => Promise<(() => Promise<void>) | null>;
  readonly sampleFile: () => Promise<File>;
}
