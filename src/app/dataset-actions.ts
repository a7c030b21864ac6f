import type { DatasetRecord } from '../storage/ports.ts';
import { failureText } from './errors.ts';
import type { AppDependencies } from './ports.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';
import type { AppState, AppStore, RunState } from './state.ts';

export interface DatasetActions {
  refreshDatasets(): Promise<void>;
  /** Goes to a route; the address follows. */
  navigate(route: Route): void;
  /** Takes the route from an address fragment and opens its dataset. */
  followHash(hash: string): Promise<void>;
  /** Opens the dataset of the current route, if it has one. */
  followRoute(): Promise<void>;
  deleteDataset(id: string): Promise<void>;
  /** Takes a dataset that is gone out of sight, with a word about it. */
  leave(id: string, message: string | null): void;
  dismissError(): void;
}

export function createDatasetActions(store: AppStore, deps: AppDependencies): DatasetActions {
  const { storage, analytics, now } = deps;

  const reporting = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      store.setState({ error: failureText(error) });
    }
  };

  async function refreshDatasets(): Promise<void> {
    await reporting(async () => {
      const datasets = await storage.datasets.list();
      store.setState({ datasets: datasets.toSorted((a, b) => b.openedAtMs - a.openedAtMs) });
    });
    // The store may be closed to us (a private window); the list is then empty, with the reason beside it.
    if (store.getState().datasets === null) store.setState({ datasets: [] });
  }

  async function followRoute(): Promise<void> {
    const { route, opened } = store.getState();
    if (route.name !== 'dataset' || opened?.datasetId === route.datasetId) return;
    const { datasetId } = route;
    const record = await storage.datasets.get(datasetId).catch(() => undefined);
    if (!record) {
      store.setState({ error: 'This dataset is not on this device. It may have been deleted.' });
      navigate({ name: 'start' });
      return;
    }
    await reporting(async () => {
      await analytics.sync(datasetId);
      await storage.datasets.update(datasetId, { openedAtMs: now() });
      const { run } = store.getState();
      store.setState({
        opened: { datasetId, revision: 0 },
        ...(run.state === 'running' ? {} : { run: storedRun(record) }),
      });
      await refreshDatasets();
    });
  }

  function navigate(route: Route): void {
    store.setState({ route });
    void followRoute();
  }

  function leave(id: string, message: string | null): void {
    const { opened, run, route } = store.getState();
    const gone: Partial<AppState> = {
      error: message,
      ...(opened?.datasetId === id ? { opened: null } : {}),
      ...(run.state !== 'idle' && run.datasetId === id ? { run: { state: 'idle' } } : {}),
      ...(route.name === 'dataset' && route.datasetId === id ? { route: { name: 'start' } } : {}),
    };
    store.setState(gone);
  }

  return {
    refreshDatasets,
    navigate,
    followRoute,
    followHash: async (hash) => {
      if (hash === formatRoute(store.getState().route)) return;
      store.setState({ route: parseRoute(hash) });
      await followRoute();
    },
    deleteDataset: (id) =>
      reporting(async () => {
        await storage.datasets.remove(id);
        leave(id, null);
        await refreshDatasets();
      }),
    leave,
    dismissError: () => store.setState({ error: null }),
  };
}

/** The state of a run that ended in an earlier visit, told from what is stored. */
export function storedRun({ id, phase, halt, counts }: DatasetRecord): RunState {
  if (phase === 'complete') return { state: 'done', datasetId: id, counts, seconds: null };
  return { state: halt === 'storage-full' ? 'paused' : 'cancelled', datasetId: id, counts };
}
