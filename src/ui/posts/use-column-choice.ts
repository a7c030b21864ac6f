import { useMemo } from 'react';
import type { PostColumnId } from '../../app/post-columns.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { useHasOtherLanguages } from '../use-has-other-languages.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { COLUMN_NAMES } from './columns.tsx';

/** Which columns the table shows, and how that is changed. */
export interface ColumnChoice {
  /** The columns that the file and its scores have something for, in their order; the text always shows. */
  readonly columns: readonly { readonly id: PostColumnId; readonly isShown: boolean }[];
  /** By column, as the table takes it. */
  readonly visibility: Record<string, boolean>;
  readonly toggle: (id: PostColumnId) => void;
  /** Leaves the choice to the file and the width of the screen again; null where it is. */
  readonly reset: (() => void) | null;
}

const ALL = Object.keys(COLUMN_NAMES) as PostColumnId[];

/** The columns chosen in any dataset; without a choice all that there are, on a narrow screen those about the text. */
export function useColumnChoice(hasClasses: boolean): ColumnChoice {
  const { setPostColumns } = useActions();
  const chosen = useAppState((state) => state.postColumns);
  const roles = useAppState(
    ({ datasets, opened }) => datasets?.find(({ id }) => id === opened?.datasetId)?.mapping.roles,
  );
  const hasLanguages = useHasOtherLanguages();
  const isNarrow = useIsNarrow();
  return useMemo(() => {
    const has = (id: PostColumnId): boolean => {
      if (id === 'probability') return !hasClasses;
      if (id === 'negative' || id === 'positive') return hasClasses;
      if (id === 'language') return hasLanguages;
      const isOfFile =
        id === 'time' || id === 'author' || id === 'brand' || id === 'platform' || id === 'engagement';
      return !isOfFile || (roles?.includes(id) ?? false);
    };
    const isShown = (id: PostColumnId): boolean =>
      chosen ? chosen.includes(id) : !isNarrow || id === 'sentiment';
    const columns = ALL.filter((id) => id !== 'text' && has(id)).map((id) => ({ id, isShown: isShown(id) }));
    const shown = new Set<PostColumnId>(['text']);
    for (const column of columns) if (column.isShown) shown.add(column.id);
    return {
      columns,
      visibility: Object.fromEntries(ALL.map((id) => [id, shown.has(id)])),
      toggle: (id) => {
        // A column that this file lacks stays as it was, or shows where another file has it.
        const next = ALL.filter((other) =>
          other === id ? !shown.has(id) : has(other) ? shown.has(other) : (chosen?.includes(other) ?? true),
        );
        void setPostColumns(next);
      },
      reset: chosen ? () => void setPostColumns(null) : null,
    };
  }, [chosen, roles, isNarrow, hasClasses, hasLanguages, setPostColumns]);
}
