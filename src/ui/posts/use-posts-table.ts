import { type SortingState, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { PostRow, PostSort, SortKey } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { searchMarks } from '../reasons/marked-parts.ts';
import { useUnsureBand } from '../scores/Unsure.tsx';
import { postColumns, postTableFeatures } from './columns.tsx';
import type { WordMarks } from './word-marks.ts';

export const FILE_ORDER: PostSort = { key: 'row', descending: false };

/** The table's model over the rows in view; sorting happens where all rows are. */
export function usePostsTable(
  rows: readonly PostRow[],
  sort: PostSort,
  search: string,
  words: WordMarks,
  columnVisibility: Record<string, boolean>,
  onSort: (sort: PostSort) => void,
  onOpen: (post: PostRow) => void,
) {
  const zone = useAppState((state) => state.zone);
  const band = useUnsureBand();
  const marks = useMemo(() => searchMarks(search), [search]);
  const sorting: SortingState = [{ id: sort.key, desc: sort.descending }];
  return useTable({
    features: postTableFeatures,
    columns: useMemo(
      () => postColumns({ zone, band, marks, words, onOpen }),
      [zone, band, marks, words, onOpen],
    ),
    data: useMemo(() => [...rows], [rows]),
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting,
      columnVisibility,
    },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update;
      onSort(next ? { key: next.id as SortKey, descending: next.desc } : FILE_ORDER);
    },
  });
}
