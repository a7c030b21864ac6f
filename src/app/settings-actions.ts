import type { AppDependencies } from './ports.ts';
import { formatPostColumns, type PostColumnId, parsePostColumns } from './post-columns.ts';
import { type AppStore, THEMES, type Theme } from './state.ts';

export interface SettingsActions {
  /** Takes over what was chosen in an earlier visit. */
  load(): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  /** Shows times in a zone, by its IANA name. */
  setZone(zone: string): Promise<void>;
  /** Columns of the table of posts; null leaves the choice to the file and the width of the screen. */
  setPostColumns(columns: readonly PostColumnId[] | null): Promise<void>;
}

export function createSettingsActions(store: AppStore, { storage }: AppDependencies): SettingsActions {
  const { settings } = storage;
  // A setting that cannot be kept still holds for this visit.
  const keep = (key: string, value: string): Promise<void> => settings.set(key, value).catch(() => undefined);
  return {
    async load() {
      const [theme, zone, columns] = await Promise.all(
        ['theme', 'zone', 'columns'].map((key) => settings.get(key).catch(() => undefined)),
      );
      const known = THEMES.find((name) => name === theme);
      if (known) store.setState({ theme: known });
      store.setState({ postColumns: parsePostColumns(columns) });
      if (typeof zone === 'string' && isZone(zone)) store.setState({ zone });
    },
    async setTheme(theme) {
      store.setState({ theme });
      await keep('theme', theme);
    },
    async setZone(zone) {
      if (!isZone(zone)) return;
      store.setState({ zone });
      await keep('zone', zone);
    },
    async setPostColumns(columns) {
      store.setState({ postColumns: columns });
      await keep('columns', formatPostColumns(columns));
    },
  };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
