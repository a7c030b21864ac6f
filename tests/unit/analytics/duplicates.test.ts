import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { PostFilter } from '../../../src/app/types.ts';
import { SENTIMENTS } from '../../../src/core/scores/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import type { Storage } from '../../../src/storage/ports.ts';
import { createHarness, importFile } from '../app/harness.ts';

const BRANDS = ['Acme', 'Globex', ''];
const STORIES = Array.from(
  { length: 40 },
  (_, i) => `story ${i} tells of the thing number ${i * i} that happened to us in the ${i} street last week`,
);

/** Rows in no order of time; reposts of 40 stories, some with a comment that changes the class, and single posts. */
function posts(): string {
  const lines = Array.from({ length: 3000 }, (_, i) => {
    const hour = (i * 7919) % 2400;
    const time = i % 11 === 0 ? '' : new Date(Date.UTC(2026, 0, 5) + hour * 3_600_000).toISOString();
    const story = STORIES[Math.floor(i / 5) % 40]!;
    const text = [
      `RT @u${i % 5}: ${story}`,
      `good ${story}`,
      `${story} https://t.co/${i}`,
      `post no ${i} is only said once`,
      'lol',
    ][i % 5];
    return [time, `user ${(i * 31) % 70}`, BRANDS[i % 3], text, i % 4 === 0 ? '' : i % 100].join(',');
  });
  return ['created_at,author,brand,text,likes', ...lines].join('\n');
}

let app: App;
let storage: Storage;
beforeAll(async () => {
  ({ app, storage } = createHarness(2));
  await importFile(app, new File([posts()], 'posts.csv'));
});

const of = (changes: Partial<PostFilter>): PostFilter => ({ ...NO_FILTER, ...changes });
const selected = async (filter: PostFilter) => (await app.queries.summary(filter)).selected;
const DISTINCT = of({ distinct: true });

const filters = fc.record({
  sentiments: fc.option(fc.subarray([...SENTIMENTS], { minLength: 1 }), { nil: null }),
  time: fc.option(
    fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 60 })).map(([day, days]) => ({
      fromMs: Date.UTC(2026, 0, 5 + day),
      toMs: Date.UTC(2026, 0, 5 + day + days),
    })),
    { nil: null },
  ),
  search: fc.constantFrom('', 'good', 'story AND NOT good', 'lol'),
  authors: fc.constantFrom(null, ['user 3', 'user 4', 'user 60']),
  brands: fc.constantFrom(null, ['acme'], ['globex', 'Acme']),
  files: fc.constant(null),
  topics: fc.constant(null),
  platforms: fc.constant(null),
  languages: fc.constant(null),
  hours: fc.constantFrom(null, { zone: 'UTC', cells: [3, 30, 50, 51, 52, 99] }),
  confidence: fc.constantFrom(null, { from: 0.85, to: 1 }),
  distinct: fc.constantFrom(true as const, null),
});

describe('distinct posts', () => {
  it('are counted, listed and exported alike, and their classes add up, under any filter', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const summary = await app.queries.summary(filter);
        const exported = (await (await app.queries.exportCsv(filter)).text()).trimEnd().split('\n');
        expect(exported.length - 1).toBe(summary.selected);
        expect((await app.queries.page(filter, { key: 'row', descending: false }, 0, 1)).total).toBe(
          summary.selected,
        );
        const ofAnyClass = await selected({ ...filter, sentiments: null });
        expect(summary.byClass[0] + summary.byClass[1] + summary.byClass[2]).toBe(ofAnyClass);
        for (const [code, sentiment] of SENTIMENTS.entries())
          expect(await selected({ ...filter, sentiments: [sentiment] })).toBe(summary.byClass[code]);
        const trend = await app.queries.trend(filter, 'auto');
        const drawn = trend.counts.reduce((total, counts) => total + counts[0] + counts[1] + counts[2], 0);
        if (trend.axis === 'time') expect(drawn + trend.outside + summary.undated).toBe(ofAnyClass);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('are the earliest of each group that passes, one of a group', async () => {
    const { rows, total } = await app.queries.page(DISTINCT, { key: 'row', descending: false }, 0, 4000);
    // 40 stories, 600 single posts, "lol".
    expect(total).toBe(641);
    for (const { row, epochMs } of rows.filter(({ text }) => text.includes('story'))) {
      const others = await app.queries.duplicatesOf(row, 4000);
      if (others.state !== 'done') throw new Error('the index is read');
      expect(others.total).toBe(others.posts.length);
      for (const other of others.posts)
        expect(epochMs !== null && (other.epochMs === null || other.epochMs >= epochMs)).toBe(true);
    }
    const lols = await app.queries.duplicatesOf(4, 3);
    expect(lols).toMatchObject({ state: 'done', total: 599 });
    expect(await app.queries.duplicatesOf(3, 3)).toMatchObject({ state: 'done', total: 0, posts: [] });
  });

  it('are counted by value as a click on the value leaves them', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (any) => {
        const filter: PostFilter = { ...any, distinct: true };
        const breakdown = await app.queries.breakdown(filter, 3);
        const comparison = await app.queries.compare(filter, 'brand', 3);
        for (const { facet, rows } of breakdown.facets)
          for (const { value, posts } of rows) {
            const part = facet === 'brand' ? { brands: [value] } : { authors: [value] };
            expect(await selected({ ...filter, ...part })).toBe(posts);
            const segment = comparison.segments.find((one) => one.value === value);
            if (facet === 'brand' && segment) expect(segment.posts).toBe(posts);
          }
        for (const cell of [3, 50, 99]) {
          const hours = { zone: 'UTC', cells: [cell] };
          expect(await selected({ ...filter, hours })).toBe(breakdown.hours.cells[cell]!.posts);
        }
        for (const [bin, posts] of breakdown.confidence.entries()) {
          const confidence = { from: (5 * bin) / 100, to: (5 * bin + 5) / 100 };
          expect(await selected({ ...filter, confidence })).toBe(posts);
        }
        const parts = (side: 'before' | 'after') =>
          [0, 1, 2].map((code) => comparison.segments.reduce((sum, one) => sum + one[side][code]!, 0));
        expect(parts('before')).toEqual([...comparison.before]);
        expect(parts('after')).toEqual([...comparison.after]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('wait for the index, which goes on where it stopped as rows come', async () => {
    const dataset = (await storage.datasets.list())[0]!;
    const analytics = createAnalyticsService(storage);
    await storage.datasets.update(dataset.id, { phase: 'reading', chunkCount: 1 });
    await analytics.sync(dataset.id);
    expect(await analytics.duplicatesShare()).toBe(0);
    const part = await analytics.summary(DISTINCT, null);
    await storage.datasets.update(dataset.id, { phase: 'complete', chunkCount: dataset.chunkCount });
    await analytics.sync(dataset.id);
    expect(await analytics.duplicatesShare()).toBeLessThan(1);
    expect((await analytics.summary(DISTINCT, null)).selected).toBe(641);
    expect(part.selected).toBeLessThan(641);
    expect(await analytics.duplicatesShare()).toBe(1);
    // What was waited for when another dataset is opened is told so, and never answered wrongly.
    const late = createAnalyticsService(storage);
    await late.sync(dataset.id);
    const asked = late.summary(DISTINCT, null);
    await storage.datasets.create({ ...dataset, id: 'other', chunkCount: 0 });
    await late.sync('other');
    await expect(asked).rejects.toThrow('closed');
    await storage.datasets.remove('other');
  });
});

describe('amplification', () => {
  async function done(filter: PostFilter) {
    for (;;) {
      const answer = await app.queries.amplification(filter, 5);
      if (answer.state === 'done') return answer;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  it('counts groups, accounts and classes of the posts that pass', async () => {
    const whole = await done(NO_FILTER);
    expect(whole).toMatchObject({ posts: 3000, distinct: 641, groupCount: 41 });
    expect(whole.groups[0]).toMatchObject({ posts: 600, accounts: 14, post: { text: 'lol' } });
    for (const { posts, counts, span, post } of whole.groups) {
      expect(counts[0] + counts[1] + counts[2]).toBe(posts);
      expect(post.epochMs).toBe(span?.fromMs);
    }
    // Distinct posts have no repeats to speak of: the panel goes on counting all.
    expect(await done(DISTINCT)).toEqual(whole);
    for (const filter of [
      of({ brands: ['acme'] }),
      of({ search: 'good' }),
      of({ sentiments: ['Negative'] }),
    ]) {
      const part = await done(filter);
      expect(part.posts).toBe(await selected(filter));
      if (!filter.sentiments) expect(part.distinct).toBe(await selected({ ...filter, distinct: true }));
    }
  });

  it('says how much comes of few authors', async () => {
    const { authors } = await done(NO_FILTER);
    const breakdown = await app.queries.breakdown(NO_FILTER, 10);
    const rows = breakdown.facets.find(({ facet }) => facet === 'author')!.rows;
    expect(authors?.most.map(({ posts }) => posts)).toEqual(rows.map(({ posts }) => posts));
    expect(authors).toMatchObject({
      authors: 70,
      posts: 3000,
      topPercent: { authors: 1, posts: rows[0]!.posts },
    });
    const all = await app.queries.page(NO_FILTER, { key: 'row', descending: false }, 0, 4000);
    const drawn = new Map<string, number>();
    for (const { author, engagement } of all.rows)
      drawn.set(author!, (drawn.get(author!) ?? 0) + (engagement ?? 0));
    const most = [...drawn.values()].toSorted((a, b) => b - a);
    const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
    expect(authors?.engagement).toBe(total(most));
    expect(authors?.topEngagement).toBe(total(most.slice(0, 10)));
  });
});

describe('top posts', () => {
  it('by engagement are those with most, and diverse ones repeat neither text nor author', async () => {
    const liked = await app.queries.topPosts(NO_FILTER, 'engagement', 5);
    for (const posts of [liked.negative, liked.positive]) {
      const engagement = posts.map((post) => post.engagement!);
      expect(engagement).toEqual(engagement.toSorted((a, b) => b - a));
      expect(engagement[0]).toBeGreaterThan(90);
    }
    for (const filter of [NO_FILTER, DISTINCT, of({ brands: ['acme'] })]) {
      const { negative, positive } = await app.queries.topPosts(filter, 'diverse', 5);
      for (const posts of [negative, positive]) {
        expect(posts.length).toBe(5);
        expect(new Set(posts.map(({ author }) => author)).size).toBe(5);
        for (const { row } of posts) {
          const others = await app.queries.duplicatesOf(row, 4000);
          if (others.state !== 'done') throw new Error('the index is read');
          const alike = new Set(others.posts.map((post) => post.row));
          expect(posts.some((post) => alike.has(post.row))).toBe(false);
        }
      }
    }
  });
});
