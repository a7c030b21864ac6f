import { rowsOf } from '../../core/columns/row-bits.ts';
import type { Facet } from '../../core/rows/facets.ts';
import type { BucketSize } from '../../core/trend/buckets.ts';
import { type SegmentChange, type SegmentCounts, splitChange } from '../../core/trend/change.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import { mainSpan } from '../../core/trend/main-span.ts';
import type { Zone } from '../../core/trend/zone.ts';
import type { DatasetColumns } from './columns.ts';
import { axisOver, countBuckets } from './compare-axis.ts';
import { countBy, groupAt, spellValues, topValues } from './facets.ts';
import type { CompareRequest, Comparison, Segment } from './group-types.ts';
import type { OpenDataset } from './open-dataset.ts';
import { wantedCodes } from './selection.ts';
import { zoneOf } from './trend-query.ts';
import { FILTER_OF, type PostFilter } from './types.ts';

type Period = NonNullable<PostFilter['time']>;
type CountedSegment = Omit<Segment, 'value'> & { readonly id: number };

/** A comparison whose segments are numbers yet. */
export type CountedComparison = Omit<Comparison, 'segments'> & {
  readonly segments: readonly CountedSegment[];
};

const OTHERS = -1;
const CODES = [0, 1, 2] as const;

/**
 * Counts the posts that pass a filter by the values of a column, over the time and in two periods, or by those periods
 * alone. The filter by that column and by class is left aside.
 */
export async function compare(
  dataset: OpenDataset,
  filter: PostFilter,
  { by, limit, zone }: CompareRequest,
): Promise<CountedComparison> {
  const rest: PostFilter = {
    ...filter,
    sentiments: null,
    ...(by === 'period' ? {} : { [FILTER_OF[by]]: null }),
  };
  const rows = rowsOf(await dataset.passing(rest));
  const periods = periodsOf(dataset.columns, rows, filter.time);
  const [earlier, later] = periods
    ? [await rowsIn(dataset, rest, periods.before), await rowsIn(dataset, rest, periods.after)]
    : [NO_ROWS, NO_ROWS];
  const sets: RowSets = { rows, earlier, later };
  const segments =
    by === 'period'
      ? comparePeriods(dataset, filter, sets, periods, zoneOf(zone))
      : await compareValues(dataset, filter, rest, sets, by, limit, zoneOf(zone));
  const { label } = dataset.columns;
  return {
    ...{ by, periods, zone, segments: segments.list, size: segments.size },
    before: classesOf(label, earlier),
    after: classesOf(label, later),
  };
}

interface RowSets {
  readonly rows: Uint32Array;
  /** Rows of the two periods. */
  readonly earlier: Uint32Array;
  readonly later: Uint32Array;
}

interface Segments {
  readonly list: readonly CountedSegment[];
  readonly size: BucketSize | null;
}

const NO_ROWS = new Uint32Array(0);

/** Rows that pass a filter in a period. */
export async function rowsIn(dataset: OpenDataset, filter: PostFilter, time: Period): Promise<Uint32Array> {
  return rowsOf(await dataset.passing({ ...filter, time }));
}

/**
 * The parts of the change are those of every single value; what is not shown by itself is summed up, so that they add up
 * to the change.
 */
async function compareValues(
  { columns, values, passingByValue }: OpenDataset,
  filter: PostFilter,
  rest: PostFilter,
  { earlier, later }: RowSets,
  by: Facet,
  limit: number,
  zone: Zone,
): Promise<Segments> {
  const column = (await values.ready()).get(by);
  if (!column) return { list: [], size: null };
  const { ids, dictionary } = column;
  const { size: valueCount } = dictionary;
  // As the panels that filter count; the periods count a post that was repeated once, so that their parts add up.
  const rows = await passingByValue(rest, ids);
  const [counts, before, after] = [rows, earlier, later].map((set) =>
    countBy(columns.label, ids, valueCount, set),
  ) as [Uint32Array, Uint32Array, Uint32Array];
  const parts = splitChange(segmentCounts(before), segmentCounts(after));
  const chosen = (filter[FILTER_OF[by]] ?? []).map((value) => dictionary.find(value)).filter((id) => id > 0);
  const wanted = wantedCodes(filter.sentiments);
  const shown = topValues(counts, wanted, chosen, limit).values.map(({ id }) => id);
  const segmentOf = new Uint8Array(valueCount).fill(shown.length);
  shown.forEach((id, segment) => {
    segmentOf[id] = segment;
  });
  const axis = axisOver(mainSpan(columns.epochMs, rows), zone);
  const trends = axis && countBuckets(columns, rows, (row) => segmentOf[ids[row]!]!, shown.length + 1, axis);
  const starts = axis?.starts ?? [];
  const list = shown.map(
    (id, segment): CountedSegment => ({
      ...{ id, starts, trend: trends?.[segment] ?? [], ...parts[id]! },
      ...groupAt(counts, id, wanted),
      before: groupAt(before, id, wanted).counts,
      after: groupAt(after, id, wanted).counts,
    }),
  );
  const restOf = (all: Uint32Array): ClassCounts => {
    const left = totalOf(all);
    for (const id of shown) for (const code of CODES) left[code] -= all[3 * id + code]!;
    return left;
  };
  const others: CountedSegment = {
    ...{
      id: OTHERS,
      starts,
      trend: trends?.at(-1) ?? [],
      ...sumOf(parts, (id) => segmentOf[id] === shown.length),
    },
    ...groupAt(Uint32Array.from(restOf(counts)), 0, wanted),
    before: restOf(before),
    after: restOf(after),
  };
  const hasOthers = [others.counts, others.before, others.after].some((group) => group.some((n) => n > 0));
  return { list: hasOthers ? [...list, others] : list, size: axis?.size ?? null };
}

/** Both periods as segments, each with an axis of its own, in buckets of the same size. */
function comparePeriods(
  { columns }: OpenDataset,
  filter: PostFilter,
  { earlier, later }: RowSets,
  periods: Comparison['periods'],
  zone: Zone,
): Segments {
  if (!periods) return { list: [], size: null };
  const wanted = wantedCodes(filter.sentiments);
  const last = axisOver(periods.after, zone);
  const list = [
    { rows: earlier, period: periods.before },
    { rows: later, period: periods.after },
  ].map(({ rows, period }, id): CountedSegment => {
    const axis = axisOver(period, zone, last?.size);
    return {
      ...{ id, before: [0, 0, 0], after: [0, 0, 0], mix: 0, mood: 0 },
      ...groupAt(Uint32Array.from(classesOf(columns.label, rows)), 0, wanted),
      starts: axis?.starts ?? [],
      trend: axis ? countBuckets(columns, rows, () => 0, 1, axis)[0]! : [],
    };
  });
  return { list, size: last?.size ?? null };
}

/** The segments in words, as `spellValues` gives them. */
export async function spellComparison(
  dataset: OpenDataset,
  { segments, ...comparison }: CountedComparison,
): Promise<Comparison> {
  const { by } = comparison;
  if (by === 'period')
    return {
      ...comparison,
      segments: segments.map(({ id: _, ...segment }) => ({ ...segment, value: null })),
    };
  const column = (await dataset.values.ready()).get(by);
  const named = segments.filter(({ id }) => id !== OTHERS);
  const spelled = column ? await spellValues(dataset, by, column, named) : [];
  return {
    ...comparison,
    segments: segments.map(({ id, ...segment }, i) => ({
      ...segment,
      value: id === OTHERS ? null : spelled[i]!.value,
    })),
  };
}

/** The selected time and as much time before it; without a selection the halves of the span. Null without dates. */
export function periodsOf(
  columns: DatasetColumns,
  rows: Uint32Array,
  time: PostFilter['time'],
): Comparison['periods'] {
  if (time) return { before: { fromMs: 2 * time.fromMs - time.toMs, toMs: time.fromMs }, after: time };
  const span = mainSpan(columns.epochMs, rows);
  if (!span || span.fromMs === span.toMs) return null;
  const middle = Math.round((span.fromMs + span.toMs) / 2);
  // The span ends with a post, a period before its end.
  return { before: { fromMs: span.fromMs, toMs: middle }, after: { fromMs: middle, toMs: span.toMs + 1 } };
}

function segmentCounts(counts: Uint32Array): SegmentCounts[] {
  return Array.from({ length: counts.length / 3 }, (_, id) => {
    const [negative, neutral, positive] = [counts[3 * id]!, counts[3 * id + 1]!, counts[3 * id + 2]!];
    return { posts: negative + neutral + positive, net: positive - negative };
  });
}

function totalOf(counts: Uint32Array): ClassCounts {
  const total: ClassCounts = [0, 0, 0];
  for (let at = 0; at < counts.length; at += 3) for (const code of CODES) total[code] += counts[at + code]!;
  return total;
}

function classesOf(label: Uint8Array, rows: Uint32Array): ClassCounts {
  const counts = new Uint32Array(256);
  for (let i = 0; i < rows.length; i++) counts[label[rows[i]!]!]!++;
  return [counts[0]!, counts[1]!, counts[2]!];
}

function sumOf(parts: readonly SegmentChange[], isMeant: (id: number) => boolean): SegmentChange {
  const sum = { mix: 0, mood: 0 };
  for (const [id, { mix, mood }] of parts.entries()) {
    if (!isMeant(id)) continue;
    sum.mix += mix;
    sum.mood += mood;
  }
  return sum;
}
