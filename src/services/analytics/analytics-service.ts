import { SENTIMENTS } from '../../core/scores/types.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { Storage } from '../../storage/ports.ts';
import { confidenceOfRow } from './columns.ts';
import { exportIssues, exportScored } from './export.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';
import { sameTextKey, surestRows } from './top-posts.ts';
import { spanOf, trendOf } from './trend-query.ts';
import type { AnalyticsService, PostFilter, PostRow, Summary, TopPosts } from './types.ts';

// How many candidates are looked at for each post shown, so that retweets of one text do not crowd out others.
const REPEATS_LOOKED_PAST = 40;

const EVERYTHING: PostFilter = { sentiments: null, time: null, search: '' };

/** The analytics service over a store. Calls are answered one after the other, in the order they came. */
export function createAnalyticsService(storage: Storage): AnalyticsService {
  let current: { readonly id: string; readonly dataset: OpenDataset; readonly ledger: Ledger } | undefined;
  const inTurn = createQueue();

  const opened = (): OpenDataset => {
    if (!current) throw new Error('no dataset is open');
    return current.dataset;
  };
  const ledger = (): Ledger => {
    if (!current) throw new Error('no dataset is open');
    return current.ledger;
  };

  return {
    sync: (datasetId) =>
      inTurn(async () => {
        if (current?.id === datasetId) await current.dataset.sync();
        else {
          const dataset = await openDataset(storage, datasetId);
          current = { id: datasetId, dataset, ledger: createLedger(storage.posts, dataset) };
        }
        return opened().columns.rows;
      }),
    summary: (filter, unsureBelow) => inTurn(() => summarise(opened(), filter, unsureBelow)),
    trend: (filter, request) =>
      inTurn(async () =>
        trendOf(opened().columns, await opened().select({ ...filter, sentiments: null }), request),
      ),
    topPosts: (filter, limit) => inTurn(() => topPosts(opened(), filter, limit)),
    page: (filter, sort, offset, limit) =>
      inTurn(async () => {
        const rows = await opened().sorted(filter, sort);
        return { total: rows.length, rows: await opened().read(rows.subarray(offset, offset + limit)) };
      }),
    text: (row) => inTurn(() => opened().text(row)),
    issues: (offset, limit) => inTurn(() => ledger().page(offset, limit)),
    exportIssues: () => inTurn(() => exportIssues(ledger())),
    exportCsv: (filter) =>
      inTurn(async () => exportScored(opened(), filter === null ? null : await opened().select(filter))),
    sparkline: (datasetId, bins) =>
      inTurn(async () => {
        const dataset = current?.id === datasetId ? current.dataset : await openDataset(storage, datasetId);
        await dataset.sync();
        return sparkline(dataset, await dataset.select(EVERYTHING), bins);
      }),
  };
}

async function summarise(
  dataset: OpenDataset,
  filter: PostFilter,
  unsureBelow: number | null,
): Promise<Summary> {
  const { columns, record } = dataset;
  const ofAnyClass = await dataset.select({ ...filter, sentiments: null });
  const selected = await dataset.select(filter);
  const byClass: ClassCounts = [0, 0, 0];
  let undated = 0;
  for (const row of ofAnyClass) {
    byClass[columns.label[row] as 0 | 1 | 2]++;
    if (Number.isNaN(columns.epochMs[row]!)) undated++;
  }
  let confidence = 0;
  let unsure = 0;
  for (const row of selected) {
    const ofRow = confidenceOfRow(columns, row);
    confidence += ofRow;
    if (unsureBelow !== null && ofRow < unsureBelow) unsure++;
  }
  return {
    counts: record.counts,
    selected: selected.length,
    byClass,
    net: netSentiment(byClass[0], byClass[2], ofAnyClass.length),
    meanConfidence: confidence / selected.length,
    unsure: unsureBelow === null ? null : unsure,
    undated,
    span: spanOf(columns, ofAnyClass),
  };
}

async function topPosts(dataset: OpenDataset, filter: PostFilter, limit: number): Promise<TopPosts> {
  const rows = await dataset.select(filter);
  const distinct = async (code: number): Promise<PostRow[]> => {
    const candidates = surestRows(dataset.columns, rows, code, limit, REPEATS_LOOKED_PAST);
    const seen = new Set<string>();
    const kept: PostRow[] = [];
    for (let at = 0; at < candidates.length && kept.length < limit; at += limit)
      for (const post of await dataset.read(candidates.slice(at, at + limit))) {
        const key = sameTextKey(post.text);
        if (seen.has(key) || kept.length === limit) continue;
        seen.add(key);
        kept.push(post);
      }
    return kept;
  };
  return {
    negative: await distinct(SENTIMENTS.indexOf('Negative')),
    positive: await distinct(SENTIMENTS.indexOf('Positive')),
  };
}

function sparkline(dataset: OpenDataset, rows: Uint32Array, bins: number): number[] {
  const { columns } = dataset;
  const span = spanOf(columns, rows);
  const total = new Uint32Array(bins);
  const negative = new Uint32Array(bins);
  rows.forEach((row, i) => {
    const place = span
      ? (columns.epochMs[row]! - span.fromMs) / (span.toMs - span.fromMs || 1)
      : i / rows.length;
    if (Number.isNaN(place)) return;
    const bin = Math.min(bins - 1, Math.floor(place * bins));
    total[bin]!++;
    if (columns.label[row] === 0) negative[bin]!++;
  });
  return Array.from(total, (n, bin) => negative[bin]! / n);
}

/** Runs jobs one at a time, in order; a failed job does not stop the next. */
function createQueue(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = tail.then(job);
    tail = result.catch(() => undefined);
    return result;
  };
}
