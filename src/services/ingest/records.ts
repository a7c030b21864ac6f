import Papa from 'papaparse';

/** One record of the decoded file, with its place in it in UTF-16 units. */
export interface SourceRecord {
  readonly fields: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly unclosedQuote: boolean;
}

/** Cuts decoded text into records as it comes in. Blank lines are no records. */
export interface RecordSplitter {
  push(text: string): void;
  /** No more text will come: the last record need not end in a line break. */
  finish(): void;
  /** The next records, maybe none of them; `null` where more text is needed, or nothing is left. */
  pull(): readonly SourceRecord[] | null;
}

/** Characters parsed at a time. */
const SPAN_CHARS = 1_000_000;
/** A record that does not end within so many characters is held to have an unclosed quotation mark. */
const MAX_WINDOW_CHARS = 8_000_000;
const MIN_WINDOW_CHARS = 64_000;
/** A line longer than this is cut, or a file without line breaks would have to fit into memory. */
const MAX_LINE_CHARS = 32_000_000;

/**
 * Papa Parse fed by hand. Where a quotation mark never closes, or closes only by swallowing the next rows, the
 * first line of that record is given as it stands and parsing goes on with the next line. The window in which
 * a record must end halves each time, so that a file full of such marks costs 64 kB of looking ahead a line
 * and not the whole file. `columnCount` sharpens the recognition; `null` where it is not known yet.
 */
export function createRecordSplitter(
  delimiter: string,
  newline: string,
  columnCount: number | null,
): RecordSplitter {
  let buffer = '';
  let base = 0;
  let isFinished = false;
  let lookAhead = MAX_WINDOW_CHARS;
  let span = SPAN_CHARS;
  let isCutting = false;

  const advance = (chars: number) => {
    buffer = buffer.slice(chars);
    base += chars;
    span = Math.min(SPAN_CHARS, lookAhead);
  };

  const cutLine = (): readonly SourceRecord[] | null => {
    const at = buffer.indexOf(newline);
    if (at < 0 && !isFinished && buffer.length < MAX_LINE_CHARS) return null;
    const chars = at < 0 ? buffer.length : at + newline.length;
    const line = parseLine(buffer.slice(0, chars), base, delimiter, newline);
    isCutting = false;
    lookAhead = Math.max(MIN_WINDOW_CHARS, lookAhead >> 1);
    advance(chars);
    return line;
  };

  return {
    push(text) {
      buffer = buffer === '' ? text : buffer + text;
    },
    finish() {
      isFinished = true;
    },
    pull() {
      while (buffer !== '') {
        if (isCutting) return cutLine();
        const text = buffer.length <= span ? buffer : buffer.slice(0, span);
        const isLast = isFinished && text.length === buffer.length;
        const parsed = parseSpan(text, base, { delimiter, newline, columnCount }, isLast);
        if (parsed.consumed > 0) {
          advance(parsed.consumed);
          isCutting = parsed.isSuspect;
          return parsed.records;
        }
        if (parsed.isSuspect || isLast || text.length >= lookAhead) {
          isCutting = true;
        } else {
          span = Math.min(span * 2, lookAhead);
          if (text.length === buffer.length) return null;
        }
      }
      return null;
    },
  };
}

interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
  readonly columnCount: number | null;
}

interface ParsedSpan {
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

function parseSpan(text: string, base: number, dialect: Dialect, isLast: boolean): ParsedSpan {
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
    dropCarriageReturn(fields, raw);
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
// unless it stood inside the quotation marks.
function dropCarriageReturn(fields: string[], raw: RawSpan): void {
  const last = fields[fields.length - 1]!;
  if (!last.endsWith('\r') || raw.text.charCodeAt(raw.end - 1) !== 10) return;
  if (raw.text.slice(raw.end - 1 - last.length, raw.end - 1) === last)
    fields[fields.length - 1] = last.slice(0, -1);
}

// The line is tried by itself first: it is sound where only the window was too short for it.
function parseLine(line: string, base: number, delimiter: string, newline: string): readonly SourceRecord[] {
  const content = (line.endsWith(newline) ? line.slice(0, -newline.length) : line).replace(/\r$/, '');
  const end = base + line.length;
  const alone = parseSpan(content + newline, base, { delimiter, newline, columnCount: null }, false);
  if (alone.consumed > 0) return alone.records.map((record) => ({ ...record, end }));
  return [{ fields: content.split(delimiter), start: base, end, unclosedQuote: true }];
}

/** The line break to split at: `\r` for files of old Macs, which have no `\n`, else `\n`. */
export function guessNewline(text: string): string {
  return !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
}
