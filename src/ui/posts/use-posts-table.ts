import { type SortingState, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DatasetRecord, PostRow, PostSort, SortKey } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { searchMarks } from '../reasons/marked-parts.ts';
import { useUnsureBand } from '../scores/Unsure.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { postColumns, postTableFeatures } from './columns.tsx';

export const FILE_ORDER: PostSort = { key: 'row', descending: false };

/** The table's model over the rows in view; sorting happens where all rows are. */
export function usePostsTable(
  rows: readonly PostRow[],
  sort: PostSort,
  search: string,
  onSort: (sort: PostSort) => void,
  onOpen: (post: PostRow) => void,
) {
  const zone = useAppState((state) => state.zone);
  const dataset = useAppState((state) =>
    state.datasets?.find((record) => record.id === state.opened?.datasetId),
  );
  const isNarrow = useIsNarrow();
  const band = useUnsureBand();
  const marks = useMemo(() => searchMarks(search), [search]);
  const hasClasses = rows.some(({ classes }) => classes !== null);
  const sorting: SortingState = [{ id: sort.key, desc: sort.descending }];
  return useTable({
    features: postTableFeatures,
    columns: useMemo(() => postColumns({ zone, band, marks, onOpen }), [zone, band, marks, onOpen]),
    data: useMemo(() => [...rows], [rows]),
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting,
      columnVisibility: useMemo(
        () => visibleColumns(dataset, isNarrow, hasClasses),
        [dataset, isNarrow, hasClasses],
      ),
    },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      onSort(next ? { key: next.id as SortKey, descending: next.desc } : FILE_ORDER);
    },
  });
}

/** Columns that the file or the model has nothing for are not shown, nor, on a narrow screen, those beside the text. */
function visibleColumns(
  dataset: DatasetRecord | undefined,
  isNarrow: boolean,
  hasClasses: boolean,
): Record<string, boolean> {
  const roles = dataset?.mapping.roles ?? [];
  const optional = ['time', 'author', 'brand', 'platform', 'engagement'] as const;
  return {
    ...Object.fromEntries(optional.map((role) => [role, roles.includes(role) && !isNarrow])),
    row: !isNarrow,
    probability: !isNarrow && !hasClasses,
    negative: !isNarrow && hasClasses,
    positive: !isNarrow && hasClasses,
    confidence: !isNarrow,
  };
}
