import { memo } from 'react';
import { ROW_HEIGHT_PX } from './use-post-window.ts';
import type { usePostsTable } from './use-posts-table.ts';

type Table = ReturnType<typeof usePostsTable>;

interface BodyRowProps {
  /** Undefined until the post is loaded. */
  readonly row: ReturnType<Table['getRowModel']>['rows'][number] | undefined;
  readonly FlexRender: Table['FlexRender'];
  /** Pixels from the top of the stretch. */
  readonly top: number;
  /** 1-based place among all rows, the header among them. */
  readonly ariaRowIndex: number;
  readonly gridTemplateColumns: string;
}

/** One post as a row of the table; drawn again only when the post, its place or the columns change. */
export const BodyRow = memo(function BodyRow(props: BodyRowProps) {
  const { row, FlexRender, top, ariaRowIndex, gridTemplateColumns } = props;
  return (
    <div
      role="row"
      aria-rowindex={ariaRowIndex}
      data-testid="post-row"
      className="absolute inset-x-0 grid items-center gap-3 border-line border-b px-3 hover:bg-raised"
      style={{ top, height: ROW_HEIGHT_PX, gridTemplateColumns }}
    >
      {row?.getVisibleCells().map((cell) => (
        <div key={cell.id} role="cell" className="min-w-0 truncate whitespace-normal">
          <FlexRender cell={cell} />
        </div>
      )) ?? <div role="cell" />}
    </div>
  );
});
