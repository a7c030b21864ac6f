import { sortByKey } from '../../core/columns/radix-order.ts';
import { type RowBits, rowsOf } from '../../core/columns/row-bits.ts';
import type { TextColumn } from '../../core/columns/text-column.ts';
import { languageName } from '../../core/rows/languages.ts';
import type { ColumnRole } from '../../core/rows/types.ts';
import { sentimentOf } from '../../core/scores/confidence.ts';
import type { Scores } from '../../core/scores/types.ts';
import { type DatasetRecord, type Storage, StorageError } from '../../storage/ports.ts';
import {
  appendColumns,
  classesOfRow,
  confidenceOfRow,
  createColumns,
  type DatasetColumns,
  setScores,
} from './columns.ts';
import { createDuplicateIndex, type DuplicateIndex } from './duplicate-index.ts';
import { createFieldReader, type FieldReader } from './field-reader.ts';
import type { HourCells } from './hour-cells.ts';
import { inOrder } from './in-order.ts';
import { createMemo } from './memo.ts';
import { createSearchIndex } from './search-index.ts';
import { createSelection, type Selection } from './selection.ts';
import { sortKeys } from './sort-keys.ts';
import { createTermIndex, type TermIndex } from './term-index.ts';
import { createTextScan } from './text-scan.ts';
import { createTopicIndex, type TopicIndex } from './topic-index.ts';
import type { PostFilter, PostRow, PostSort } from './types.ts';
import { createValueColumns, type ValueColumns } from './value-columns.ts';

// A table shows two lines of a text; a review may have a million characters, which no page should carry.
const TEXT_SHOWN = 600;
// Views ask for the selection with and without its filter by class, each many times over.
const SELECTIONS_KEPT = 2;

/** One dataset held open: its numbers in memory, its texts within reach, its last selection remembered. */
export interface OpenDataset {
  readonly record: DatasetRecord;
  /** Grows with each `sync`: answers that were given before it may no longer hold. */
  readonly version: number;
  readonly columns: DatasetColumns;
  readonly fields: FieldReader;
  /** The texts of chunk `index`. */
  texts(index: number): Promise<TextColumn>;
  /** Authors, brands, platforms and languages by number. */
  readonly values: ValueColumns;
  readonly hourCells: HourCells;
  /** Which rows say the same. */
  readonly duplicates: DuplicateIndex;
  /** The terms of each post, and its topic; read and found when first asked for. */
  readonly terms: TermIndex;
  readonly topics: TopicIndex;
  /** The scores of chunk `index` as they are stored; undefined where it is not scored. */
  scores(index: number): Promise<Scores | undefined>;
  /** Picks up what was stored since the last call. */
  sync(): Promise<void>;
  /** Scored rows that pass the filter, as a set that is the caller's own. */
  passing(filter: PostFilter): Promise<RowBits>;
  readonly passingByValue: Selection['passingByValue'];
  /** The same rows, ascending. */
  select(filter: PostFilter): Promise<Uint32Array>;
  /** The same rows in the order of `sort`. */
  sorted(filter: PostFilter, sort: PostSort): Promise<Uint32Array>;
  /** Rows with everything a table shows of them. */
  read(rows: ArrayLike<number>): Promise<PostRow[]>;
  /** The whole text of a row. */
  text(row: number): Promise<string>;
  /** Index of the source column with a role, or -1. */
  sourceColumn(role: ColumnRole): number;
}

/** Opens a stored dataset; `sync` has run once. Throws where there is none with this id. */
export async function openDataset(storage: Storage, datasetId: string): Promise<OpenDataset> {
  const columns = createColumns();
  const scored = new Set<number>();
  const fields = createFieldReader(storage.posts, datasetId, columns);
  let record = await load(storage, datasetId);
  let version = 0;
  const selections = createMemo<Uint32Array>(SELECTIONS_KEPT);
  const orders = createMemo<Uint32Array>(SELECTIONS_KEPT);
  const keys = createMemo<ArrayLike<number>>(1);
  const texts = createTextScan(fields);
  const sourceColumn = (role: ColumnRole): number => record.mapping.roles.indexOf(role);
  const values = createValueColumns(fields, columns, sourceColumn, texts.offer);
  const search = createSearchIndex(columns, texts, () => sourceColumn('text'), values);
  async function textsOf(index: number): Promise<TextColumn> {
    // The columns that posts are counted by are read in any case, and texts come along: reading both at once would
    // read the store twice.
    if (!texts.kept(index)) await values.ready();
    const kept = texts.kept(index);
    if (kept) return kept;
    const read = (await fields.stored(index))[sourceColumn('text')]!;
    texts.offer(index, read);
    return read;
  }
  const duplicates = createDuplicateIndex({
    columns,
    texts: textsOf,
    isWhole: () => record.phase !== 'reading',
  });
  const terms = createTermIndex({ columns, texts: textsOf });
  const topics = createTopicIndex(terms);
  const { passing, passingByValue, hourCells } = createSelection(
    columns,
    search,
    values,
    duplicates,
    topics,
    () => version,
  );

  async function sync(): Promise<void> {
    record = await load(storage, datasetId);
    const known = columns.chunkStarts.length;
    const added = Array.from({ length: record.chunkCount - known }, (_, i) => known + i);
    await inOrder(
      added,
      (index) => storage.posts.columns(datasetId, index),
      (index, chunk) => {
        // A gap would put later rows in the wrong place.
        if (chunk && index === columns.chunkStarts.length) appendColumns(columns, chunk);
      },
    );
    const unread = (await storage.scores.scoredChunks(datasetId)).filter(
      (index) => !scored.has(index) && index < columns.chunkStarts.length,
    );
    await inOrder(
      unread,
      (index) => storage.scores.get(datasetId, index),
      (index, scores) => {
        if (!scores) return;
        setScores(columns, index, scores);
        scored.add(index);
      },
    );
    version++;
  }

  const select = (filter: PostFilter): Promise<Uint32Array> =>
    selections(`${version} ${JSON.stringify(filter)}`, async () => rowsOf(await passing(filter)));

  const dataset: OpenDataset = {
    get record() {
      return record;
    },
    get version() {
      return version;
    },
    columns,
    fields,
    texts: textsOf,
    values,
    hourCells,
    duplicates,
    terms,
    topics,
    scores: (index) => storage.scores.get(datasetId, index),
    sync,
    passing,
    passingByValue,
    select,
    sorted: (filter, sort) =>
      orders(`${version} ${JSON.stringify([filter, sort])}`, async () => {
        const rows = await select(filter);
        if (sort.key === 'row' && !sort.descending) return rows;
        const key = await keys(`${version} ${sort.key}`, () =>
          sortKeys(sort.key, columns, fields, sourceColumn),
        );
        return sortByKey(rows, key, sort.descending);
      }),
    read: (rows) => readRows(Array.from(rows), columns, fields, sourceColumn),
    text: async (row) => (await fields.rows([row]))(row, sourceColumn('text')),
    sourceColumn,
  };
  await sync();
  return dataset;
}

async function load(storage: Storage, datasetId: string): Promise<DatasetRecord> {
  const record = await storage.datasets.get(datasetId);
  if (!record) throw new StorageError('not-found', `The dataset ${datasetId} is no longer there.`);
  return record;
}

async function readRows(
  rows: readonly number[],
  columns: DatasetColumns,
  fields: FieldReader,
  sourceColumn: (role: ColumnRole) => number,
): Promise<PostRow[]> {
  const field = await fields.rows(rows);
  const [text, author, brand, platform] = (['text', 'author', 'brand', 'platform'] as const).map(
    sourceColumn,
  );
  const optional = (row: number, column: number): string | null =>
    column < 0 ? null : field(row, column).trim() || null;
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return rows.map((row) => ({
    row,
    text: shown(field(row, text!)),
    author: optional(row, author!),
    brand: optional(row, brand!),
    platform: optional(row, platform!),
    language: languageName(columns.language[row]!),
    epochMs: known(columns.epochMs[row]!),
    engagement: known(columns.engagement[row]!),
    sentiment: sentimentOf(columns.label[row]!) ?? 'Neutral',
    probability: columns.probability[row]!,
    confidence: confidenceOfRow(columns, row),
    classes: classesOfRow(columns, row),
  }));
}

function shown(text: string): string {
  return text.length <= TEXT_SHOWN ? text : `${text.slice(0, TEXT_SHOWN)}…`;
}
