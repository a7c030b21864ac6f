import type { TextColumn } from '../columns/text-column.ts';

/** What a column of the file means. A column without a role is kept and exported, but not interpreted. */
export const COLUMN_ROLES = [
  'text',
  'time',
  'author',
  'brand',
  'platform',
  'file',
  'label',
  'engagement',
  'id',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

/** How the bytes of a file become rows of fields. */
export interface SourceFormat {
  readonly encoding: FileEncoding;
  readonly compression: 'none' | 'gzip';
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Column names in file order; `column_1`, `column_2`, ... where the file has no header. */
  readonly columns: readonly string[];
}

/** How a date such as 03/04/2019 is read. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** Which column plays which part. Only `engagement` may be given to several columns; they are summed. */
export interface Mapping {
  /** One entry per column of the source, in file order. */
  readonly roles: readonly (ColumnRole | null)[];
  readonly dateOrder: DateOrder;
}

/** Why a row could not be scored. */
export const REFUSAL_CODES = [
  'empty-text',
  'too-many-fields',
  'too-few-fields',
  'unclosed-quote',
  'row-too-long',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What is odd about a row that was scored all the same. */
export const NOTE_CODES = ['no-date', 'nul-characters', 'undecodable-bytes'] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** One line of the ledger. `refused` rows are not scored; `noted` ones are. */
export type RowIssue =
  | {
      readonly kind: 'refused';
      /** 1-based number of the data row in the file, the header not counted. */
      readonly rowNumber: number;
      readonly code: RefusalCode;
      /** What was found, at most 200 characters, for display. */
      readonly detail: string;
    }
  | { readonly kind: 'noted'; readonly rowNumber: number; readonly code: NoteCode; readonly detail: string };

/** A run of consecutive rows of one file, column by column. Refused rows are in it too, so that none is lost. */
export interface PostChunk {
  /** 0-based position of the first row in the file, the header not counted. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** The fields as they came, one column per source column. */
  readonly fields: readonly TextColumn[];
  /** UTC milliseconds per row; NaN where there is no readable date. */
  readonly epochMs: Float64Array<ArrayBuffer>;
  /** Sum of the engagement columns per row; NaN where there is none. */
  readonly engagement: Float64Array<ArrayBuffer>;
  /** 1 where the row was refused, else 0. */
  readonly refused: Uint8Array<ArrayBuffer>;
  readonly issues: readonly RowIssue[];
}

/** A chunk whose posts were looked at for the language that they are in. */
export interface ToldChunk extends PostChunk {
  /** Place of each row's language in `core/rows/languages`. */
  readonly language: Uint8Array<ArrayBuffer>;
}

/** Why a whole file was not accepted. The words for a person are in `core/rows/problems.ts`. */
export const FILE_PROBLEM_CODES = [
  'empty-file',
  'pdf',
  'html',
  'spreadsheet',
  'archive',
  'json',
  'xml',
  'binary',
  'header-only',
  'unreadable',
] as const;
export type FileProblemCode = (typeof FILE_PROBLEM_CODES)[number];
export interface FileProblem {
  readonly code: FileProblemCode;
  readonly detail: string;
}
