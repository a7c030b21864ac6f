import type { NoteRecord, ViewRecord } from '../storage/ports.ts';
import { failureText } from './errors.ts';
import type { AppDependencies } from './ports.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';
import type { AppStore } from './state.ts';

/** What a person adds to a dataset: notes on its time axis, and views under a name. */
export interface BelongingActions {
  /** Adds a note to the open dataset, or changes the one with this id. Time in UTC milliseconds. */
  putNote(note: { readonly id: string | null; readonly atMs: number; readonly text: string }): Promise<void>;
  removeNote(id: string): Promise<void>;
  /** Keeps the view in sight under a name; one of the same name is replaced. */
  saveView(name: string): Promise<void>;
  renameView(id: string, name: string): Promise<void>;
  removeView(id: string): Promise<void>;
}

/** The way to a saved view. */
export function viewRoute({ datasetId, address }: ViewRecord): Route {
  return parseRoute(`${prefixOf(datasetId)}${address}`);
}

/** The actions, and what is shown follows the dataset that is open. */
export function createBelongingActions(
  store: AppStore,
  { storage, newId }: AppDependencies,
): BelongingActions {
  const openedId = (): string | null => store.getState().opened?.datasetId ?? null;

  // What cannot be stored is taken back from sight by reading what is there.
  async function change(work: (datasetId: string) => Promise<void>): Promise<void> {
    const datasetId = openedId();
    if (datasetId === null) return;
    try {
      await work(datasetId);
      await load(datasetId);
    } catch (error) {
      store.setState({ error: failureText(error) });
    }
  }

  async function load(datasetId: string): Promise<void> {
    const [notes, views] = await Promise.all([storage.notes.list(datasetId), storage.views.list(datasetId)]);
    // Another dataset may have been opened meanwhile.
    if (openedId() !== datasetId) return;
    store.setState({
      notes: notes.toSorted((a, b) => a.atMs - b.atMs || compareText(a.text, b.text)),
      views: views.toSorted((a, b) => compareText(a.name, b.name)),
    });
  }

  store.subscribe(({ opened }, before) => {
    if (opened?.datasetId === before.opened?.datasetId) return;
    store.setState({ notes: [], views: [] });
    if (opened) void change(async () => undefined);
  });

  return {
    putNote: ({ id, atMs, text }) =>
      change(async (datasetId) => {
        const note: NoteRecord = { id: id ?? newId(), datasetId, atMs, text: text.trim() };
        if (note.text !== '') await storage.notes.put(note);
      }),
    removeNote: (id) => change(() => storage.notes.remove(id)),
    saveView: (name) =>
      change(async (datasetId) => {
        const { route, views } = store.getState();
        if (route.name !== 'dataset' || name.trim() === '') return;
        const same = views.find((view) => view.name === name.trim());
        const address = formatRoute(route).slice(prefixOf(datasetId).length);
        await storage.views.put({ id: same?.id ?? newId(), datasetId, name: name.trim(), address });
      }),
    renameView: (id, name) =>
      change(async () => {
        const view = store.getState().views.find((one) => one.id === id);
        if (view && name.trim() !== '') await storage.views.put({ ...view, name: name.trim() });
      }),
    removeView: (id) => change(() => storage.views.remove(id)),
  };
}

function prefixOf(datasetId: string): string {
  return `#/d/${encodeURIComponent(datasetId)}/`;
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b);
}
