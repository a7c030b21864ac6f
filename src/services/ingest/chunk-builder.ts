import { packStrings } from '../../core/columns/text-column.ts';
import { type ParsedRow, parseRow, type RawRow, type RowPlan } from '../../core/rows/parse-row.ts';
import type { PostChunk, RowIssue } from '../../core/rows/types.ts';

/** Characters after which a chunk ends early, so that long rows do not make huge chunks. */
const MAX_CHUNK_CHARS = 4_000_000;

/** Collects rows of one chunk. */
export interface ChunkBuilder {
  add(row: RawRow): void;
  readonly isFull: boolean;
  readonly rowCount: number;
  build(): PostChunk;
}

/** Builder for at most `maxRows` rows from the 0-based row `firstRow` on. */
export function createChunkBuilder(plan: RowPlan, firstRow: number, maxRows: number): ChunkBuilder {
  const rows: ParsedRow[] = [];
  const issues: RowIssue[] = [];
  let chars = 0;
  return {
    add(raw) {
      const row = parseRow(raw, firstRow + rows.length + 1, plan);
      rows.push(row);
      for (const issue of row.issues) issues.push(issue);
      chars += raw.chars;
    },
    get isFull() {
      return rows.length >= maxRows || chars >= MAX_CHUNK_CHARS;
    },
    get rowCount() {
      return rows.length;
    },
    build() {
      return {
        firstRow,
        rowCount: rows.length,
        fields: Array.from({ length: plan.columnCount }, (_, column) =>
          packStrings(rows.map((row) => row.fields[column]!)),
        ),
        epochMs: Float64Array.from(rows, (row) => row.epochMs),
        engagement: Float64Array.from(rows, (row) => row.engagement),
        refused: Uint8Array.from(rows, (row) => (row.isRefused ? 1 : 0)),
        issues,
      };
    },
  };
}
