import { type Dialect, parseLine, parseSpan, type SourceRecord } from './record-spans.ts';

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
/** Lines cut at a time where quotation marks do not close. */
const CUT_LINES = 2048;

/**
 * Papa Parse fed by hand. Where a quotation mark never closes, or closes only by swallowing the next rows, the
 * first line of that record is given as it stands and parsing goes on with the next line. A file full of such
 * marks costs neither its square nor a look ahead for each: the window in which a record must end halves each
 * time, and a window in which nothing closed is cut line by line up to its middle, since no later mark can
 * find an end there either.
 */
export function createRecordSplitter(dialect: Dialect): RecordSplitter {
  let buffer = '';
  /** Place of the buffer in the decoded file. */
  let base = 0;
  let isFinished = false;
  let lookAhead = MAX_WINDOW_CHARS;
  let span = SPAN_CHARS;
  /** Up to here lines are cut one by one. */
  let cutUntil = 0;

  const advance = (chars: number) => {
    buffer = buffer.slice(chars);
    base += chars;
  };

  const cutLines = (): readonly SourceRecord[] | null => {
    const records: SourceRecord[] = [];
    for (let lines = 0; lines < CUT_LINES && base < cutUntil && buffer !== ''; lines++) {
      const at = buffer.indexOf(dialect.newline);
      if (at < 0 && !isFinished && buffer.length < MAX_LINE_CHARS) return lines === 0 ? null : records;
      const chars = at < 0 ? buffer.length : at + dialect.newline.length;
      for (const record of parseLine(buffer.slice(0, chars), base, dialect)) records.push(record);
      advance(chars);
    }
    return records;
  };

  // `scanned` characters were looked at from the start of a record that has no sound end in them.
  const giveUp = (scanned: number, isToEnd: boolean) => {
    cutUntil = base + (isToEnd ? scanned : Math.max(1, scanned >> 1));
    lookAhead = Math.max(MIN_WINDOW_CHARS, lookAhead >> 1);
    span = Math.min(SPAN_CHARS, lookAhead);
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
        if (base < cutUntil) return cutLines();
        const text = buffer.length <= span ? buffer : buffer.slice(0, span);
        const isLast = isFinished && text.length === buffer.length;
        const parsed = parseSpan(text, base, dialect, isLast);
        advance(parsed.consumed);
        if (parsed.isSuspect) giveUp(1, true);
        if (parsed.consumed > 0) {
          span = Math.min(SPAN_CHARS, lookAhead);
          return parsed.records;
        }
        if (parsed.isSuspect) continue;
        if (isLast || text.length >= lookAhead) {
          giveUp(text.length, isLast);
        } else {
          span = Math.min(span * 2, lookAhead);
          if (text.length === buffer.length) return null;
        }
      }
      return null;
    },
  };
}

/** The line break to split at: `\r` for files of old Macs, which have no `\n`, else `\n`. */
export function guessNewline(text: string): string {
  return !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
}
