import { chooseAlertScales, foldAlertBuckets } from '../../core/alert/event-buckets.ts';
import { findEvents } from '../../core/alert/events.ts';
import { mainSpan } from '../../core/trend/main-span.ts';
import { chunkOf, type DatasetColumns } from './columns.ts';
import type { OpenDataset } from './open-dataset.ts';
import { zoneOf } from './trend-query.ts';
import type { AccountCount, SpikeDetail, Spikes } from './types.ts';

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

/** What is behind each event, whose `terms` are known or not: reads the authors of its posts, each chunk once. */
export async function spikeDetails(
  dataset: OpenDataset,
  rows: Uint32Array,
  events: Spikes['events'],
  terms: readonly (readonly string[])[] | null,
): Promise<SpikeDetail[]> {
  const { columns } = dataset;
  const authors = dataset.sourceColumn('author');
  const tallies = events.map(() => new Map<string, AccountCount>());
  for (const [chunk, hits] of authors < 0 ? [] : hitsByChunk(columns, rows, events)) {
    const field = await dataset.fields.rows([columns.chunkStarts[chunk]!]);
    for (const { row, event } of hits)
      tally(tallies[event]!, field(row, authors).trim(), columns.engagement[row]!);
  }
  return events.map(({ startMs }, i) => ({
    startMs,
    accounts: topAccounts(tallies[i]!),
    terms: terms?.[i] ?? null,
  }));
}

interface Hit {
  readonly row: number;
  /** Index of the event that the row's time lies in. */
  readonly event: number;
}

/** Rows that lie in an event, by the chunk that holds them. */
function hitsByChunk(
  columns: DatasetColumns,
  rows: Uint32Array,
  events: Spikes['events'],
): Map<number, Hit[]> {
  const hits = new Map<number, Hit[]>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const time = columns.epochMs[row]!;
    for (let event = 0; event < events.length; event++) {
      if (!(time >= events[event]!.startMs && time < events[event]!.endMs)) continue;
      const chunk = chunkOf(columns, row);
      const known = hits.get(chunk);
      if (known) known.push({ row, event });
      else hits.set(chunk, [{ row, event }]);
    }
  }
  return hits;
}

function tally(accounts: Map<string, AccountCount>, author: string, engagement: number): void {
  if (author === '') return;
  const known = accounts.get(author) ?? { author, posts: 0, engagement: 0 };
  accounts.set(author, {
    author,
    posts: known.posts + 1,
    engagement: known.engagement + (Number.isNaN(engagement) ? 0 : engagement),
  });
}

function topAccounts(accounts: ReadonlyMap<string, AccountCount>): AccountCount[] {
  const reach = ({ posts, engagement }: AccountCount): number => posts + engagement;
  return [...accounts.values()].sort((a, b) => reach(b) - reach(a)).slice(0, ACCOUNTS_SHOWN);
}
