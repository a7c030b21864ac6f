import { isUnfiltered } from '../../app/route.ts';
import type { PostFilter } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { DistinctSwitch } from '../duplicates/DistinctSwitch.tsx';
import { useDuplicatesShare } from '../duplicates/use-duplicates.ts';
import { formatCount, formatCounted } from '../format.ts';
import { ReportButton } from '../report/ReportButton.tsx';
import { TopicsPending } from '../topics/TopicsPending.tsx';
import { useShortcut, useUndoKeys } from '../use-shortcut.ts';
import { ViewsMenu } from '../views/ViewsMenu.tsx';
import type { AnsweredSummary, DatasetViewProps } from './dataset-view.ts';
import { ExportButton } from './ExportButton.tsx';
import { FilterChips } from './FilterChips.tsx';
import { withoutLast } from './filters.ts';
import { SearchBox } from './SearchBox.tsx';

/** Search, filters as chips, how many posts pass them, and the way out. */
export function DatasetBar({ route, revisionKey, summary, isSummaryCurrent }: DatasetViewProps) {
  const { navigate, undoFilter, redoFilter } = useActions();
  const canUndo = useAppState((state) => state.past.length > 0);
  const canRedo = useAppState((state) => state.undone.length > 0);
  useUndoKeys(undoFilter, redoFilter);
  const { filter } = route;
  const setFilter = (next: PostFilter): void => navigate({ ...route, filter: next });
  const searchedShare = useDuplicatesShare(filter.distinct === true && !isSummaryCurrent);
  useShortcut('Escape', () => setFilter(withoutLast(filter)));
  return (
    <div className="top-0 z-20 flex flex-wrap sm:sticky items-center gap-2 border-line border-b bg-ground px-4 py-2">
      <SearchBox search={filter.search} onSearch={(search) => setFilter({ ...filter, search })} />
      <DistinctSwitch filter={filter} onFilter={setFilter} />
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
      {canRedo && (
        <Button
          look="quiet"
          className="h-7 px-2 text-xs"
          data-testid="redo-filter"
          title="Take the undo back (Ctrl Shift Z)"
          onClick={redoFilter}
        >
          Redo
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        {filter.topics && !isSummaryCurrent && <TopicsPending filter={filter} revisionKey={revisionKey} />}
        <span
          data-testid="selection-count"
          data-count={summary?.selected}
          data-current={isSummaryCurrent}
          className="whitespace-nowrap text-ink-soft text-xs"
          aria-live="polite"
        >
          {searchedShare === null
            ? summary && countWords(summary)
            : `Looking for repeats: ${Math.floor(100 * searchedShare)} %`}
        </span>
        <ViewsMenu />
        <ReportButton filter={filter} look={route.look} datasetId={route.datasetId} />
        <ExportButton filter={filter} datasetId={route.datasetId} />
      </div>
    </div>
  );
}

/** How many posts pass the filter that the summary is about. */
function countWords({ filter, selected, counts }: AnsweredSummary): string {
  if (isUnfiltered(filter)) return formatCounted(selected, 'post');
  return `${formatCount(selected)} ${filter.distinct ? 'distinct ' : ''}of ${formatCounted(counts.scored, 'post')}`;
}
