import type { StoreApi } from 'zustand/vanilla';
import type { FileProblem, Mapping } from '../core/rows/types.ts';
import type { PostFilter } from '../services/analytics/types.ts';
import type { ModelInfo } from '../services/inference/types.ts';
import type { FilePreview } from '../services/ingest/types.ts';
import type { DatasetRecord, NoteRecord, RowCounts, ViewRecord } from '../storage/ports.ts';
import type { PostColumnId } from './post-columns.ts';
import type { Route } from './route.ts';

/** The import or scoring job, of which there is one at a time. */
export type RunState =
  | { readonly state: 'idle' }
  | RunningState
  | {
      readonly state: 'done';
      readonly datasetId: string;
      readonly counts: RowCounts;
      readonly seconds: number | null;
    }
  | {
      readonly state: 'failed';
      readonly datasetId: string;
      readonly counts: RowCounts;
      readonly message: string;
    }
  | { readonly state: 'cancelled'; readonly datasetId: string; readonly counts: RowCounts }
  /** Another tab is at it. The counts are those of when this one looked. */
  | { readonly state: 'elsewhere'; readonly datasetId: string; readonly counts: RowCounts }
  /** There is no room left to store rows or scores. */
  | { readonly state: 'paused'; readonly datasetId: string; readonly counts: RowCounts };

export interface RunningState {
  readonly state: 'running';
  readonly datasetId: string;
  readonly counts: RowCounts;
  /**
   * Share of the work that is done, 0..1, estimated from bytes until the file is read to its end; null while the
   * place in the file is sought at which an earlier run stopped.
   */
  readonly progress: number | null;
  /** Scored posts per second since scoring began; null before the first. */
  readonly postsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** A dropped file on its way to being imported. */
export type Intake =
  | { readonly step: 'none' }
  | { readonly step: 'inspecting'; readonly fileName: string }
  | { readonly step: 'refused'; readonly fileName: string; readonly problem: FileProblem }
  | {
      readonly step: 'mapping';
      readonly file: File;
      readonly preview: FilePreview;
      readonly mapping: Mapping;
      readonly isSample: boolean;
      /** The dataset that the rows are put behind; null for one of their own. */
      readonly appendTo: string | null;
    };

export type ModelState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly info: ModelInfo }
  | { readonly state: 'failed'; readonly message: string };

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the whole interface hangs on. Rows are not in it: views ask for those on screen. */
export interface AppState {
  readonly route: Route;
  /** Null until the store was read once. */
  readonly datasets: readonly DatasetRecord[] | null;
  readonly intake: Intake;
  readonly run: RunState;
  readonly model: ModelState;
  /** Several datasets are being made one: its name, and how much is copied, 0..1; null where none is. */
  readonly merge: { readonly name: string; readonly progress: number } | null;
  /** What went wrong last, in words for a person; null once it was dismissed. */
  readonly error: string | null;
  readonly theme: Theme;
  /** IANA name of the time zone in which times are shown. */
  readonly zone: string;
  /** Columns chosen for the table of posts; null where none were. */
  readonly postColumns: readonly PostColumnId[] | null;
  /** Id of the dataset that analytics has open, and a number that grows when its rows or scores change. */
  readonly opened: { readonly datasetId: string; readonly revision: number } | null;
  /** Of the open dataset: the notes on its time axis, the earliest first, and its saved views by name. */
  readonly notes: readonly NoteRecord[];
  readonly views: readonly ViewRecord[];
  /** The file of the last import, as long as the page lives: what was cut off can be read on. */
  readonly importedFile: { readonly datasetId: string; readonly file: File } | null;
  /** Filters of the open dataset that can be gone back to, the latest last. */
  readonly past: readonly PostFilter[];
  /** Filters that were gone back from, the nearest last. */
  readonly undone: readonly PostFilter[];
  /** A newer version of the app is ready to take over. */
  readonly updateReady: boolean;
}

export type AppStore = StoreApi<AppState>;
