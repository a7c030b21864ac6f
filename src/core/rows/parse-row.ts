import { sumCounts } from './counts.ts';
import { parseDate } from './dates.ts';
import type { DateOrder, Mapping, NoteCode, RefusalCode, RowIssue, SourceFormat } from './types.ts';

/** Longest row that is scored, in characters of the file. */
export const MAX_ROW_CHARS = 1_000_000;

/** One record as the file has it, before any column is interpreted. */
export interface RawRow {
  readonly fields: readonly string[];
  /** Length in the decoded file, in UTF-16 units, quotes and delimiters included. */
  readonly chars: number;
  /** The record is a physical line that opens a quotation mark and never closes it. */
  readonly unclosedQuote: boolean;
  /** Some of its bytes did not fit the encoding of the file. */
  readonly undecodable: boolean;
}

/** What a run over a file needs to know about its columns, worked out once. */
export interface RowPlan {
  readonly columnCount: number;
  readonly delimiter: string;
  /** Place of the text column, 0-based. */
  readonly text: number;
  /** Place of the time column, or `null`. */
  readonly time: number | null;
  readonly engagement: readonly number[];
  readonly dateOrder: DateOrder;
}

/** A row ready for its chunk. */
export interface ParsedRow {
  /** Exactly one cell per column; what a refused row has too much is in the last cell. */
  readonly fields: readonly string[];
  /** UTC milliseconds; NaN where there is no readable date. */
  readonly epochMs: number;
  readonly engagement: number;
  readonly isRefused: boolean;
  /** One refusal, or any number of notes. */
  readonly issues: readonly RowIssue[];
}

/** Works out the plan. Throws `RangeError` where no column is the text: ask for it before a run. */
export function planRows(format: SourceFormat, mapping: Mapping): RowPlan {
  const text = mapping.roles.indexOf('text');
  if (text < 0 || text >= format.columns.length) throw new RangeError('the mapping names no text column');
  const time = mapping.roles.indexOf('time');
  return {
    columnCount: format.columns.length,
    delimiter: format.delimiter,
    text,
    time: time < 0 ? null : time,
    engagement: mapping.roles.flatMap((role, i) => (role === 'engagement' ? [i] : [])),
    dateOrder: mapping.dateOrder,
  };
}

/** Interprets one record. `rowNumber` is 1-based, the header not counted. */
export function parseRow(row: RawRow, rowNumber: number, plan: RowPlan): ParsedRow {
  const fields = fitFields(row.fields, plan.columnCount, plan.delimiter);
  const epochMs = plan.time === null ? Number.NaN : parseDate(fields[plan.time]!, plan.dateOrder);
  const engagement = sumCounts(plan.engagement.map((column) => fields[column]!));
  const refusal = refusalOf(row, plan);
  if (refusal !== null) {
    const detail = refusalDetail(refusal, row, plan);
    return {
      fields,
      epochMs,
      engagement,
      isRefused: true,
      issues: [issue('refused', rowNumber, refusal, detail)],
    };
  }
  return {
    fields,
    epochMs,
    engagement,
    isRefused: false,
    issues: notesOn(row, rowNumber, fields, epochMs, plan),
  };
}

/**
 * Exactly `columnCount` cells: missing ones are empty, surplus ones are joined by the delimiter into the last,
 * so that nothing of the row is lost.
 */
export function fitFields(
  fields: readonly string[],
  columnCount: number,
  delimiter: string,
): readonly string[] {
  if (fields.length === columnCount) return fields;
  if (fields.length < columnCount) {
    return [...fields, ...Array.from({ length: columnCount - fields.length }, () => '')];
  }
  return [...fields.slice(0, columnCount - 1), fields.slice(columnCount - 1).join(delimiter)];
}

function refusalOf(row: RawRow, plan: RowPlan): RefusalCode | null {
  if (row.chars > MAX_ROW_CHARS) return 'row-too-long';
  if (row.unclosedQuote) return 'unclosed-quote';
  if (row.fields.length > plan.columnCount) return 'too-many-fields';
  if (row.fields.length <= plan.text) return 'too-few-fields';
  return VISIBLE.test(row.fields[plan.text]!) ? null : 'empty-text';
}

// Anything but white space, control characters and what has no width: a post of NULs alone says nothing.
const VISIBLE = /[^\s\p{Cc}\u200b\u2060\ufeff]/u;

function refusalDetail(code: RefusalCode, row: RawRow, plan: RowPlan): string {
  if (code === 'row-too-long') return `${row.chars.toLocaleString('en')} characters`;
  if (code === 'too-many-fields' || code === 'too-few-fields') {
    return `${row.fields.length} fields, ${plan.columnCount} columns`;
  }
  return excerpt(row.fields.join(plan.delimiter));
}

function notesOn(
  row: RawRow,
  rowNumber: number,
  fields: readonly string[],
  epochMs: number,
  plan: RowPlan,
): readonly RowIssue[] {
  const notes: RowIssue[] = [];
  if (plan.time !== null && Number.isNaN(epochMs)) {
    notes.push(issue('noted', rowNumber, 'no-date', excerpt(fields[plan.time]!)));
  }
  const withNul = fields.find((field) => field.includes('\0'));
  if (withNul !== undefined) notes.push(issue('noted', rowNumber, 'nul-characters', excerpt(withNul)));
  if (row.undecodable)
    notes.push(issue('noted', rowNumber, 'undecodable-bytes', excerpt(fields[plan.text]!)));
  return notes;
}

function issue(kind: 'refused', rowNumber: number, code: RefusalCode, detail: string): RowIssue;
function issue(kind: 'noted', rowNumber: number, code: NoteCode, detail: string): RowIssue;
function issue(
  kind: RowIssue['kind'],
  rowNumber: number,
  code: RefusalCode | NoteCode,
  detail: string,
): RowIssue {
  return { kind, rowNumber, code, detail } as RowIssue;
}

function excerpt(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
