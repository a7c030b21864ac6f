import { memo, type ReactNode, useRef, useState } from 'react';
import type { PostColumnId } from '../../app/post-columns.ts';
import type { PostFilter, PostRow, PostSort } from '../../app/types.ts';
import { Pager } from '../controls/Pager.tsx';
import { formatCounted } from '../format.ts';
import { ReasonsDialog } from '../reasons/ReasonsDialog.tsx';
import { useEmptyWords } from '../use-empty-words.ts';
import { BodyRow } from './BodyRow.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { COLUMN_WIDTHS } from './columns.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useCopy } from './use-copy.ts';
import { STRETCH, usePostWindow } from './use-post-window.ts';
import { FILE_ORDER, usePostsTable } from './use-posts-table.ts';
import { useRowSelection } from './use-row-selection.ts';
import { useWordMarks } from './use-word-marks.ts';

interface PostsTableProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
  /** Stands over the table, beside what can be done with it. */
  readonly title?: ReactNode;
}

/** All posts that pass the filter; only those on screen are drawn, or even known here. */
export const PostsTable = memo(function PostsTable({ filter, revisionKey, title }: PostsTableProps) {
  const [sort, setSort] = useState<PostSort>(FILE_ORDER);
  const emptyWords = useEmptyWords(filter);
  const [first, setFirst] = useState(0);
  const [opened, setOpened] = useState<PostRow | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const posts = usePostWindow(scroller, filter, sort, first, revisionKey);
  const goTo = (stretch: number): void => {
    setFirst(stretch);
    scroller.current?.scrollTo({ top: 0 });
  };
  const sortBy = (next: PostSort): void => {
    setSort(next);
    goTo(0);
  };
  const choice = useColumnChoice(posts.rows.some(({ classes }) => classes !== null));
  const words = useWordMarks(scroller, posts.inView, datasetOf(revisionKey));
  const table = usePostsTable(posts.rows, sort, filter.search, words, choice.visibility, sortBy, setOpened);
  const selection = useRowSelection(filter, sort, `${revisionKey} ${JSON.stringify([filter, sort])}`);
  // A filter that leaves fewer posts must not leave the table past their end.
  if (posts.isLoaded && first > 0 && first >= posts.total) setFirst(0);
  const columns = table.getVisibleLeafColumns().map((column) => column.id as PostColumnId);
  const gridTemplateColumns = columns.map((id) => COLUMN_WIDTHS[id]).join(' ');
  const whole = useRef<HTMLDivElement>(null);
  const asked = (): readonly PostRow[] => {
    if (selection.posts.length > 0) return selection.posts;
    const focused = focusedRow(whole.current);
    return posts.rows.filter(({ row }) => String(row) === focused);
  };
  const copied = useCopy(whole, asked, columns);
  const rows = table.getRowModel().rows;

  return (
    <div ref={whole} className="flex h-full flex-col">
      <div className="mb-2 flex items-center gap-3">
        <div className="mr-auto min-w-0">{title}</div>
        <span className="text-ink-soft text-xs" aria-live="polite" data-testid="copied">
          {copied ||
            (selection.posts.length > 0 && `${formatCounted(selection.posts.length, 'post')} selected`)}
        </span>
        <ColumnMenu {...choice} />
      </div>
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it
        tabIndex={0}
        data-testid="posts-table"
        data-current={posts.isCurrent}
        className="min-h-0 flex-1 overflow-auto rounded border border-line"
      >
        <div role="table" aria-label="Posts" aria-rowcount={posts.total + 1} className="min-w-fit">
          <HeaderRow table={table} gridTemplateColumns={gridTemplateColumns} />
          <div role="rowgroup" className="relative" style={{ height: posts.virtualizer.getTotalSize() }}>
            {posts.virtualizer.getVirtualItems().map((item) => (
              <BodyRow
                key={item.key}
                row={rows[item.index - posts.offset]}
                FlexRender={table.FlexRender}
                top={item.start}
                ariaRowIndex={first + item.index + 2}
                isSelected={selection.has(posts.rows[item.index - posts.offset]?.row ?? -1)}
                onClick={selection.onClick}
                gridTemplateColumns={gridTemplateColumns}
              />
            ))}
          </div>
        </div>
        {posts.isLoaded && posts.total === 0 && <p className="p-4 text-ink-soft">{emptyWords}</p>}
        {posts.error !== null && <p className="p-4 text-negative-ink">{posts.error}</p>}
      </div>
      {opened && <ReasonsDialog post={opened} onClose={() => setOpened(null)} />}
      <Pager offset={first} size={STRETCH} total={posts.total} onOffset={goTo} />
    </div>
  );
});

/** The dataset that a revision key is about. */
function datasetOf(revisionKey: string): string {
  return revisionKey.slice(0, revisionKey.lastIndexOf('#'));
}

/** Number of the row that has the focus, as its element says it; null where none has. */
function focusedRow(table: Element | null): string | null {
  const row = table?.contains(document.activeElement) ? document.activeElement?.closest('[data-row]') : null;
  return row?.getAttribute('data-row') ?? null;
}
