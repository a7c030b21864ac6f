import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useState } from 'react';
import type { PostFilter, PostRow, PostSort } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { useLiveQuery, useSame } from '../use-live-query.ts';

export const ROW_HEIGHT_PX = 52;
// Rows are asked for in blocks, three at a time, so that scrolling a little asks nothing.
const BLOCK = 50;
/**
 * Posts in one scrolling stretch. Browsers stop placing elements at about 33 million pixels, so a longer list
 * comes in parts.
 */
export const STRETCH = 500_000;
const NO_ROWS: readonly PostRow[] = [];

/** The stretch of posts around what is on screen. */
export interface PostWindow {
  readonly total: number;
  /** Place of the first of `rows` in the stretch. */
  readonly offset: number;
  readonly rows: readonly PostRow[];
  /** Those of them that are on screen. */
  readonly inView: readonly PostRow[];
  readonly isLoaded: boolean;
  readonly error: string | null;
  /** The rows are those of the filter, the order and the place as they are now. */
  readonly isCurrent: boolean;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** Asks for the posts in view of the scroller, in the order of `sort`, from `first` on, as it scrolls. */
export function usePostWindow(
  scroller: RefObject<HTMLDivElement | null>,
  filter: PostFilter,
  sort: PostSort,
  first: number,
  revisionKey: string,
): PostWindow {
  const queries = useQueries();
  const [block, setBlock] = useState(0);
  const question = `${revisionKey} ${JSON.stringify([filter, sort, first, block])}`;
  const { data, error, isCurrent } = useLiveQuery(question, async () => ({
    offset: block * BLOCK,
    ...(await queries.page(filter, sort, first + block * BLOCK, 3 * BLOCK)),
  }));
  // During a run the posts on screen are mostly the same again.
  const rows = useSame(data?.rows ?? NO_ROWS);
  const total = data?.total ?? 0;
  const virtualizer = useVirtualizer({
    count: Math.min(STRETCH, Math.max(0, total - first)),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 4,
    onChange: ({ range }) => setBlock(Math.max(0, Math.floor((range?.startIndex ?? 0) / BLOCK) - 1)),
  });
  const offset = data?.offset ?? 0;
  // The range is that of the items asked for last.
  virtualizer.getVirtualItems();
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: -1 };
  return {
    total,
    offset,
    rows,
    inView: isCurrent
      ? rows.slice(Math.max(0, startIndex - offset), Math.max(0, endIndex + 1 - offset))
      : NO_ROWS,
    isLoaded: data !== null,
    error,
    isCurrent,
    virtualizer,
  };
}
