import { isForeign } from '../core/rows/languages.ts';
import type { ToldChunk } from '../core/rows/types.ts';
import { NOT_SCORED, type Scores } from '../core/scores/types.ts';
import type { RowCounts } from './ports.ts';

/** The counts after one more chunk of rows. */
export function addChunk(counts: RowCounts, chunk: ToldChunk): RowCounts {
  const refused = chunk.refused.reduce((sum, flag) => sum + flag, 0);
  const notedRows = new Set(
    chunk.issues.filter((issue) => issue.kind === 'noted').map((issue) => issue.rowNumber),
  );
  return {
    read: counts.read + chunk.rowCount,
    scored: counts.scored,
    refused: counts.refused + refused,
    noted: counts.noted + notedRows.size,
    foreign: counts.foreign + chunk.language.reduce((sum, place) => sum + Number(isForeign(place)), 0),
  };
}

/** How many rows of the chunk carry a score. */
export function scoredRows(scores: Pick<Scores, 'label'>): number {
  return scores.label.reduce((sum, label) => sum + (label === NOT_SCORED ? 0 : 1), 0);
}
