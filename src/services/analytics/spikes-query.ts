import { chooseAlertScales, foldAlertBuckets } from '../../core/alert/event-buckets.ts';
import { findEvents } from '../../core/alert/events.ts';
import { mainSpan } from '../../core/trend/main-span.ts';
import type { DatasetColumns } from './columns.ts';
import type { OpenDataset } from './open-dataset.ts';
import { zoneOf } from './trend-query.ts';
import type { AccountCount, SpikeDetail, Spikes } from './types.ts';
import type { ValueColumn } from './value-columns.ts';

/** More marks than this are no longer looked at one by one. */
const MAX_EVENTS = 20;
const ACCOUNTS_SHOWN = 3;

/** Events among dated rows; none where there are too few buckets to know what is usual. */
export function spikesOf(columns: DatasetColumns, rows: Uint32Array, zoneName: string): Spikes {
  const span = mainSpan(columns.epochMs, rows);
  if (span === null) return { events: [], bucketMs: null };
  const zone = zoneOf(zoneName);
  const options = chooseAlertScales(span, rows.length, zone);
  const scales = options
    .map((scale) => ({
      buckets: foldAlertBuckets(columns, rows, span, scale.bucketMs, zone),
      options: scale,
    }))
    .filter(({ buckets, options: { warmUp } }) => buckets.length > warmUp);
  if (scales.length === 0) return { events: [], bucketMs: null };
  return { events: findEvents(scales, MAX_EVENTS), bucketMs: options[0]!.bucketMs };
}

/** The rows that lie in each of the events, ascending; in one pass over `rows`. */
export function rowsOfEvents(
  { epochMs }: DatasetColumns,
  rows: Uint32Array,
  events: Spikes['events'],
): number[][] {
  const inside: number[][] = events.map(() => []);
  const fromMs = Math.min(...events.map(({ startMs }) => startMs));
  const toMs = Math.max(...events.map(({ endMs }) => endMs));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const time = epochMs[row]!;
    if (!(time >= fromMs && time < toMs)) continue;
    for (let event = 0; event < events.length; event++)
      if (time >= events[event]!.startMs && time < events[event]!.endMs) inside[event]!.push(row);
  }
  return inside;
}

/**
 * What is behind each event, of which the rows and, if they are read, the `terms` are known. Authors must be read
 * (`values.ready`).
 */
export async function spikeDetails(
  dataset: OpenDataset,
  events: Spikes['events'],
  inside: readonly (readonly number[])[],
  terms: readonly (readonly string[])[] | null,
): Promise<SpikeDetail[]> {
  const authors = (await dataset.values.ready()).get('author');
  const tops = inside.map((rows) => (authors ? topAuthors(dataset.columns, authors, rows) : []));
  const firstRow = ({ id }: AuthorTally): number => authors!.dictionary.firstRow(id);
  const field = await dataset.fields.rows(tops.flatMap((top) => top.map(firstRow)));
  const column = dataset.sourceColumn('author');
  return events.map(({ startMs }, i) => ({
    startMs,
    accounts: tops[i]!.map(
      (tally): AccountCount => ({
        author: field(firstRow(tally), column).trim(),
        posts: tally.posts,
        engagement: tally.engagement,
      }),
    ),
    terms: terms?.[i] ?? null,
  }));
}

interface AuthorTally {
  /** Number of the author. */
  readonly id: number;
  posts: number;
  engagement: number;
}

/** The authors whose posts drew most: posts and engagement together. */
function topAuthors(
  { engagement }: DatasetColumns,
  { ids }: ValueColumn,
  rows: readonly number[],
): readonly AuthorTally[] {
  const tallies = new Map<number, AuthorTally>();
  for (const row of rows) {
    const id = ids[row]!;
    // A post without an author has number 0.
    if (id === 0) continue;
    const tally = tallies.get(id) ?? { id, posts: 0, engagement: 0 };
    tally.posts++;
    if (!Number.isNaN(engagement[row]!)) tally.engagement += engagement[row]!;
    tallies.set(id, tally);
  }
  const reach = (tally: AuthorTally): number => tally.posts + tally.engagement;
  return [...tallies.values()].sort((a, b) => reach(b) - reach(a)).slice(0, ACCOUNTS_SHOWN);
}
