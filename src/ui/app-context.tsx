import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { App } from '../app/app.ts';
import { formatRoute } from '../app/route.ts';
import type { AppState } from '../app/state.ts';

interface AppContextValue {
  readonly app: App;
  /** Lets the waiting version of the app take over; reloads the page. */
  readonly applyUpdate: () => void;
}

const AppContext = createContext<AppContextValue | null>(null);

export function AppProvider({ app, applyUpdate, children }: AppContextValue & { children: ReactNode }) {
  useAddress(app);
  useTheme(app);
  return <AppContext value={{ app, applyUpdate }}>{children}</AppContext>;
}

function useContextValue(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error('a view was drawn outside of AppProvider');
  return value;
}

export function useActions(): App['actions'] {
  return useContextValue().app.actions;
}

export function useQueries(): App['queries'] {
  return useContextValue().app.queries;
}

export function useApplyUpdate(): () => void {
  return useContextValue().applyUpdate;
}

/** A part of the app's state; the view draws again when that part changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useContextValue().app.store, select);
}

/** Keeps the address and the route the same, whichever changes first. */
function useAddress(app: App): void {
  const route = useStore(app.store, (state) => state.route);
  const past = useStore(app.store, (state) => state.past);
  const lastPast = useRef(past);
  useEffect(() => {
    const isStep = lastPast.current !== past;
    lastPast.current = past;
    const hash = formatRoute(route);
    if (location.hash === hash || (location.hash === '' && route.name === 'start')) return;
    // Typing in a filter must not fill the history; another filter, and another page, must.
    const samePage = location.hash.split('?')[0] === hash.split('?')[0];
    if (samePage && !isStep) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
  }, [route, past]);
  useEffect(() => {
    const follow = () => void app.actions.followHash(location.hash);
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('popstate', follow);
    };
  }, [app]);
}

function useTheme(app: App): void {
  const theme = useStore(app.store, (state) => state.theme);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const name = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
      document.documentElement.dataset.theme = name;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
}
