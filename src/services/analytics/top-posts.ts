import { NOT_SCORED } from '../../core/scores/types.ts';
import { confidenceOfRow, type DatasetColumns } from './columns.ts';

/**
 * Rows of the class `code` with the surest scores, at least `wanted` of them where there are as many, in
 * descending order of certainty; `excess` times as many are given so that the caller can drop repeated texts.
 */
export function surestRows(
  columns: DatasetColumns,
  rows: Uint32Array,
  code: number,
  wanted: number,
  excess: number,
): number[] {
  if (code === NOT_SCORED) return [];
  const limit = wanted * excess;
  const certainty = (row: number): number => confidenceOfRow(columns, row);
  // A small sorted list beats sorting all rows: almost every row fails the first comparison.
  const best: number[] = [];
  for (const row of rows) {
    if (columns.label[row] !== code) continue;
    const value = certainty(row);
    if (best.length === limit && value <= certainty(best[limit - 1]!)) continue;
    let at = best.length;
    while (at > 0 && certainty(best[at - 1]!) < value) at--;
    best.splice(at, 0, row);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** Key under which posts count as the same text: case, links, mentions, retweet marks and spacing ignored. */
export function sameTextKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\S+|@\w+|\brt\b/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
