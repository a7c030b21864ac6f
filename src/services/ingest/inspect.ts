import { err, ok, type Result } from '../../core/result.ts';
import { nameColumns, sampleRows } from '../../core/rows/columns.ts';
import { chooseDelimiter, DELIMITERS } from '../../core/rows/delimiter.ts';
import { hasHeader as guessHasHeader } from '../../core/rows/header.ts';
import { fitFields } from '../../core/rows/parse-row.ts';
import { guessMapping } from '../../core/rows/roles.ts';
import { encodingByMark, type SniffedFile, sniffFile } from '../../core/rows/sniff.ts';
import type { FileEncoding, FileProblem, SourceFormat } from '../../core/rows/types.ts';
import { openPieces, SourceReadError } from './byte-pieces.ts';
import { scanEncoding } from './encoding-scan.ts';
import { streamRecords } from './text-pieces.ts';
import type { ByteSource, FilePreview, FormatOverride } from './types.ts';

const HEAD_BYTES = 1 << 20;
/** The head grows to this where a megabyte does not hold two records: a first row of 5 MB, say. */
const LONG_HEAD_BYTES = 9 << 20;
/** Part of the head on which each delimiter is tried, and how many of its records count. */
const TRIAL_BYTES = 128 << 10;
const TRIAL_RECORDS = 200;
/** Records that the roles of columns are guessed from. */
const SAMPLE_RECORDS = 5000;
const PREVIEW_ROWS = 20;
const PREVIEW_CELL_CHARS = 500;

/**
 * Looks at the first megabyte of a source and says how to read it. A file without a text column is no problem
 * here: its mapping just names none. Never throws for bad data.
 */
export async function inspectFile(
  source: ByteSource,
  name: string,
): Promise<Result<FilePreview, FileProblem>> {
  return inspectFileAs(source, name, { encoding: null, delimiter: null, hasHeader: null });
}

/** As `inspectFile`, with what the person set right; the rest is guessed anew on that ground. */
export async function inspectFileAs(
  source: ByteSource,
  name: string,
  override: FormatOverride,
): Promise<Result<FilePreview, FileProblem>> {
  if (source.size === 0) return err({ code: 'empty-file', detail: name });
  try {
    const sniffed = await sniffSource(source);
    if (!sniffed.ok) return sniffed;
    const encoding = override.encoding ?? (await settleEncoding(source, sniffed.value));
    const { compression } = sniffed.value;
    let head = await readHead(source, compression, HEAD_BYTES);
    let table = await readTable(head, encoding, override.delimiter);
    if (table.rows.length < 2 && !head.isWhole) {
      head = await readHead(source, compression, LONG_HEAD_BYTES);
      table = await readTable(head, encoding, override.delimiter);
    }
    return previewOf(source, name, { ...table, compression, encoding }, override.hasHeader, head);
  } catch (cause) {
    if (cause instanceof SourceReadError) return err(cause.problem);
    throw cause;
  }
}

interface Head {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The head is all there is. */
  readonly isWhole: boolean;
  /** Why nothing can follow the head although the content does not end there. */
  readonly broken: SourceReadError | null;
}

interface Table {
  readonly delimiter: string;
  readonly rows: readonly (readonly string[])[];
}

/** A gzip is sniffed again by what is in it. */
async function sniffSource(source: ByteSource): Promise<Result<SniffedSource, FileProblem>> {
  const outer = await readHead(source, 'none', HEAD_BYTES);
  const sniffed = sniffFile(outer.bytes);
  if (!sniffed.ok || sniffed.value.compression === 'none') {
    return sniffed.ok ? ok({ ...sniffed.value, head: outer.bytes }) : sniffed;
  }
  const inner = await readHead(source, 'gzip', HEAD_BYTES);
  if (inner.bytes.length === 0) return err({ code: 'empty-file', detail: '' });
  const content = sniffFile(inner.bytes);
  if (!content.ok) return content;
  if (content.value.compression === 'gzip') return err({ code: 'archive', detail: 'gzip in gzip' });
  return ok({ encoding: content.value.encoding, compression: 'gzip', head: inner.bytes });
}

interface SniffedSource extends SniffedFile {
  readonly head: Uint8Array;
}

async function settleEncoding(source: ByteSource, sniffed: SniffedSource): Promise<FileEncoding> {
  const isUtf16 = sniffed.encoding === 'utf-16le' || sniffed.encoding === 'utf-16be';
  if (isUtf16 || encodingByMark(sniffed.head) !== null) return sniffed.encoding;
  return scanEncoding(source, sniffed.compression);
}

/** The first `limit` bytes of the content. Throws `SourceReadError` only where there is not a single one. */
async function readHead(
  source: ByteSource,
  compression: SourceFormat['compression'],
  limit: number,
): Promise<Head> {
  const pieces = openPieces(source, compression, limit);
  try {
    const bytes = (await pieces.next()) ?? new Uint8Array(0);
    if (bytes.length >= limit) return { bytes: bytes.subarray(0, limit), isWhole: false, broken: null };
    const broken = await pieces.next().then(
      () => null,
      (cause: unknown) => (cause instanceof SourceReadError ? cause : Promise.reject(cause)),
    );
    return { bytes, isWhole: broken === null, broken };
  } finally {
    await pieces.close();
  }
}

async function readTable(head: Head, encoding: FileEncoding, delimiter: string | null): Promise<Table> {
  const chosen = delimiter ?? (await findDelimiter(head, encoding));
  return { delimiter: chosen, rows: await readRecords(head, encoding, chosen, SAMPLE_RECORDS + 1) };
}

async function findDelimiter(head: Head, encoding: FileEncoding): Promise<string> {
  const trial = {
    bytes: head.bytes.subarray(0, TRIAL_BYTES),
    isWhole: head.isWhole && head.bytes.length <= TRIAL_BYTES,
    broken: null,
  };
  const trials = [];
  for (const delimiter of DELIMITERS) {
    let records = await readRecords(trial, encoding, delimiter, TRIAL_RECORDS);
    if (records.length < 2) records = await readRecords(head, encoding, delimiter, TRIAL_RECORDS);
    trials.push({ delimiter, records });
  }
  return chooseDelimiter(trials);
}

/** Records of the head; the one that its end cuts is left out. */
async function readRecords(
  head: Head,
  encoding: FileEncoding,
  delimiter: string,
  limit: number,
): Promise<readonly (readonly string[])[]> {
  let isRead = false;
  const pieces = {
    async next() {
      if (isRead && !head.isWhole) throw CUT;
      if (isRead) return null;
      isRead = true;
      return head.bytes;
    },
  };
  const stream = streamRecords(pieces, encoding, delimiter, null);
  const rows: (readonly string[])[] = [];
  try {
    for (
      let batch = await stream.next();
      batch !== null && rows.length < limit;
      batch = await stream.next()
    ) {
      for (const record of batch) rows.push(record.fields);
    }
  } catch (cause) {
    if (cause !== CUT) throw cause;
  }
  return rows.slice(0, limit);
}

const CUT = new Error('the end of the head');

type ReadTable = Table & SniffedFile;

function previewOf(
  source: ByteSource,
  name: string,
  table: ReadTable,
  override: boolean | null,
  head: Head,
): Result<FilePreview, FileProblem> {
  const { rows, delimiter, encoding, compression } = table;
  if (rows.length === 0 && head.isWhole) return err({ code: 'empty-file', detail: name });
  const hasHeader = override ?? guessHasHeader(rows.slice(0, TRIAL_RECORDS));
  const data = hasHeader ? rows.slice(1) : rows;
  if (data.length === 0 && head.broken !== null) return err(head.broken.problem);
  if (data.length === 0 && head.isWhole)
    return err({ code: 'header-only', detail: (rows[0] ?? []).join(delimiter) });
  const columns = nameColumns(hasHeader ? (rows[0] ?? []) : null, data);
  const format: SourceFormat = { encoding, compression, delimiter, hasHeader, columns };
  return ok({
    name,
    sizeBytes: source.size,
    format,
    mapping: guessMapping(columns, hasHeader, sampleRows(data, columns.length, delimiter)),
    rows: data
      .slice(0, PREVIEW_ROWS)
      .map((row) =>
        fitFields(row, columns.length, delimiter).map((cell) => cell.slice(0, PREVIEW_CELL_CHARS)),
      ),
  });
}
