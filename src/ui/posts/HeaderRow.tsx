import { SortIcon } from '../icons.tsx';
import type { usePostsTable } from './use-posts-table.ts';

interface HeaderRowProps {
  readonly table: ReturnType<typeof usePostsTable>;
  readonly gridTemplateColumns: string;
}

/** Column names; a click sorts all posts by the column, another turns the order round. */
export function HeaderRow({ table, gridTemplateColumns }: HeaderRowProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-raised">
      {table.getHeaderGroups().map((group) => (
        <div
          key={group.id}
          role="row"
          className="grid items-center gap-3 border-line border-b px-3 py-1.5 text-ink-soft text-xs"
          style={{ gridTemplateColumns }}
        >
          {group.headers.map((header) => (
            <Header key={header.id} table={table} header={header} />
          ))}
        </div>
      ))}
    </div>
  );
}

type Table = HeaderRowProps['table'];
type TableHeader = ReturnType<Table['getHeaderGroups']>[number]['headers'][number];
const ARIA_SORT = { asc: 'ascending', desc: 'descending', none: 'none' } as const;

function Header({ table, header }: { readonly table: Table; readonly header: TableHeader }) {
  const sorted = header.column.getIsSorted();
  if (!header.column.getCanSort())
    return (
      <div role="columnheader" className="font-medium">
        <table.FlexRender header={header} />
      </div>
    );
  return (
    <div role="columnheader" aria-sort={ARIA_SORT[sorted || 'none']}>
      <button
        type="button"
        className="flex items-center gap-1 rounded font-medium hover:text-ink"
        onClick={header.column.getToggleSortingHandler()}
      >
        <table.FlexRender header={header} />
        {sorted !== false && <SortIcon descending={sorted === 'desc'} />}
      </button>
    </div>
  );
}
