import { memo, useRef, useState } from 'react';
import type { PostFilter, PostRow, PostSort } from '../../app/types.ts';
import { Pager } from '../controls/Pager.tsx';
import { ReasonsDialog } from '../reasons/ReasonsDialog.tsx';
import { useEmptyWords } from '../use-empty-words.ts';
import { BodyRow } from './BodyRow.tsx';
import { COLUMN_WIDTHS, type PostColumnId } from './columns.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { STRETCH, usePostWindow } from './use-post-window.ts';
import { FILE_ORDER, usePostsTable } from './use-posts-table.ts';

interface PostsTableProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
}

/** All posts that pass the filter; only those on screen are drawn, or even known here. */
export const PostsTable = memo(function PostsTable({ filter, revisionKey }: PostsTableProps) {
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
  const table = usePostsTable(posts.rows, sort, filter.search, sortBy, setOpened);
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
