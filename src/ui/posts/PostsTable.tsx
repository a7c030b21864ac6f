import { type SortingState, useTable } from '@tanstack/react-table';
import { useMemo, useRef, useState } from 'react';
import type { DatasetRecord, PostFilter, PostRow, PostSort, SortKey } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Pager } from '../controls/Pager.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { COLUMN_WIDTHS, type PostColumnId, postColumns, postTableFeatures } from './columns.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { ROW_HEIGHT_PX, STRETCH, usePostWindow } from './use-post-window.ts';

const FILE_ORDER: PostSort = { key: 'row', descending: false };

interface PostsTableProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
}

/** All posts that pass the filter; only those on screen are drawn, or even known here. */
export function PostsTable({ filter, revisionKey }: PostsTableProps) {
  const [sort, setSort] = useState<PostSort>(FILE_ORDER);
  const [first, setFirst] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const posts = usePostWindow(scroller, filter, sort, first, revisionKey);
  const goTo = (stretch: number): void => {
    setFirst(stretch);
    scroller.current?.scrollTo({ top: 0 });
  };
  const table = usePostsTable(posts.rows, sort, (next) => {
    setSort(next);
    goTo(0);
  });
  // A filter that leaves fewer posts must not leave the table past their end.
  if (posts.isLoaded && first > 0 && first >= posts.total) setFirst(0);
  const gridTemplateColumns = table
    .getVisibleLeafColumns()
    .map((column) => COLUMN_WIDTHS[column.id as PostColumnId])
    .join(' ');
  const rows = table.getRowModel().rows;

  return (
    <div className="flex h-full flex-col">
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it
        tabIndex={0}
        data-testid="posts-table"
        className="min-h-0 flex-1 overflow-auto rounded border border-line"
      >
        <div role="table" aria-label="Posts" aria-rowcount={posts.total + 1} className="min-w-fit">
          <HeaderRow table={table} gridTemplateColumns={gridTemplateColumns} />
          <div role="rowgroup" className="relative" style={{ height: posts.virtualizer.getTotalSize() }}>
            {posts.virtualizer.getVirtualItems().map((item) => (
              <div
                key={item.key}
                role="row"
                aria-rowindex={first + item.index + 2}
                data-testid="post-row"
                className="absolute inset-x-0 grid items-center gap-3 border-line border-b px-3"
                style={{ top: item.start, height: ROW_HEIGHT_PX, gridTemplateColumns }}
              >
                {rows[item.index - posts.offset]?.getVisibleCells().map((cell) => (
                  <div key={cell.id} role="cell" className="min-w-0 truncate whitespace-normal">
                    <table.FlexRender cell={cell} />
                  </div>
                )) ?? <div role="cell" />}
              </div>
            ))}
          </div>
        </div>
        {posts.isLoaded && posts.total === 0 && (
          <p className="p-4 text-ink-soft">No post passes these filters.</p>
        )}
        {posts.error !== null && <p className="p-4 text-negative-ink">{posts.error}</p>}
      </div>
      <Pager offset={first} size={STRETCH} total={posts.total} onOffset={goTo} />
    </div>
  );
}

/** The table's model over the rows in view; sorting happens where all rows are. */
export function usePostsTable(rows: readonly PostRow[], sort: PostSort, onSort: (sort: PostSort) => void) {
  const zone = useAppState((state) => state.zone);
  const dataset = useAppState((state) =>
    state.datasets?.find((record) => record.id === state.opened?.datasetId),
  );
  const isNarrow = useIsNarrow();
  const sorting: SortingState = [{ id: sort.key, desc: sort.descending }];
  return useTable({
    features: postTableFeatures,
    columns: useMemo(() => postColumns(zone), [zone]),
    data: useMemo(() => [...rows], [rows]),
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting,
      columnVisibility: useMemo(() => visibleColumns(dataset, isNarrow), [dataset, isNarrow]),
    },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      onSort(next ? { key: next.id as SortKey, descending: next.desc } : FILE_ORDER);
    },
  });
}

/** Columns that the file has nothing for are not shown, nor, on a narrow screen, those beside the text. */
function visibleColumns(dataset: DatasetRecord | undefined, isNarrow: boolean): Record<string, boolean> {
  const roles = dataset?.mapping.roles ?? [];
  const optional = ['time', 'author', 'brand', 'platform', 'engagement'] as const;
  return {
    ...Object.fromEntries(optional.map((role) => [role, roles.includes(role) && !isNarrow])),
    row: !isNarrow,
    probability: !isNarrow,
    confidence: !isNarrow,
  };
}
