import { isUnfiltered } from '../../app/route.ts';
import type { PostFilter } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatCount, formatCounted } from '../format.ts';
import { ReportButton } from '../report/ReportButton.tsx';
import { TopicsPending } from '../topics/TopicsPending.tsx';
import { useShortcut, useUndoKey } from '../use-shortcut.ts';
import type { DatasetViewProps } from './dataset-view.ts';
import { ExportButton } from './ExportButton.tsx';
import { FilterChips } from './FilterChips.tsx';
import { withoutLast } from './filters.ts';
import { SearchBox } from './SearchBox.tsx';

/** Search, filters as chips, how many posts pass them, and the way out. */
export function DatasetBar({ route, revisionKey, summary, isSummaryCurrent }: DatasetViewProps) {
  const { navigate, undoFilter } = useActions();
  const canUndo = useAppState((state) => state.past.length > 0);
  useUndoKey(undoFilter);
  const { filter } = route;
  const setFilter = (next: PostFilter): void => navigate({ ...route, filter: next });
  useShortcut('Escape', () => setFilter(withoutLast(filter)));
  return (
    <div className="sticky top-0 z-20 flex flex-wrap items-center gap-2 border-line border-b bg-ground px-4 py-2">
      <SearchBox search={filter.search} onSearch={(search) => setFilter({ ...filter, search })} />
      <FilterChips filter={filter} onChange={setFilter} />
      {canUndo && (
        <Button
          look="quiet"
          className="h-7 px-2 text-xs"
          data-testid="undo-filter"
          title="Go back to the filters before (Ctrl Z)"
          onClick={undoFilter}
        >
          Undo
        </Button>
      )}
      <div className="ml-auto flex items-center gap-3">
        {filter.topics && !isSummaryCurrent && <TopicsPending filter={filter} revisionKey={revisionKey} />}
        {summary && (
          <span
            data-testid="selection-count"
            data-count={summary.selected}
            data-current={isSummaryCurrent}
            className="text-ink-soft text-xs"
            aria-live="polite"
          >
            {isUnfiltered(summary.filter)
              ? formatCounted(summary.selected, 'post')
              : `${formatCount(summary.selected)} of ${formatCounted(summary.counts.scored, 'post')}`}
          </span>
        )}
        <ReportButton filter={filter} datasetId={route.datasetId} />
        <ExportButton filter={filter} datasetId={route.datasetId} />
      </div>
    </div>
  );
}
