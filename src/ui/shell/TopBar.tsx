import { useActions, useAppState } from '../app-context.tsx';
import { Choice } from '../controls/Choice.tsx';
import { datasetTitle } from '../dataset/dataset-title.ts';

const THEME_OPTIONS = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Name of the app and of what is open; where the data are; the theme. */
export function TopBar() {
  const { navigate, setTheme } = useActions();
  const theme = useAppState((state) => state.theme);
  const model = useAppState((state) => state.model);
  const route = useAppState((state) => state.route);
  const datasets = useAppState((state) => state.datasets);
  const dataset =
    route.name === 'dataset' ? datasets?.find((record) => record.id === route.datasetId) : undefined;
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-4">
      <button
        type="button"
        className="font-semibold text-base tracking-tight"
        onClick={() => navigate({ name: 'start' })}
      >
        Undertone
      </button>
      {dataset && <span className="min-w-0 truncate text-ink-soft">{datasetTitle(dataset)}</span>}
      <div className="ml-auto flex items-center gap-3">
        <button
          type="button"
          className="hidden items-center gap-1.5 rounded px-1 text-ink-soft text-xs hover:text-ink sm:flex"
          title="Posts are read, scored and kept on this device. Click for details."
          onClick={() => navigate({ name: 'device' })}
        >
          on this device
          {model.state === 'loading' && <span>· loading the model</span>}
          {model.state === 'ready' && (
            <span className="flex gap-1">
              ·<span data-testid="backend">{model.info.backend}</span>
            </span>
          )}
        </button>
        <Choice
          label="Theme"
          value={theme}
          options={THEME_OPTIONS}
          onChange={(value) => void setTheme(value as typeof theme)}
          className="w-26"
        />
      </div>
    </header>
  );
}
