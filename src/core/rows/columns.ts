import { isProse, usualFieldCount } from './delimiter.ts';
import { numberedNames } from './names.ts';
import { fitFields } from './parse-row.ts';

/** From this share of the rows on, fields beyond the header are columns that it forgot to name. */
const SURPLUS_SHARE = 0.95;

/**
 * The columns of a table: those of the header, numbered ones without it. Where practically every row has the
 * same surplus (a delimiter at the end of each, say) the header gets numbered columns for it. Otherwise the
 * surplus comes from bare delimiters inside the posts, and its rows are refused rather than cut.
 */
export function nameColumns(
  header: readonly string[] | null,
  data: readonly (readonly string[])[],
): readonly string[] {
  const usual = usualFieldCount(data);
  if (header === null) return numberedNames(usual);
  if (usual <= header.length || !isSameSurplus(header.length, usual, data)) return header;
  return [...header, ...numberedNames(usual).slice(header.length)];
}

/**
 * The rows that roles are guessed from: those without a surplus, in which every cell is in its column. Where
 * all have one, all of them, the surplus joined to the last cell.
 */
export function sampleRows(
  data: readonly (readonly string[])[],
  columnCount: number,
  delimiter: string,
): readonly (readonly string[])[] {
  const fitting = data.filter((row) => row.length <= columnCount);
  return fitting.length > 0 ? fitting : data.map((row) => fitFields(row, columnCount, delimiter));
}

function isSameSurplus(named: number, usual: number, data: readonly (readonly string[])[]): boolean {
  const same = data.filter((row) => row.length === usual);
  if (same.length >= data.length * SURPLUS_SHARE) return !isProse(same, named);
  // A delimiter at the end of every line, and bare ones inside some posts besides.
  const atLeast = data.filter((row) => row.length >= usual).length;
  return (
    atLeast >= data.length * SURPLUS_SHARE && same.every((row) => row.slice(named).join('').trim() === '')
  );
}
