import type { AppDependencies } from './ports.ts';
import { type AppStore, THEMES, type Theme } from './state.ts';

export interface SettingsActions {
  /** Takes over what was chosen in an earlier visit. */
  load(): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  /** Shows times in a zone, by its IANA name. */
  setZone(zone: string): Promise<void>;
}

export function createSettingsActions(store: AppStore, { storage }: AppDependencies): SettingsActions {
  const { settings } = storage;
  // A setting that cannot be kept still holds for this visit.
  const keep = (key: string, value: string): Promise<void> => settings.set(key, value).catch(() => undefined);
  return {
    async load() {
      const [theme, zone] = await Promise.all(
        ['theme', 'zone'].map((key) => settings.get(key).catch(() => undefined)),
      );
      const known = THEMES.find((name) => name === theme);
      if (known) store.setState({ theme: known });
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
