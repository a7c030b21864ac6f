import { unpackStrings } from '../../core/columns/text-column.ts';
import { csvLine } from '../../core/csv/csv-line.ts';
import { scoredFields, scoredHeader } from '../../core/csv/scored-csv.ts';
import { noteText, refusalText } from '../../core/rows/problems.ts';
import type { RowIssue } from '../../core/rows/types.ts';
import { NOT_SCORED, type Scores } from '../../core/scores/types.ts';
import type { Ledger } from './ledger.ts';
import type { OpenDataset } from './open-dataset.ts';

const DELIMITER = ',';
const CSV_TYPE = 'text/csv;charset=utf-8';

/**
 * The source's columns with the scores, UTF-8, in file order: all rows, refused ones with empty scores, or
 * only `rows` (ascending). Each chunk becomes a Blob at once: the browser may keep those on disk, and no more than one
 * chunk is in this worker's memory.
 */
export async function exportScored(dataset: OpenDataset, rows: Uint32Array | null): Promise<Blob> {
  const { columns, record, fields } = dataset;
  const classes = columns.hasClasses ? 3 : 2;
  const parts = [new Blob([csvLine(scoredHeader(record.format, classes), DELIMITER)])];
  let at = 0;
  for (let index = 0; index < columns.chunkStarts.length; index++) {
    const start = columns.chunkStarts[index]!;
    const end = columns.chunkStarts[index + 1] ?? columns.rows;
    const first = at;
    if (rows) while (at < rows.length && rows[at]! < end) at++;
    const wanted = rows ? rows.subarray(first, at) : rangeOf(start, end);
    if (wanted.length === 0) continue;
    const cells = (await fields.chunk(index)).map(unpackStrings);
    // The numbers in memory are rounded; those in the store are not.
    const scores = (await dataset.scores(index)) ?? unscored(end - start);
    let lines = '';
    for (const row of wanted) {
      const source = cells.map((column) => column[row - start]!);
      lines += csvLine(scoredFields(source, scores, row - start, classes), DELIMITER);
    }
    parts.push(new Blob([lines]));
  }
  return new Blob(parts, { type: CSV_TYPE });
}

function unscored(rows: number): Scores {
  const none = new Float32Array(rows).fill(Number.NaN);
  return { probability: none, label: new Uint8Array(rows).fill(NOT_SCORED), classes: new Float32Array(0) };
}

/** The ledger as CSV: row number, what became of the row, why, and what was found. */
export async function exportIssues(ledger: Ledger): Promise<Blob> {
  const parts = [csvLine(['row', 'outcome', 'reason', 'found'], DELIMITER)];
  for await (const issues of ledger.all())
    parts.push(issues.map((issue) => csvLine(issueFields(issue), DELIMITER)).join(''));
  return new Blob(parts, { type: CSV_TYPE });
}

function issueFields(issue: RowIssue): string[] {
  return [
    String(issue.rowNumber),
    issue.kind === 'refused' ? 'refused' : 'scored',
    issue.kind === 'refused' ? refusalText(issue.code) : noteText(issue.code),
    issue.detail,
  ];
}

function rangeOf(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i);
}
