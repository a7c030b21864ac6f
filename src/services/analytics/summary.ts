import { isForeign } from '../../core/rows/languages.ts';
import { NOT_SCORED, SENTIMENTS } from '../../core/scores/types.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { RowCounts } from '../../storage/ports.ts';
import { confidenceOfRow, type DatasetColumns } from './columns.ts';
import { wantedCodes } from './selection.ts';
import { spanOf } from './trend-query.ts';
import type { PostFilter, Summary } from './types.ts';

/**
 * Totals in one pass over `rows`, which pass the filter but for the class; what concerns the classes chosen is told
 * from the label.
 */
export function summarise(
  columns: DatasetColumns,
  counts: RowCounts,
  rows: Uint32Array,
  { sentiments }: Pick<PostFilter, 'sentiments'>,
  unsureBelow: number | null,
): Summary {
  const { epochMs, label, language } = columns;
  const wanted = wantedCodes(sentiments);
  const below = unsureBelow ?? Number.NEGATIVE_INFINITY;
  const byLabel = new Uint32Array(256);
  let undated = 0;
  let selected = 0;
  let confidence = 0;
  let unsure = 0;
  let foreign = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = label[row]!;
    byLabel[code]!++;
    if (Number.isNaN(epochMs[row]!)) undated++;
    if (wanted[code] === 0) continue;
    selected++;
    const ofRow = confidenceOfRow(columns, row);
    confidence += ofRow;
    if (ofRow < below) unsure++;
    if (isForeign(language[row]!)) foreign++;
  }
  const byClass: ClassCounts = [byLabel[0]!, byLabel[1]!, byLabel[2]!];
  return {
    counts,
    selected,
    byClass,
    net: netSentiment(byClass[0], byClass[2], rows.length),
    meanConfidence: confidence / selected,
    unsure: unsureBelow === null ? null : unsure,
    foreign: counts.foreign === 0 ? null : foreign,
    undated,
    span: spanOf(columns, rows),
  };
}

/** Share of negative posts in `bins` equal steps of time, or of rows where none has a date; NaN without posts. */
export function sparklineOf(columns: DatasetColumns, rows: Uint32Array, bins: number): number[] {
  const { epochMs, label } = columns;
  const span = spanOf(columns, rows);
  const total = new Uint32Array(bins);
  const negative = new Uint32Array(bins);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const place = span ? (epochMs[row]! - span.fromMs) / (span.toMs - span.fromMs || 1) : i / rows.length;
    if (Number.isNaN(place) || label[row] === NOT_SCORED) continue;
    const bin = Math.min(bins - 1, Math.floor(place * bins));
    total[bin]!++;
    if (SENTIMENTS[label[row]!] === 'Negative') negative[bin]!++;
  }
  return Array.from(total, (n, bin) => negative[bin]! / n);
}
