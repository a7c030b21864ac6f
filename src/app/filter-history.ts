import type { PostFilter } from '../services/analytics/types.ts';
import type { AppState, AppStore } from './state.ts';

const FILTERS_KEPT = 100;
// Letters of one search that come within it are one step.
const TYPING_MS = 2000;

export interface UndoActions {
  /** Goes back to the filter before the last change; does nothing where there is none. */
  undoFilter(): void;
  /** Takes the last `undoFilter` back, unless the filter was changed since. */
  redoFilter(): void;
}

export function createUndo(store: AppStore): UndoActions {
  return {
    undoFilter() {
      const { past, undone, route } = store.getState();
      const filter = past.at(-1);
      if (route.name !== 'dataset' || !filter) return;
      store.setState({
        route: { ...route, filter },
        past: past.slice(0, -1),
        undone: [...undone, route.filter],
      });
    },
    redoFilter() {
      const { past, undone, route } = store.getState();
      const filter = undone.at(-1);
      if (route.name !== 'dataset' || !filter) return;
      store.setState({
        route: { ...route, filter },
        past: [...past, route.filter],
        undone: undone.slice(0, -1),
      });
    },
  };
}

/** Keeps the filters that were in force before each change of the open dataset's filter. */
export function rememberFilters(store: AppStore, now: () => number): void {
  let typedAt = Number.NEGATIVE_INFINITY;
  store.subscribe((state, before) => {
    if (state.route === before.route || state.past !== before.past) return;
    if (datasetOf(state) !== datasetOf(before)) {
      if (state.past.length > 0 || state.undone.length > 0) store.setState({ past: [], undone: [] });
      return;
    }
    if (state.route.name !== 'dataset' || before.route.name !== 'dataset') return;
    const [next, last] = [state.route.filter, before.route.filter];
    if (JSON.stringify(next) === JSON.stringify(last)) return;
    const isTyping = next.search !== last.search && isSameButSearch(next, last);
    const goesOn = isTyping && now() - typedAt < TYPING_MS;
    typedAt = isTyping ? now() : Number.NEGATIVE_INFINITY;
    if (!goesOn) store.setState({ past: [...state.past, last].slice(-FILTERS_KEPT), undone: [] });
  });
}

function datasetOf({ route }: AppState): string | null {
  return route.name === 'dataset' ? route.datasetId : null;
}

function isSameButSearch(a: PostFilter, b: PostFilter): boolean {
  return JSON.stringify({ ...a, search: '' }) === JSON.stringify({ ...b, search: '' });
}
