import { createStore } from 'zustand/vanilla';
import { type BelongingActions, createBelongingActions } from './belonging-actions.ts';
import { createDatasetActions, type DatasetActions } from './dataset-actions.ts';
import { createUndo, rememberFilters, type UndoActions } from './filter-history.ts';
import { createIntakeActions, type IntakeActions } from './intake-actions.ts';
import { createMergeActions, type MergeActions } from './merge-actions.ts';
import type { AppDependencies } from './ports.ts';
import { createQueries, type Queries } from './queries.ts';
import { resumeInterrupted } from './resume.ts';
import { parseRoute } from './route.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { createSettingsActions, type SettingsActions } from './settings-actions.ts';
import type { AppState, AppStore } from './state.ts';

/** The application without its views: one store, what a person can do, and what views can ask. */
export interface App {
  readonly store: AppStore;
  readonly actions: IntakeActions &
    RunActions &
    DatasetActions &
    MergeActions &
    SettingsActions &
    UndoActions &
    BelongingActions;
  readonly queries: Queries;
  /** Loads settings, the list of datasets and the model, and takes up an interrupted run; call once. */
  start(): Promise<void>;
}

export interface AppOptions {
  /** Fragment of the address at the start. */
  readonly hash: string;
  /** IANA name of the device's time zone. */
  readonly zone: string;
}

export function createApp(deps: AppDependencies, { hash, zone }: AppOptions): App {
  const store = createStore<AppState>(() => ({
    route: parseRoute(hash),
    datasets: null,
    intake: { step: 'none' },
    run: { state: 'idle' },
    model: { state: 'loading' },
    merge: null,
    error: null,
    theme: 'system',
    zone,
    postColumns: null,
    opened: null,
    importedFile: null,
    notes: [],
    views: [],
    past: [],
    undone: [],
    updateReady: false,
  }));
  const belongings = createBelongingActions(store, deps);
  const datasets = createDatasetActions(store, deps);
  const runs = createRunActions(store, deps, datasets);
  const merges = createMergeActions(store, deps, datasets, runs);
  const settings = createSettingsActions(store, deps);
  rememberFilters(store, deps.now);
  store.subscribe((state, before) => {
    if (before.run.state === 'running' && state.run.state !== 'running') void refreshModel(store, deps);
  });
  return {
    store,
    actions: {
      ...datasets,
      ...runs,
      ...merges,
      ...settings,
      ...belongings,
      ...createUndo(store),
      ...createIntakeActions(store, deps, runs, merges, datasets),
    },
    queries: createQueries(store, deps),
    async start() {
      const model = openModel(store, deps);
      await settings.load();
      await datasets.refreshDatasets();
      await datasets.followRoute();
      resumeInterrupted(store, runs);
      await model;
    },
  };
}

async function openModel(store: AppStore, { inference }: AppDependencies): Promise<void> {
  try {
    store.setState({ model: { state: 'ready', info: await inference.open() } });
  } catch (error) {
    store.setState({ model: { state: 'failed', message: (error as Error).message } });
  }
}

/** A graphics card can be lost while scoring; the model then goes on elsewhere. */
async function refreshModel(store: AppStore, { inference }: AppDependencies): Promise<void> {
  if (store.getState().model.state !== 'ready') return;
  const info = await inference
    .first()
    .info()
    .catch(() => null);
  if (info) store.setState({ model: { state: 'ready', info } });
}
