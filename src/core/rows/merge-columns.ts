import type { ColumnRole } from './types.ts';

/** A table that is merged with others. */
export interface MergedTable {
  readonly columns: readonly string[];
  /** One entry a column. */
  readonly roles: readonly (ColumnRole | null)[];
  /** What its rows are said to come from, where no column of it says so. */
  readonly fileName: string;
}

/** The columns of several tables under one header. */
export interface MergedColumns {
  readonly columns: readonly string[];
  readonly roles: readonly (ColumnRole | null)[];
  /** For each table, what stands in each of `columns`: the number of its own column, or one text in all rows. */
  readonly cells: readonly (readonly (number | string)[])[];
}

/** Name of the column that says which file a row came from. */
export const FILE_COLUMN = 'source_file';

interface Column {
  readonly name: string;
  readonly role: ColumnRole | null;
}

/**
 * Puts tables under one header: columns of the same role are one, whatever their names; the others, and those of
 * engagement, of which there may be several, are one where their names are the same but for case. A table without a
 * column has empty cells in it. A column tells the files apart.
 */
export function mergeColumns(tables: readonly MergedTable[]): MergedColumns {
  const merged: Column[] = [];
  const places = tables.map(({ columns, roles }) => {
    const taken = new Set<number>();
    return columns.map((name, i) => {
      const role = roles[i] ?? null;
      const known = merged.findIndex((column, at) => !taken.has(at) && isSame(column, { name, role }));
      const at = known >= 0 ? known : merged.push({ name: freeName(name, merged), role }) - 1;
      taken.add(at);
      return at;
    });
  });
  const hasFile = merged.some(({ role }) => role === 'file');
  if (!hasFile) merged.push({ name: freeName(FILE_COLUMN, merged), role: 'file' });
  return {
    columns: merged.map(({ name }) => name),
    roles: merged.map(({ role }) => role),
    cells: tables.map(({ fileName }, table) =>
      merged.map(({ role }, at) => {
        const own = places[table]!.indexOf(at);
        if (own >= 0) return own;
        return role === 'file' ? fileName : '';
      }),
    ),
  };
}

function isSame(a: Column, b: Column): boolean {
  const isNamed = (role: ColumnRole | null): boolean => role === null || role === 'engagement';
  if (a.role !== b.role) return false;
  return !isNamed(a.role) || a.name.toLowerCase() === b.name.toLowerCase();
}

function freeName(name: string, columns: readonly Column[]): string {
  const isTaken = (wanted: string): boolean =>
    columns.some((column) => column.name.toLowerCase() === wanted.toLowerCase());
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${name}_${n}`;
  return free;
}
