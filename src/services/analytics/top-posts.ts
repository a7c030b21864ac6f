import { confidenceOfRow, type DatasetColumns } from './columns.ts';

/**
 * Rows of each of the classes `codes` with the surest scores, at most `limit` of each, in descending order of
 * certainty and, where that is the same, in file order.
 */
export function surestRows(
  columns: DatasetColumns,
  rows: Uint32Array,
  codes: readonly number[],
  limit: number,
): number[][] {
  const best = codes.map((): SurestList => ({ rows: [], certainties: [] }));
  const listOf = new Int8Array(256).fill(-1);
  codes.forEach((code, i) => {
    listOf[code] = i;
  });
  // A row must be surer than this to be among the best of its class: almost every row fails.
  const bars = new Float64Array(codes.length).fill(Number.NEGATIVE_INFINITY);
  const { label } = columns;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const list = listOf[label[row]!]!;
    if (list < 0) continue;
    const certainty = confidenceOfRow(columns, row);
    if (certainty > bars[list]!) bars[list] = insert(best[list]!, row, certainty, limit);
  }
  return best.map((list) => list.rows);
}

interface SurestList {
  readonly rows: number[];
  /** Of the rows, descending. */
  readonly certainties: number[];
}

/** Puts a row in its place, and gives the certainty that the next one must exceed. */
function insert({ rows, certainties }: SurestList, row: number, certainty: number, limit: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (certainties[middle]! >= certainty) low = middle + 1;
    else high = middle;
  }
  rows.splice(low, 0, row);
  certainties.splice(low, 0, certainty);
  if (rows.length > limit) {
    rows.pop();
    certainties.pop();
  }
  return rows.length === limit ? certainties[limit - 1]! : Number.NEGATIVE_INFINITY;
}

/** Key under which posts count as the same text: case, links, mentions, retweet marks and spacing ignored. */
export function sameTextKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\S+|@\w+|\brt\b/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
