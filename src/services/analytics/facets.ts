import { FACETS, type Facet } from '../../core/rows/facets.ts';
import { hasOtherLanguages, LANGUAGE_NAMES } from '../../core/rows/languages.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import { confidenceOfRow, type DatasetColumns } from './columns.ts';
import {
  type Breakdown,
  type BreakdownRequest,
  CONFIDENCE_EDGES,
  type FacetRow,
  type FacetTable,
  type GroupCounts,
} from './group-types.ts';
import { HOURS_A_WEEK } from './hour-cells.ts';
import type { OpenDataset } from './open-dataset.ts';
import { wantedCodes } from './selection.ts';
import { FILTER_OF, type PostFilter } from './types.ts';
import type { ValueColumn } from './value-columns.ts';

/** A value of a column with its counts, before it is known how it is written. */
export interface CountedValue extends GroupCounts {
  readonly id: number;
}

interface CountedFacet {
  readonly facet: Facet;
  readonly column: ValueColumn;
  readonly values: readonly CountedValue[];
  readonly others: number;
  readonly otherPosts: number;
}

/** A breakdown whose values are numbers yet. */
export type CountedBreakdown = Omit<Breakdown, 'facets'> & { readonly facets: readonly CountedFacet[] };

/**
 * Counts the posts that pass a filter by each column, by hour of the week and by confidence. Each count leaves that part
 * of the filter aside which is about the same, so that a person can switch from one value to another.
 */
export async function breakDown(
  dataset: OpenDataset,
  filter: PostFilter,
  request: BreakdownRequest,
): Promise<CountedBreakdown> {
  const { columns, hourCells } = dataset;
  const { foreign, read, refused } = dataset.record.counts;
  const values = await dataset.values.ready();
  const wanted = wantedCodes(filter.sentiments);
  // Mostly the parts left aside are empty, and all panels count the same rows.
  const known = new Map<string, Uint32Array>();
  const rowsWithout = async (part: keyof PostFilter, valueAt: ArrayLike<number>): Promise<Uint32Array> => {
    const rest = { ...filter, sentiments: null, [part]: null };
    const key = `${JSON.stringify(rest)} ${filter.distinct ? part : ''}`;
    const rows = known.get(key) ?? (await dataset.passingByValue(rest, valueAt));
    known.set(key, rows);
    return rows;
  };
  const facets: CountedFacet[] = [];
  for (const facet of FACETS) {
    const column = values.get(facet);
    if (!column) continue;
    if (facet === 'language' && !filter.languages && !hasOtherLanguages(foreign, read - refused)) continue;
    const part = FILTER_OF[facet];
    const { ids, dictionary } = column;
    const counts = countBy(columns.label, ids, dictionary.size, await rowsWithout(part, ids));
    const chosen = (filter[part] ?? []).map((value) => dictionary.find(value)).filter((id) => id > 0);
    facets.push({ facet, column, ...topValues(counts, wanted, chosen, request.limit) });
  }
  const cellOf = hourCells(request.zone);
  const hours = countBy(columns.label, cellOf, 256, await rowsWithout('hours', cellOf));
  // Only where a post of each bin is to be kept.
  const binOf = filter.distinct ? confidenceBins(columns) : [];
  return {
    facets,
    hours: {
      zone: request.zone,
      cells: Array.from({ length: HOURS_A_WEEK }, (_, cell) => groupAt(hours, cell, wanted)),
    },
    confidence: countByConfidence(columns, await rowsWithout('confidence', binOf), wanted),
  };
}

/** The values in words: as they are written in the first row that has them. */
export async function spellOut(
  dataset: OpenDataset,
  { facets, ...rest }: CountedBreakdown,
): Promise<Breakdown> {
  return {
    ...rest,
    facets: await Promise.all(
      facets.map(
        async ({ facet, column, values, others, otherPosts }): Promise<FacetTable> => ({
          facet,
          rows: await spellValues(dataset, facet, column, values),
          others,
          otherPosts,
        }),
      ),
    ),
  };
}

/** Values of a column as the file spells them, languages by name. */
export async function spellValues(
  { fields, sourceColumn }: OpenDataset,
  facet: Facet,
  { dictionary }: ValueColumn,
  values: readonly CountedValue[],
): Promise<FacetRow[]> {
  if (facet === 'language')
    return values.map(({ id, posts, counts }) => ({ value: LANGUAGE_NAMES[id]!, posts, counts }));
  const firstRows = values.map(({ id }) => dictionary.firstRow(id));
  const field = await fields.rows(firstRows);
  return values.map(({ posts, counts }, i) => ({
    value: field(firstRows[i]!, sourceColumn(facet)).trim(),
    posts,
    counts,
  }));
}

/** Posts by group and class, `[groups, 3]`, in one pass. */
export function countBy(
  label: Uint8Array,
  groups: Uint8Array | Uint16Array | Uint32Array,
  groupCount: number,
  rows: Uint32Array,
): Uint32Array {
  const counts = new Uint32Array(3 * groupCount);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    counts[3 * groups[row]! + label[row]!]!++;
  }
  return counts;
}

/** The counts of one group; `posts` are those of the classes in `wanted`. */
export function groupAt(counts: Uint32Array, group: number, wanted: Uint8Array): GroupCounts {
  const byClass: ClassCounts = [counts[3 * group]!, counts[3 * group + 1]!, counts[3 * group + 2]!];
  return { posts: postsOf(counts, group, wanted), counts: byClass };
}

function postsOf(counts: Uint32Array, group: number, wanted: Uint8Array): number {
  const at = 3 * group;
  return counts[at]! * wanted[0]! + counts[at + 1]! * wanted[1]! + counts[at + 2]! * wanted[2]!;
}

/** The values with most posts, at most `limit`, and those that were chosen besides; what is left in numbers. */
export function topValues(
  counts: Uint32Array,
  wanted: Uint8Array,
  chosen: readonly number[],
  limit: number,
): Pick<CountedFacet, 'values' | 'others' | 'otherPosts'> {
  const top: { id: number; posts: number }[] = [];
  let valuesWithPosts = 0;
  let total = 0;
  // From 1 on: a blank cell is no value.
  for (let id = 1; 3 * id < counts.length; id++) {
    const posts = postsOf(counts, id, wanted);
    if (posts === 0) continue;
    valuesWithPosts++;
    total += posts;
    if (top.length === limit && posts <= top[limit - 1]!.posts) continue;
    let place = top.length;
    while (place > 0 && top[place - 1]!.posts < posts) place--;
    top.splice(place, 0, { id, posts });
    if (top.length > limit) top.pop();
  }
  const ids = top.map(({ id }) => id);
  for (const id of chosen) if (!ids.includes(id)) ids.push(id);
  const values = ids.map((id) => ({ id, ...groupAt(counts, id, wanted) }));
  const shown = values.filter(({ posts }) => posts > 0);
  return {
    values,
    others: valuesWithPosts - shown.length,
    otherPosts: total - shown.reduce((sum, { posts }) => sum + posts, 0),
  };
}

function countByConfidence(columns: DatasetColumns, rows: Uint32Array, wanted: Uint8Array): number[] {
  const posts = new Uint32Array(LAST_BIN + 1);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (wanted[columns.label[row]!] === 1) posts[binOfConfidence(confidenceOfRow(columns, row))]!++;
  }
  return [...posts];
}

/** By row, the bin of its confidence. */
function confidenceBins(columns: DatasetColumns): Uint8Array {
  const bins = new Uint8Array(columns.rows);
  for (let row = 0; row < columns.rows; row++) bins[row] = binOfConfidence(confidenceOfRow(columns, row));
  return bins;
}

const LAST_BIN = CONFIDENCE_EDGES.length - 2;

function binOfConfidence(confidence: number): number {
  const first = CONFIDENCE_EDGES[0]!;
  const width = CONFIDENCE_EDGES[1]! - first;
  const bin = Math.min(LAST_BIN, Math.max(0, Math.floor((confidence - first) / width)));
  // Division may miss by the last digit; the filter compares with the edges themselves.
  if (bin > 0 && confidence < CONFIDENCE_EDGES[bin]!) return bin - 1;
  return bin < LAST_BIN && confidence >= CONFIDENCE_EDGES[bin + 1]! ? bin + 1 : bin;
}
