import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PostFilter, PostRow, PostSort } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';

// More are exported rather than copied.
const MOST_SELECTED = 1000;

/** Rows that are selected to be copied: Ctrl or Cmd and a click adds one, Shift and a click all up to it. */
export interface RowSelection {
  /** In the order in which they stand in the table. */
  readonly posts: readonly PostRow[];
  has(row: number): boolean;
  /** To be called before a row's own click; `place`: 0-based among all rows in the table's order. */
  onClick(event: MouseEvent, place: number, post: PostRow): void;
}

type Selected = ReadonlyMap<number, PostRow>;

const NONE: Selected = new Map();

/** The selection in a table; another question, of which `key` is told, ends it. */
export function useRowSelection(filter: PostFilter, sort: PostSort, key: string): RowSelection {
  const queries = useQueries();
  // By place in the table.
  const [selected, setSelected] = useState(NONE);
  const anchor = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    setSelected(NONE);
    anchor.current = null;
  }, [key]);
  const { posts, rows } = useMemo(() => {
    const inOrder = [...selected].toSorted(([a], [b]) => a - b).map(([, post]) => post);
    return { posts: inOrder, rows: new Set(inOrder.map(({ row }) => row)) };
  }, [selected]);
  const question = useRef({ filter, sort });
  question.current = { filter, sort };
  // The same function each time: rows are drawn again only when something about them changes.
  const onClick = useCallback(
    (event: MouseEvent, place: number, post: PostRow): void => {
      const isAdding = event.ctrlKey || event.metaKey;
      if (!isAdding && !event.shiftKey) return;
      // The click is not to open the post.
      event.preventDefault();
      event.stopPropagation();
      // The browser marks the text between two such clicks, and would copy that instead.
      document.getSelection()?.removeAllRanges();
      if (isAdding || anchor.current === null) {
        anchor.current = place;
        setSelected((before) => toggled(before, place, post));
        return;
      }
      const from = Math.min(anchor.current, place);
      const count = Math.min(MOST_SELECTED, Math.abs(place - anchor.current) + 1);
      const asked = question.current;
      void queries.page(asked.filter, asked.sort, from, count).then((page) => {
        const isSame = asked.filter === question.current.filter && asked.sort === question.current.sort;
        if (isSame) setSelected(new Map(page.rows.map((one, i) => [from + i, one])));
      });
    },
    [queries],
  );
  return { posts, has: (row) => rows.has(row), onClick };
}

function toggled(before: Selected, place: number, post: PostRow): Selected {
  const next = new Map(before);
  if (!next.delete(place)) next.set(place, post);
  return next;
}
