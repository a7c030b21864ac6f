import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { unpackStrings } from '../src/core/columns/text-column.ts';
import { csvLine } from '../src/core/csv/csv-line.ts';
import { type ScoredClasses, scoredHeader, scoredLines } from '../src/core/csv/scored-csv.ts';
import { isForeign } from '../src/core/rows/languages.ts';
import { problemCause } from '../src/core/rows/problems.ts';
import type { Mapping, PostChunk, SourceFormat } from '../src/core/rows/types.ts';
import type { Domain } from '../src/core/scores/domain.ts';
import { spreadScores } from '../src/core/scores/spread.ts';
import type { Scores } from '../src/core/scores/types.ts';
import { SourceReadError } from '../src/services/ingest/byte-pieces.ts';
import { inspectFileAs } from '../src/services/ingest/inspect.ts';
import { languagesIn, loadLanguageOf } from '../src/services/ingest/language.ts';
import { openReader } from '../src/services/ingest/reader.ts';
import { type FileSource, openFile } from './score-file.ts';
import { type ScoreOptions, UserError } from './score-options.ts';

/** Scores texts of a domain, or each by itself; one entry per text, none of them empty. */
export type ScoreTexts = (texts: readonly string[], domain: Domain | null) => Promise<Scores>;

/** What scores a file. */
export interface FileScorer {
  /** The domain of a file that begins with these posts; null where each of its posts is looked at by itself. */
  domainOf(beginning: readonly string[]): Promise<Domain | null>;
  readonly scoreTexts: ScoreTexts;
}

/** What came of a run. */
export interface ScoredTable {
  readonly counts: ScoreCounts;
  readonly domain: Domain | null;
}

/** How far a run is. */
export interface ScoreCounts {
  readonly rowsRead: number;
  readonly rowsScored: number;
  readonly rowsRefused: number;
  /** Rows found to be in another language than the model learnt. */
  readonly rowsForeign: number;
}

/** Called after each chunk. */
export type OnProgress = (counts: ScoreCounts) => void;

/** A source understood and ready to be scored. */
export interface OpenTable {
  /** The input as the person named it. */
  readonly name: string;
  readonly source: FileSource;
  readonly format: SourceFormat;
  readonly mapping: Mapping;
}

/** Looks at the input as the app does. Throws `UserError` for a file that is no table or has no text column. */
export async function openTable(
  options: Pick<ScoreOptions, 'input' | 'text' | 'hasHeader'>,
): Promise<OpenTable> {
  const source = await openFile(options.input);
  const override = { encoding: null, delimiter: null, hasHeader: options.hasHeader };
  const preview = await inspectFileAs(source, options.input, override);
  if (!preview.ok) throw new UserError(`${options.input}: ${problemCause(preview.error)}`);
  const { name, format, mapping } = preview.value;
  if (options.text !== null)
    return { name, source, format, mapping: withText(format, mapping, options.text) };
  if (mapping.roles.includes('text')) return { name, source, format, mapping };
  throw new UserError(`No column looks like text. Name one with --text COLUMN. ${listColumns(format)}`);
}

function withText(format: SourceFormat, mapping: Mapping, wanted: string): Mapping {
  const lower = wanted.toLowerCase();
  const named = format.columns.findIndex((column) => column.trim().toLowerCase() === lower);
  const numbered = Number(/^column_(\d+)$/.exec(lower)?.[1] ?? 0) - 1;
  const at = named >= 0 ? named : numbered;
  if (at < 0 || at >= format.columns.length) {
    throw new UserError(`No column is named ${wanted}. ${listColumns(format)}`);
  }
  return {
    ...mapping,
    roles: mapping.roles.map((role, i) => (i === at ? 'text' : role === 'text' ? null : role)),
  };
}

function listColumns(format: SourceFormat): string {
  const names = format.columns.map((column, i) => column.replace(/\s+/g, ' ').trim() || `column_${i + 1}`);
  return `The columns are: ${names.join(', ')}.`;
}

/** Where a table is written before it is whole. */
export function partPath(output: string): string {
  return `${output}.part`;
}

/**
 * Writes the scored table chunk by chunk to `output`, by way of `partPath`, so that the name either has the
 * whole table or is untouched. On failure the part is removed.
 */
export async function writeScoredTable(
  table: OpenTable,
  output: string,
  scorer: FileScorer,
  onProgress: OnProgress,
): Promise<ScoredTable> {
  const part = partPath(output);
  const file = createWriteStream(part);
  try {
    await once(file, 'open');
    const scored = await pump(table, file, scorer, onProgress);
    file.end();
    await finished(file);
    await rename(part, output);
    return scored;
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    if (error instanceof SourceReadError)
      throw new UserError(`${table.name}: ${problemCause(error.problem)}`);
    throw error;
  }
}

async function pump(
  { source, format, mapping }: OpenTable,
  file: WriteStream,
  { domainOf, scoreTexts }: FileScorer,
  onProgress: OnProgress,
): Promise<ScoredTable> {
  const reader = openReader(source, format, mapping);
  const text = mapping.roles.indexOf('text');
  const languageOf = await loadLanguageOf();
  let counts: ScoreCounts = { rowsRead: 0, rowsScored: 0, rowsRefused: 0, rowsForeign: 0 };
  try {
    let chunk = await reader.next();
    const domain = await domainOf(chunk ? textsIn(chunk, text) : []);
    const classes = await classesOf(scoreTexts);
    file.write(csvLine(scoredHeader(format, classes), ','));
    for (; chunk !== null; chunk = await reader.next()) {
      const scores = spreadScores(await scoreTexts(textsIn(chunk, text), domain), chunk.refused);
      const lines = scoredLines(chunk.fields, chunk.rowCount, scores, classes, ',');
      if (!file.write(lines)) await once(file, 'drain');
      const refused = chunk.refused.reduce((sum, flag) => sum + flag, 0);
      counts = {
        rowsRead: counts.rowsRead + chunk.rowCount,
        rowsScored: counts.rowsScored + chunk.rowCount - refused,
        rowsRefused: counts.rowsRefused + refused,
        rowsForeign: counts.rowsForeign + languagesIn(chunk, text, languageOf).filter(isForeign).length,
      };
      onProgress(counts);
    }
    return { counts, domain };
  } finally {
    await reader.close();
  }
}

/** How many classes the scores are of: the header must know before there is a first row with a score. */
async function classesOf(scoreTexts: ScoreTexts): Promise<ScoredClasses> {
  const { classes } = await scoreTexts(['.'], null);
  return classes.length > 0 ? 3 : 2;
}

/** The texts of the rows that are not refused; column `text` has them. */
export function textsIn(chunk: PostChunk, text: number): string[] {
  return unpackStrings(chunk.fields[text]!).filter((_, row) => chunk.refused[row] === 0);
}
