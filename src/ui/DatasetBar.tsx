import { useEffect, useRef, useState } from 'react';
import { isUnfiltered, NO_FILTER } from '../app/route.ts';
import type { PostFilter, Sentiment } from '../app/types.ts';
import { useActions, useAppState, useQueries } from './app-context.tsx';
import { Button } from './controls/Button.tsx';
import type { DatasetViewProps } from './DatasetPage.tsx';
import { downloadBlob } from './download.ts';
import { formatCount, formatDateTime, SENTIMENT_MARK } from './format.ts';
import { CloseIcon, DownloadIcon, SearchIcon } from './icons.tsx';
import { useLiveQuery } from './use-live-query.ts';

// Long enough that a word is typed, short enough not to be felt.
const SEARCH_DELAY_MS = 200;

/** Search, filters as chips, how many posts pass them, and the way out. */
export function DatasetBar({ route, revisionKey }: DatasetViewProps) {
  const { navigate } = useActions();
  const queries = useQueries();
  const { filter } = route;
  const setFilter = (next: PostFilter): void => navigate({ ...route, filter: next });
  const summary = useLiveQuery(`${revisionKey} ${JSON.stringify(filter)}`, () => queries.summary(filter));
  const counts = summary.data?.counts;
  return (
    <div className="sticky top-0 z-20 flex flex-wrap items-center gap-2 border-line border-b bg-ground px-4 py-2">
      <SearchBox search={filter.search} onSearch={(search) => setFilter({ ...filter, search })} />
      <FilterChips filter={filter} onChange={setFilter} />
      <div className="ml-auto flex items-center gap-3">
        {summary.data && counts && (
          <span className="text-ink-soft text-xs" aria-live="polite">
            {isUnfiltered(filter)
              ? `${formatCount(summary.data.selected)} posts`
              : `${formatCount(summary.data.selected)} of ${formatCount(counts.scored)} posts`}
          </span>
        )}
        <ExportButton filter={filter} datasetId={route.datasetId} />
      </div>
    </div>
  );
}

function SearchBox({
  search,
  onSearch,
}: {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(search);
  const input = useRef<HTMLInputElement>(null);
  // The filter can change from outside: a chip taken away, the back button.
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      const isTyping = (event.target as HTMLElement).closest(
        'input, textarea, [role="listbox"], [role="dialog"]',
      );
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', focusOnSlash);
    return () => removeEventListener('keydown', focusOnSlash);
  }, []);
  return (
    <div className="flex h-8 w-full items-center gap-2 rounded border border-line-strong px-2 text-ink-faint focus-within:border-accent sm:w-72">
      <SearchIcon />
      <input
        ref={input}
        type="search"
        aria-label="Search in texts"
        placeholder='Search: words or "a phrase"'
        value={text}
        className="min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-faint"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSearch(text);
          if (event.key === 'Escape') setText('');
        }}
      />
      <kbd className="hidden rounded border border-line px-1 font-sans text-xs sm:inline">/</kbd>
    </div>
  );
}

function FilterChips({
  filter,
  onChange,
}: {
  readonly filter: PostFilter;
  readonly onChange: (filter: PostFilter) => void;
}) {
  const zone = useAppState((state) => state.zone);
  const { sentiments, time } = filter;
  const without = (sentiment: Sentiment): PostFilter => {
    const left = sentiments?.filter((name) => name !== sentiment) ?? [];
    return { ...filter, sentiments: left.length > 0 ? left : null };
  };
  return (
    <>
      {sentiments?.map((sentiment) => (
        <Chip key={sentiment} onRemove={() => onChange(without(sentiment))}>
          {SENTIMENT_MARK[sentiment]} {sentiment}
        </Chip>
      ))}
      {time && (
        <Chip onRemove={() => onChange({ ...filter, time: null })}>
          {formatDateTime(time.fromMs, zone)} – {formatDateTime(time.toMs, zone)}
        </Chip>
      )}
      {!isUnfiltered(filter) && (
        <Button look="quiet" className="h-7 px-2 text-xs" onClick={() => onChange(NO_FILTER)}>
          Clear all
        </Button>
      )}
    </>
  );
}

function Chip({ children, onRemove }: { readonly children: React.ReactNode; readonly onRemove: () => void }) {
  return (
    <span
      data-testid="filter-chip"
      className="inline-flex h-7 items-center gap-1 rounded-full bg-accent-soft pr-1 pl-3 text-xs"
    >
      {children}
      <button
        type="button"
        aria-label="Remove this filter"
        className="rounded-full p-0.5 hover:bg-sunken"
        onClick={onRemove}
      >
        <CloseIcon />
      </button>
    </span>
  );
}

function ExportButton({ filter, datasetId }: { readonly filter: PostFilter; readonly datasetId: string }) {
  const queries = useQueries();
  const datasets = useAppState((state) => state.datasets);
  const [state, setState] = useState<'idle' | 'writing' | 'failed'>('idle');
  const name = datasets?.find((dataset) => dataset.id === datasetId)?.name ?? 'posts';
  const isWhole = isUnfiltered(filter);

  async function exportCsv(): Promise<void> {
    setState('writing');
    try {
      downloadBlob(await queries.exportCsv(isWhole ? null : filter), `${name}-scored.csv`);
      setState('idle');
    } catch {
      setState('failed');
    }
  }

  return (
    <Button
      data-testid="export-csv"
      disabled={state === 'writing'}
      title={isWhole ? 'Every row of the file with its scores' : 'The posts that pass the filters'}
      onClick={() => void exportCsv()}
    >
      <DownloadIcon />
      {state === 'writing'
        ? 'Writing the CSV'
        : state === 'failed'
          ? 'Export failed, try again'
          : isWhole
            ? 'Export CSV'
            : 'Export selection'}
    </Button>
  );
}
