import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { sortByKey } from '../../../src/core/columns/radix-order.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import { sameTextKey } from '../../../src/services/analytics/top-posts.ts';
import type { PostSort, SortKey } from '../../../src/services/analytics/types.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import type { DatasetRecord } from '../../../src/storage/ports.ts';
import { createHarness, createHarnessOver, csvFile, importFile } from '../app/harness.ts';

const AUTHORS = ['Zoë', 'adam', 'Bea', ''];

function file(): File {
  const lines = Array.from({ length: 3000 }, (_, i) => {
    const time = i % 7 === 0 ? 'some day' : new Date(Date.UTC(2026, 2, 1) + i * 3_600_000).toISOString();
    const text = i % 2 === 0 ? `A good thing ${i % 20}` : `Bad “service” ${i}`;
    return `${time},${AUTHORS[i % 4]},"${text}",${i % 5}`;
  });
  return new File([['created_at,author,text,likes', ...lines].join('\n')], 'posts.csv');
}

let app: App;
beforeAll(async () => {
  ({ app } = createHarness(2));
  await importFile(app, file());
});

const ascending = (key: SortKey): PostSort => ({ key, descending: false });

describe('queries', () => {
  it('keep totals, chart and table in step under any filter', async () => {
    const filters = [
      NO_FILTER,
      { ...NO_FILTER, sentiments: ['Positive' as const] },
      { ...NO_FILTER, search: 'bad service' },
      { ...NO_FILTER, time: { fromMs: Date.UTC(2026, 3, 1), toMs: Date.UTC(2026, 4, 1) } },
    ];
    for (const filter of filters) {
      const [summary, trend, page] = await Promise.all([
        app.queries.summary(filter),
        app.queries.trend(filter, 'day'),
        app.queries.page(filter, ascending('row'), 0, 10),
      ]);
      expect(page.total).toBe(summary.selected);
      const ofAnyClass = summary.byClass.reduce((a, b) => a + b);
      expect(filter.sentiments === null ? ofAnyClass : summary.byClass[2]).toBe(summary.selected);
      expect(trend.counts.flat().reduce((a, b) => a + b, 0)).toBe(ofAnyClass - summary.undated);
      const exported = (await (await app.queries.exportCsv(filter)).text()).trimEnd().split('\n');
      expect(exported.length - 1).toBe(summary.selected);
    }
  });

  it('are asked anew when a dataset is opened again, and the rows have become more', async () => {
    const storage = createMemoryStorage();
    const first = createHarnessOver(storage, 1);
    await importFile(first.app, csvFile(['one good', 'two']));
    const [{ id }] = (await storage.datasets.list()) as [DatasetRecord];
    await importFile(first.app, csvFile(['another']));
    const other = (await storage.datasets.list()).find((dataset) => dataset.id !== id)!.id;
    const analytics = createAnalyticsService(storage);
    await analytics.sync(id);
    expect((await analytics.summary(NO_FILTER, null)).selected).toBe(2);
    await analytics.sync(other);
    expect((await analytics.summary(NO_FILTER, null)).selected).toBe(1);
    const chunk = (await storage.posts.columns(other, 0))!;
    const fields = (await storage.posts.fields(other, 0))!;
    await storage.posts.append(id, 1, { ...chunk, language: chunk.language!, fields, issues: [] });
    await storage.scores.put(id, 1, (await storage.scores.get(other, 0))!);
    await analytics.sync(id);
    expect((await analytics.summary(NO_FILTER, null)).selected).toBe(3);
    expect((await analytics.topPosts(NO_FILTER, 'confidence', 5)).negative.length).toBe(2);
  });

  it('sort by any column, values that are missing last', async () => {
    const { rows } = await app.queries.page(NO_FILTER, ascending('author'), 0, 3000);
    const authors = rows.map((row) => row.author?.toLowerCase() ?? '\uffff');
    expect(authors).toEqual(authors.toSorted());
    const newest = await app.queries.page(NO_FILTER, { key: 'time', descending: true }, 0, 3000);
    const times = newest.rows.map((row) => row.epochMs ?? Number.NEGATIVE_INFINITY);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const liked = await app.queries.page(NO_FILTER, { key: 'engagement', descending: true }, 0, 1);
    expect(liked.rows[0]?.engagement).toBe(4);
  });

  it('show no text twice among the top posts', async () => {
    const { positive } = await app.queries.topPosts(NO_FILTER, 'confidence', 5);
    expect(positive.length).toBe(5);
    expect(new Set(positive.map((post) => sameTextKey(post.text))).size).toBe(5);
    expect(positive.every((post) => post.sentiment === 'Positive')).toBe(true);
  });

  it('page through the ledger in file order', async () => {
    const first = await app.queries.issues(0, 100);
    const rest = await app.queries.issues(100, 1000);
    expect(first.total).toBe(Math.ceil(3000 / 7));
    const numbers = [...first.issues, ...rest.issues].map((issue) => issue.rowNumber);
    expect(numbers).toEqual(Array.from({ length: first.total }, (_, i) => 7 * i + 1));
  });
});

describe('sortByKey', () => {
  it('orders by key, keeps file order among equals, and puts NaN last either way', () => {
    const numbers = [fc.integer({ min: 0, max: 5 }), fc.double(), fc.float(), fc.constant(Number.NaN)];
    const key = fc.array(fc.oneof(...numbers), { maxLength: 40 });
    fc.assert(
      fc.property(key, fc.boolean(), (keys, descending) => {
        const sorted = [...sortByKey(Uint32Array.from(keys.keys()), keys, descending)];
        const known = sorted.filter((row) => !Number.isNaN(keys[row]!));
        expect(sorted.slice(0, known.length)).toEqual(known);
        for (let i = 1; i < known.length; i++) {
          const step = (keys[known[i]!]! - keys[known[i - 1]!]!) * (descending ? -1 : 1);
          expect(step > 0 || (keys[known[i]!] === keys[known[i - 1]!] && known[i]! > known[i - 1]!)).toBe(
            true,
          );
        }
      }),
    );
  });
});
