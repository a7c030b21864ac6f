import {
  allBits,
  createBits,
  keepCommon,
  type RowBits,
  rowsOf,
  setBit,
} from '../../core/columns/row-bits.ts';
import { oneOfEach, oneOfEachValue } from '../../core/duplicates/one-of-each.ts';
import { FACETS } from '../../core/rows/facets.ts';
import { NOT_SCORED, SENTIMENTS } from '../../core/scores/types.ts';
import { confidenceOfRow, type DatasetColumns } from './columns.ts';
import type { DuplicateIndex } from './duplicate-index.ts';
import { createHourCells, HOURS_A_WEEK, type HourCells } from './hour-cells.ts';
import { createMemo } from './memo.ts';
import type { SearchIndex } from './search-index.ts';
import { rowsOfTopics, type TopicIndex } from './topic-index.ts';
import { FILTER_OF, type PostFilter } from './types.ts';
import type { ValueColumn, ValueColumns } from './value-columns.ts';

// A bit a row: 200 kB each at 1.6 million rows.
const PARTS_KEPT = 32;

/** Tells which scored rows pass a filter. */
export interface Selection {
  /** A set that is the caller's own. Throws where the filter names topics that are not found yet. */
  passing(filter: PostFilter): Promise<RowBits>;
  /**
   * The same rows, ascending, for counts by value, of which each row has one: of posts that say the same, one is kept
   * of each value, so that the number at a value is the number of posts that a filter by it leaves.
   */
  passingByValue(filter: PostFilter, valueAt: ArrayLike<number>): Promise<Uint32Array>;
  readonly hourCells: HourCells;
}

/**
 * Each part of a filter is a set of rows, and those are remembered: when one part changes, one pass is made, and the
 * sets are cut. A panel that counts under all parts but its own costs no more.
 */
export function createSelection(
  columns: DatasetColumns,
  search: SearchIndex,
  values: ValueColumns,
  duplicates: DuplicateIndex,
  topics: TopicIndex,
  version: () => number,
): Selection {
  const parts = createMemo<RowBits | null>(PARTS_KEPT);
  const hourCells = createHourCells(columns);

  function partOf(part: keyof PostFilter, filter: PostFilter): Promise<RowBits | null> {
    const value = filter[part];
    if (part === 'distinct') return Promise.resolve(null);
    if (part !== 'sentiments' && (value === null || value === '')) return Promise.resolve(null);
    return parts(`${version()} ${part} ${JSON.stringify(value)}`, async () => {
      if (part === 'search') return search.find(filter.search);
      if (part === 'topics') {
        const known = topics.current();
        if (!known) throw new Error('the topics are not found yet');
        return rowsOfTopics(known, filter.topics!, columns.rows);
      }
      const facet = FACETS.find((name) => FILTER_OF[name] === part);
      if (!facet) return rowsOfPart(columns, part, filter, hourCells);
      return rowsWithValues((await values.ready()).get(facet), filter[FILTER_OF[facet]]!, columns.rows);
    });
  }

  async function passingAll(filter: PostFilter): Promise<RowBits> {
    const bits = allBits(columns.rows);
    for (const part of Object.keys(filter) as (keyof PostFilter)[]) {
      const ofPart = await partOf(part, filter);
      if (ofPart) keepCommon(bits, ofPart);
    }
    return bits;
  }

  /** One post of each group of those that pass, the class left aside; remembered, for each class is cut from it. */
  function distinctOf(filter: PostFilter): Promise<RowBits | null> {
    const ofAnyClass: PostFilter = { ...filter, sentiments: null };
    return parts(`${version()} distinct ${JSON.stringify(ofAnyClass)}`, async () => {
      const groupOf = await duplicates.ready();
      const rows = rowsOf(await passingAll(ofAnyClass));
      return oneOfEach(rows, { groupOf, epochMs: columns.epochMs }, columns.rows);
    });
  }

  async function passing(filter: PostFilter): Promise<RowBits> {
    if (!filter.distinct) return passingAll(filter);
    const bits = (await distinctOf(filter))!.slice();
    const ofClass = await partOf('sentiments', filter);
    return ofClass ? keepCommon(bits, ofClass) : bits;
  }

  return {
    hourCells,
    passing,
    async passingByValue(filter, valueAt) {
      if (!filter.distinct) return rowsOf(await passing(filter));
      const groupOf = await duplicates.ready();
      const wanted = wantedCodes(filter.sentiments);
      const rows = rowsOf(await passingAll({ ...filter, sentiments: null }));
      const distinct = oneOfEachValue(rows, { groupOf, epochMs: columns.epochMs }, valueAt, columns.rows);
      return distinct.filter((row) => wanted[columns.label[row]!] === 1);
    },
  };
}

function rowsOfPart(
  columns: DatasetColumns,
  part: keyof PostFilter,
  { sentiments, time, hours, confidence }: PostFilter,
  hourCells: HourCells,
): RowBits | null {
  const { rows, label, epochMs } = columns;
  const bits = createBits(rows);
  if (part === 'sentiments') {
    const wanted = wantedCodes(sentiments);
    for (let row = 0; row < rows; row++) if (wanted[label[row]!] === 1) setBit(bits, row);
  } else if (part === 'time' && time) {
    const { fromMs, toMs } = time;
    // A NaN time fails both comparisons, so undated posts leave as soon as a time range is set.
    for (let row = 0; row < rows; row++)
      if (epochMs[row]! >= fromMs && epochMs[row]! < toMs) setBit(bits, row);
  } else if (part === 'hours' && hours) {
    const cells = hourCells(hours.zone);
    const wanted = new Uint8Array(256);
    for (const cell of hours.cells) if (cell < HOURS_A_WEEK) wanted[cell] = 1;
    for (let row = 0; row < rows; row++) if (wanted[cells[row]!] === 1) setBit(bits, row);
  } else if (part === 'confidence' && confidence) {
    const { from } = confidence;
    const to = confidence.to >= 1 ? Number.POSITIVE_INFINITY : confidence.to;
    for (let row = 0; row < rows; row++) {
      const ofRow = confidenceOfRow(columns, row);
      if (ofRow >= from && ofRow < to) setBit(bits, row);
    }
  } else return null;
  return bits;
}

function rowsWithValues(column: ValueColumn | undefined, values: readonly string[], rows: number): RowBits {
  const bits = createBits(rows);
  if (!column) return bits;
  const wanted = new Uint8Array(column.dictionary.size);
  for (const value of values) {
    const id = column.dictionary.find(value);
    if (id > 0) wanted[id] = 1;
  }
  for (let row = 0; row < rows; row++) if (wanted[column.ids[row]!] === 1) setBit(bits, row);
  return bits;
}

/** By label code, 1 for the classes that a filter keeps; null keeps all. A row without a score is in none. */
export function wantedCodes(sentiments: PostFilter['sentiments']): Uint8Array {
  const wanted = new Uint8Array(256);
  for (const [code, sentiment] of SENTIMENTS.entries())
    wanted[code] = sentiments === null || sentiments.includes(sentiment) ? 1 : 0;
  wanted[NOT_SCORED] = 0;
  return wanted;
}
