import type { Storage } from '../../storage/ports.ts';
import {
  type CountedAmplification,
  countAmplification,
  othersOf,
  spellAmplification,
} from './amplification-query.ts';
import { compare, spellComparison } from './compare-query.ts';
import { exportIssues, exportScored } from './export.ts';
import { breakDown, type CountedBreakdown, spellOut } from './facets.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMemo, type Memo } from './memo.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';
import { rowsOfEvents, spikeDetails, spikesOf } from './spikes-query.ts';
import { sparklineOf, summarise } from './summary.ts';
import { distinctPosts, topCandidates } from './top-posts-query.ts';
import type { Topics } from './topic-types.ts';
import { topicTable } from './topics-query.ts';
import { trendOf } from './trend-query.ts';
import {
  type AnalyticsService,
  NO_FILTER,
  type PostFilter,
  type SpikeDetail,
  type Spikes,
  type Summary,
  type Trend,
  type Why,
} from './types.ts';
import { eventTerms, whyOf } from './why-query.ts';

const EVENT_TERMS = 6;

// Whoever takes a filter away again sees what was there before.
const ANSWERS_KEPT = 16;

/** The dataset that questions are about, and what was answered about it. */
interface Opened {
  readonly dataset: OpenDataset;
  readonly ledger: Ledger;
  readonly summaries: Memo<Summary>;
  readonly trends: Memo<Trend>;
  readonly spikes: Memo<Spikes>;
  readonly spikeDetails: Memo<SpikeDetail[]>;
  readonly tops: Memo<number[][]>;
  readonly whys: Memo<Why>;
  readonly breakdowns: Memo<CountedBreakdown>;
  readonly amplifications: Memo<CountedAmplification>;
  readonly topicTables: Memo<Topics>;
}

/**
 * The analytics service over a store. Rows are chosen and counted one call after the other, in the order they came;
 * texts, which do not change once they are stored, are fetched beside that, so that a chart does not wait for them.
 */
export function createAnalyticsService(storage: Storage): AnalyticsService {
  let current: Opened | undefined;
  const inTurn = createQueue();

  const now = (): Opened => {
    if (!current) throw new Error('no dataset is open');
    return current;
  };
  const opened = (): OpenDataset => now().dataset;
  const ledger = (): Ledger => now().ledger;
  /** What a question is remembered by: the rows may be others after the next `sync`. */
  const keyOf = (...question: unknown[]): string => JSON.stringify([opened().version, question]);

  /**
   * A question about the posts of a filter, in its turn. What the filter needs of the texts, repeats and topics, may take
   * seconds to be found: others are answered meanwhile.
   */
  async function asked<T>(filter: PostFilter | null, answer: () => Promise<T>): Promise<T> {
    for (;;) {
      if (filter?.distinct) await opened().duplicates.ready();
      if (filter?.topics) await (await inTurn(async () => opened().topics)).ready();
      const done = await inTurn(async () =>
        // Rows may have come in between, or another dataset.
        filter?.topics && !opened().topics.current() ? null : { answer: await answer() },
      );
      if (done) return done.answer;
    }
  }

  /** Rows of any class and time that pass the rest of the filter, and the events among them; to be called in turn. */
  async function spikesIn(filter: PostFilter, zone: string): Promise<{ rows: Uint32Array; found: Spikes }> {
    const ofAnyTime = { ...filter, sentiments: null, time: null };
    const rows = await opened().select(ofAnyTime);
    const found = await now().spikes(keyOf(ofAnyTime, zone), async () =>
      spikesOf(opened().columns, rows, zone),
    );
    return { rows, found };
  }

  return {
    sync: (datasetId) =>
      inTurn(async () => {
        if (current?.dataset.record.id === datasetId) await current.dataset.sync();
        else {
          const next = openedOf(storage, await openDataset(storage, datasetId));
          current?.dataset.duplicates.stop();
          current?.dataset.topics.stop();
          current = next;
        }
        return opened().columns.rows;
      }),
    summary: (filter, unsureBelow) =>
      asked(filter, () =>
        now().summaries(keyOf(filter, unsureBelow), async () => {
          const { columns, record, select } = opened();
          const ofAnyClass = await select({ ...filter, sentiments: null });
          return summarise(columns, record.counts, ofAnyClass, filter, unsureBelow);
        }),
      ),
    trend: (filter, request) =>
      asked(filter, () => {
        const ofAnyClass = { ...filter, sentiments: null };
        return now().trends(keyOf(ofAnyClass, request), async () =>
          trendOf(opened().columns, await opened().select(ofAnyClass), request),
        );
      }),
    spikes: (filter, zone) => asked(filter, async () => (await spikesIn(filter, zone)).found),
    spikeDetails: async (filter, zone) => {
      // Reading the authors takes a second for a million rows, in which other questions are answered.
      await opened().values.ready();
      return asked(filter, async () => {
        const { rows, found } = await spikesIn(filter, zone);
        const dataset = opened();
        const known = dataset.terms.current();
        const ofAnyTime = { ...filter, sentiments: null, time: null };
        return now().spikeDetails(keyOf(ofAnyTime, zone, known !== null), () => {
          const inside = rowsOfEvents(dataset.columns, rows, found.events);
          const terms = known && eventTerms(known, rows, inside, filter.search, EVENT_TERMS);
          return spikeDetails(dataset, found.events, inside, terms);
        });
      });
    },
    why: (filter, against, limit) =>
      asked({ ...filter, topics: null }, async () => {
        const { terms, topics } = opened();
        const known = terms.current();
        if (!known) return { state: 'reading', share: terms.share };
        if (filter.topics && !topics.current()) return { state: 'reading', share: topics.share };
        return now().whys(keyOf(filter, against, limit), () =>
          whyOf(opened(), known, filter, against, limit),
        );
      }),
    topics: (filter, zone) =>
      asked({ ...filter, topics: null }, async () => {
        const { topics } = opened();
        const known = topics.current();
        if (!known) return { state: 'reading', share: topics.share };
        const ofAnyTopic = { ...filter, topics: null };
        return now().topicTables(keyOf(ofAnyTopic, zone), () =>
          topicTable(opened(), known, ofAnyTopic, zone),
        );
      }),
    breakdown: async (filter, request) => {
      // Reading the columns takes a second for a million rows, in which other questions are answered.
      await opened().values.ready();
      const { dataset, counted } = await asked(filter, async () => ({
        dataset: opened(),
        counted: await now().breakdowns(keyOf(filter, request), () => breakDown(opened(), filter, request)),
      }));
      return spellOut(dataset, counted);
    },
    compare: async (filter, request) => {
      await opened().values.ready();
      const { dataset, counted } = await asked(filter, async () => ({
        dataset: opened(),
        counted: await compare(opened(), filter, request),
      }));
      return spellComparison(dataset, counted);
    },
    topPosts: async (filter, order, limit) => {
      // Diverse posts are taken of distinct ones.
      const isDiverse = order === 'diverse';
      if (isDiverse) await opened().values.ready();
      const needed = isDiverse ? { ...filter, distinct: true as const } : filter;
      const { dataset, rows } = await asked(needed, async () => {
        const terms = isDiverse ? opened().terms.known() : null;
        const key = keyOf(filter, order, limit, terms !== null);
        return {
          dataset: opened(),
          rows: await now().tops(key, () => topCandidates(opened(), terms, filter, order, limit)),
        };
      });
      const [negative, positive] = await Promise.all(
        rows.map((ofClass) => distinctPosts(dataset, ofClass, limit)),
      );
      return { negative: negative!, positive: positive! };
    },
    amplification: async (filter, limit) => {
      const { duplicates, values } = opened();
      if (!duplicates.current()) return { state: 'reading', share: duplicates.share };
      await values.ready();
      const { dataset, counted } = await asked({ ...filter, distinct: null }, async () => ({
        dataset: opened(),
        counted: await now().amplifications(keyOf({ ...filter, distinct: null }, limit), () =>
          countAmplification(opened(), filter, limit),
        ),
      }));
      return spellAmplification(dataset, counted);
    },
    duplicatesOf: async (row, limit) => {
      const { columns, duplicates, read } = opened();
      const groupOf = duplicates.current();
      if (!groupOf) return { state: 'reading', share: duplicates.share };
      const others = othersOf(columns, groupOf, row);
      return { state: 'done', total: others.length, posts: await read(others.slice(0, limit)) };
    },
    duplicatesShare: async () => opened().duplicates.share,
    page: async (filter, sort, offset, limit) => {
      const { dataset, rows } = await asked(filter, async () => ({
        dataset: opened(),
        rows: await opened().sorted(filter, sort),
      }));
      return { total: rows.length, rows: await dataset.read(rows.subarray(offset, offset + limit)) };
    },
    text: (row) => inTurn(() => opened().text(row)),
    issues: (offset, limit) => inTurn(() => ledger().page(offset, limit)),
    exportIssues: () => inTurn(() => exportIssues(ledger())),
    exportCsv: (filter) =>
      asked(filter, async () =>
        exportScored(opened(), filter === null ? null : await opened().select(filter)),
      ),
    sparkline: (datasetId, bins) =>
      inTurn(async () => {
        const isOpen = current?.dataset.record.id === datasetId;
        const dataset = isOpen ? opened() : await openDataset(storage, datasetId);
        await dataset.sync();
        return sparklineOf(dataset.columns, await dataset.select(NO_FILTER), bins);
      }),
  };
}

function openedOf({ posts }: Storage, dataset: OpenDataset): Opened {
  return {
    dataset,
    ledger: createLedger(posts, dataset),
    summaries: createMemo(ANSWERS_KEPT),
    trends: createMemo(ANSWERS_KEPT),
    spikes: createMemo(ANSWERS_KEPT),
    spikeDetails: createMemo(ANSWERS_KEPT),
    tops: createMemo(ANSWERS_KEPT),
    whys: createMemo(ANSWERS_KEPT),
    breakdowns: createMemo(ANSWERS_KEPT),
    amplifications: createMemo(ANSWERS_KEPT),
    topicTables: createMemo(ANSWERS_KEPT),
  };
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
