import Papa from 'papaparse';

/** One record of the decoded file, with its place in it in UTF-16 units. */
export interface SourceRecord {
  readonly fields: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly unclosedQuote: boolean;
}

/** How fields and records are told apart. */
export interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
  /** Sharpens the recognition of unclosed quotation marks; `null` where it is not known yet. */
  readonly columnCount: number | null;
}

/** What came out of a stretch of text that begins with a record. */
export interface ParsedSpan {
  readonly records: readonly SourceRecord[];
  /** Characters up to the end of the last record that is whole and sound. */
  readonly consumed: number;
  /** What follows them is a record whose quotation marks cannot be right. */
  readonly isSuspect: boolean;
}

interface StepResult {
  readonly data: readonly string[][];
  readonly errors: readonly { readonly code: string }[];
  readonly meta: { readonly cursor: number };
}

/**
 * Parses a stretch of text at the place `base` of the decoded file. Its last record counts only where the text
 * `isLast`, since more may follow it.
 */
export function parseSpan(text: string, base: number, dialect: Dialect, isLast: boolean): ParsedSpan {
  const records: SourceRecord[] = [];
  let consumed = 0;
  let isSuspect = false;
  const step = ({ data, errors, meta }: StepResult) => {
    const fields = data[0]!;
    const raw = { text, start: consumed, end: meta.cursor };
    if (errors.length > 0 && !isSound(fields, errors, dialect)) {
      isSuspect = true;
      parser.abort();
      return;
    }
    consumed = meta.cursor;
    if (isBlank(fields, raw)) return;
    dropCarriageReturn(fields, raw, dialect.delimiter);
    records.push({ fields, start: base + raw.start, end: base + raw.end, unclosedQuote: false });
  };
  const parser = new Papa.Parser({ delimiter: dialect.delimiter, newline: dialect.newline as '\n', step });
  parser.parse(text, 0, !isLast);
  return { records, consumed, isSuspect };
}

interface RawSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// A stray quotation mark inside one line, or inside a field that ends where it should, is part of the post. A
// field that runs over a line break into what looks like the opening of another field is two rows in one.
function isSound(
  fields: readonly string[],
  errors: StepResult['errors'],
  { delimiter, newline, columnCount }: Dialect,
): boolean {
  if (errors.some((error) => error.code === 'MissingQuotes')) return false;
  if (!fields.some((field) => field.includes(newline))) return true;
  if (columnCount !== null && fields.length !== columnCount) return false;
  return !fields.some((field) => {
    const at = field.indexOf(newline);
    return at >= 0 && (field.includes(`${newline}"`, at) || field.includes(`${delimiter}"`, at));
  });
}

function isBlank(fields: readonly string[], raw: RawSpan): boolean {
  if (fields.length !== 1 || fields[0]!.trim() !== '') return false;
  return raw.text.slice(raw.start, raw.end).trim() === '';
}

// Lines are split at \n, so that files of mixed line ends are read; the \r before it is no part of the field,
// unless it stood inside the quotation marks, and then the field does not begin right after a delimiter.
function dropCarriageReturn(fields: string[], raw: RawSpan, delimiter: string): void {
  const last = fields[fields.length - 1]!;
  if (!last.endsWith('\r') || raw.text.charCodeAt(raw.end - 1) !== 10) return;
  const from = raw.end - 1 - last.length;
  const isUnquoted = from === raw.start || raw.text.startsWith(delimiter, from - delimiter.length);
  if (isUnquoted && raw.text.startsWith(last, from)) fields[fields.length - 1] = last.slice(0, -1);
}

/**
 * A physical line, its line break included, as a record of its own: parsed where it is sound by itself, else
 * split at each delimiter as if quotation marks meant nothing, so that none of it is lost.
 */
export function parseLine(line: string, base: number, dialect: Dialect): readonly SourceRecord[] {
  const { delimiter, newline } = dialect;
  const content = (line.endsWith(newline) ? line.slice(0, -newline.length) : line).replace(/\r$/, '');
  const end = base + line.length;
  const alone = parseSpan(content + newline, base, dialect, false);
  if (alone.consumed > 0) return alone.records.map((record) => ({ ...record, end }));
  return [{ fields: content.split(delimiter), start: base, end, unclosedQuote: true }];
}
