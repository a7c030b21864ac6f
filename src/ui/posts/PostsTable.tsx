import { type SortingState, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { DatasetRecord, PostFilter, PostRow, PostSort, SortKey } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { formatCount } from '../format.ts';
import { SortIcon } from '../icons.tsx';
import { useLiveQuery } from '../use-live-query.ts';
import { COLUMN_WIDTHS, type PostColumnId, postColumns, postTableFeatures } from './columns.tsx';

const ROW_HEIGHT_PX = 52;
// Rows are asked for in blocks, so that scrolling a little asks nothing.
const BLOCK = 50;
const DEFAULT_SORT: PostSort = { key: 'row', descending: false };

interface PostsTableProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
}

/** All posts that pass the filter; only those on screen are drawn, or even known here. */
export function PostsTable({ filter, revisionKey }: PostsTableProps) {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const dataset = useOpenedDataset();
  const [sort, setSort] = useState<PostSort>(DEFAULT_SORT);
  const [block, setBlock] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const question = `${revisionKey} ${JSON.stringify([filter, sort, block])}`;
  const page = useLiveQuery(question, async () => ({
    offset: block * BLOCK,
    ...(await queries.page(filter, sort, block * BLOCK, 3 * BLOCK)),
  }));
  const total = page.data?.total ?? 0;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
    onChange: (instance) => {
      const first = instance.range?.startIndex ?? 0;
      setBlock(Math.max(0, Math.floor(first / BLOCK) - 1));
    },
  });
  const columns = useMemo(() => postColumns(zone), [zone]);
  const rows = page.data?.rows;
  const table = useTable({
    features: postTableFeatures,
    columns,
    data: useMemo(() => [...(rows ?? [])], [rows]),
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting: [{ id: sort.key, desc: sort.descending }],
      columnVisibility: useMemo(() => visibleColumns(dataset), [dataset]),
    },
    onSortingChange: (update) => {
      const current: SortingState = [{ id: sort.key, desc: sort.descending }];
      const [next] = typeof update === 'function' ? update(current) : update;
      setSort(next ? { key: next.id as SortKey, descending: next.desc } : DEFAULT_SORT);
      scroller.current?.scrollTo({ top: 0 });
    },
  });
  const template = table
    .getVisibleLeafColumns()
    .map((column) => COLUMN_WIDTHS[column.id as PostColumnId])
    .join(' ');
  const tableRows = table.getRowModel().rows;
  const offset = page.data?.offset ?? 0;

  return (
    <div
      ref={scroller}
      role="table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      aria-label="Posts"
      aria-rowcount={total + 1}
      data-testid="posts-table"
      className="h-full overflow-auto rounded border border-line"
    >
      <HeaderRow table={table} template={template} />
      {page.data && total === 0 && <p className="p-4 text-ink-soft">No post passes these filters.</p>}
      {page.error !== null && <p className="p-4 text-negative-ink">{page.error}</p>}
      <div role="rowgroup" className="relative min-w-fit" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = tableRows[item.index - offset];
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              data-testid="post-row"
              className="absolute inset-x-0 grid items-center gap-4 border-line border-b px-3"
              style={{ top: item.start, height: ROW_HEIGHT_PX, gridTemplateColumns: template }}
            >
              {row?.getVisibleCells().map((cell) => (
                <div key={cell.id} role="cell" className="min-w-0 truncate whitespace-normal">
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
      <span className="sr-only" aria-live="polite">
        {formatCount(total)} posts
      </span>
    </div>
  );
}

type PostsTableInstance = ReturnType<typeof useTable<typeof postTableFeatures, PostRow>>;

function HeaderRow({ table, template }: { readonly table: PostsTableInstance; readonly template: string }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 min-w-fit bg-raised">
      {table.getHeaderGroups().map((group) => (
        <div
          key={group.id}
          role="row"
          className="grid items-center gap-4 border-line border-b px-3 py-1.5 text-ink-soft text-xs"
          style={{ gridTemplateColumns: template }}
        >
          {group.headers.map((header) => {
            const sorted = header.column.getIsSorted();
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              >
                {header.column.getCanSort() ? (
                  <button
                    type="button"
                    className="flex items-center gap-1 rounded font-medium hover:text-ink"
                    onClick={header.column.getToggleSortingHandler()}
                  >
                    <table.FlexRender header={header} />
                    {sorted !== false && <SortIcon descending={sorted === 'desc'} />}
                  </button>
                ) : (
                  <span className="font-medium">
                    <table.FlexRender header={header} />
                  </span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function useOpenedDataset(): DatasetRecord | undefined {
  return useAppState((state) => state.datasets?.find((dataset) => dataset.id === state.opened?.datasetId));
}

/** Columns that the file has nothing for are not shown. */
function visibleColumns(dataset: DatasetRecord | undefined): Record<string, boolean> {
  const roles = dataset?.mapping.roles ?? [];
  return Object.fromEntries(
    (['time', 'author', 'brand', 'platform', 'engagement'] as const).map((role) => [
      role,
      roles.includes(role),
    ]),
  );
}
