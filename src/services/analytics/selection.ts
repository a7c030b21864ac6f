import { NOT_SCORED, SENTIMENTS } from '../../core/scores/types.ts';
import type { DatasetColumns } from './columns.ts';
import type { PostFilter } from './types.ts';

/**
 * The scored rows that pass a filter, ascending.
 * `matches` holds 1 per row whose text was found, or is null where nothing is searched for.
 */
export function selectRows(
  columns: DatasetColumns,
  filter: PostFilter,
  matches: Uint8Array | null,
): Uint32Array {
  const { epochMs, label, rows } = columns;
  const wanted = wantedCodes(filter.sentiments);
  const { time } = filter;
  const selected = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (wanted[label[row]!] === 0) continue;
    // A NaN time fails both comparisons, so undated posts leave as soon as a time range is set.
    if (time !== null && !(epochMs[row]! >= time.fromMs && epochMs[row]! < time.toMs)) continue;
    if (matches !== null && matches[row] === 0) continue;
    selected[count++] = row;
  }
  return selected.slice(0, count);
}

/** By label code, 1 for the classes that a filter keeps; null keeps all. A row without a score is in none. */
export function wantedCodes(sentiments: PostFilter['sentiments']): Uint8Array {
  const wanted = new Uint8Array(256);
  for (const [code, sentiment] of SENTIMENTS.entries())
    wanted[code] = sentiments === null || sentiments.includes(sentiment) ? 1 : 0;
  wanted[NOT_SCORED] = 0;
  return wanted;
}
