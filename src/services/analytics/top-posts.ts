/**
 * Rows of each of the classes `codes` with the largest values, at most `limit` of each, in descending order and, where
 * values are the same, in file order. Rows whose value is NaN are left out.
 * @param label class by row
 */
export function topRows(
  label: Uint8Array,
  rows: Uint32Array,
  codes: readonly number[],
  limit: number,
  valueAt: (row: number) => number,
): number[][] {
  const best = codes.map((): TopList => ({ rows: [], values: [] }));
  const listOf = new Int8Array(256).fill(-1);
  codes.forEach((code, i) => {
    listOf[code] = i;
  });
  // A row must exceed this to be among the first of its class: almost every row fails.
  const bars = new Float64Array(codes.length).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const list = listOf[label[row]!]!;
    if (list < 0) continue;
    const value = valueAt(row);
    if (value > bars[list]!) bars[list] = insert(best[list]!, row, value, limit);
  }
  return best.map((list) => list.rows);
}

interface TopList {
  readonly rows: number[];
  /** Of the rows, descending. */
  readonly values: number[];
}

/** Puts a row in its place, and gives the value that the next one must exceed. */
function insert({ rows, values }: TopList, row: number, value: number, limit: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! >= value) low = middle + 1;
    else high = middle;
  }
  rows.splice(low, 0, row);
  values.splice(low, 0, value);
  if (rows.length > limit) {
    rows.pop();
    values.pop();
  }
  return rows.length === limit ? values[limit - 1]! : Number.NEGATIVE_INFINITY;
}

/** Key under which posts count as the same text: case, links, mentions, retweet marks and spacing ignored. */
export function sameTextKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\S+|@\w+|\brt\b/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
