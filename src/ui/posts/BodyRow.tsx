import { type MouseEvent, memo } from 'react';
import type { PostRow } from '../../app/types.ts';
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
  readonly isSelected: boolean;
  /** Comes before the row's own click. `place`: 0-based among all rows. */
  readonly onClick: (event: MouseEvent, place: number, post: PostRow) => void;
}

/** One post as a row of the table; drawn again only when the post, its place or the columns change. */
export const BodyRow = memo(function BodyRow(props: BodyRowProps) {
  const { row, FlexRender, top, ariaRowIndex, gridTemplateColumns, isSelected, onClick } = props;
  return (
    <div
      role="row"
      aria-rowindex={ariaRowIndex}
      aria-selected={isSelected || undefined}
      data-testid="post-row"
      data-row={row?.original.row}
      className="absolute inset-x-0 grid items-center gap-3 border-line border-b px-3 hover:bg-raised aria-selected:bg-accent-soft"
      style={{ top, height: ROW_HEIGHT_PX, gridTemplateColumns }}
      onClickCapture={(event) => row && onClick(event, ariaRowIndex - 2, row.original)}
    >
      {row?.getVisibleCells().map((cell) => (
        <div key={cell.id} role="cell" className="min-w-0 truncate whitespace-normal">
          <FlexRender cell={cell} />
        </div>
      )) ?? <div role="cell" />}
    </div>
  );
});
