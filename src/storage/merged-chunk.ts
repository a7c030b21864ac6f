import { repeatedString, type TextColumn } from '../core/columns/text-column.ts';
import type { RowIssue } from '../core/rows/types.ts';
import type { MergePart } from './ports.ts';

/** The fields of a chunk under the header of a merged table. */
export function mergedFields(
  { cells }: MergePart,
  fields: readonly TextColumn[],
  rows: number,
): readonly TextColumn[] {
  return cells.map((cell) => (typeof cell === 'number' ? fields[cell]! : repeatedString(cell, rows)));
}

/** Issues of rows that `rowsBefore` others stand before now. */
export function movedIssues(issues: readonly RowIssue[], rowsBefore: number): RowIssue[] {
  return issues.map((issue) => ({ ...issue, rowNumber: issue.rowNumber + rowsBefore }));
}
