import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { PostFilter, TopicTable } from '../../../src/app/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import type { AnalyticsService } from '../../../src/services/analytics/types.ts';
import type { DatasetRecord } from '../../../src/storage/ports.ts';
import { createHarness, type Harness, importFile, until } from '../app/harness.ts';
import { plantedPosts } from '../topics/planted-posts.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);

/** Posts on five themes, one an hour but for every 20th, which has no date; some good, one reposted many times. */
function file(texts: readonly string[]): File {
  const lines = texts.map((text, i) => {
    const time = i % 20 === 19 ? '' : new Date(START + i * HOUR).toISOString();
    return `${time},user${i % 7},${i % 3 === 0 ? 'web' : 'app'},"${i % 4 === 0 ? 'good ' : ''}${text}"`;
  });
  return new File([['created_at,author,platform,text', ...lines].join('\n')], 'posts.csv');
}

const POSTS = plantedPosts(3, 800);
const TEXTS = [
  ...POSTS,
  ...Array.from({ length: 90 }, (_, i) => `RT @user${i}: ${POSTS[0]}`),
  'nothing of it',
];

async function table(
  ask: { topics(filter: PostFilter): ReturnType<AnalyticsService['topics']> },
  filter: PostFilter,
): Promise<TopicTable> {
  for (;;) {
    const answer = await ask.topics(filter);
    if (answer.state === 'done') return answer;
    expect(answer.share).toBeLessThanOrEqual(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const of = (changes: Partial<PostFilter>): PostFilter => ({ ...NO_FILTER, ...changes });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

let harness: Harness;
let app: App;
beforeAll(async () => {
  harness = createHarness(2);
  ({ app } = harness);
  await importFile(app, file(TEXTS));
});

const selected = async (filter: PostFilter) => (await app.queries.summary(filter)).selected;

describe('topics', () => {
  it('have every post in one topic or in none, most posts first, over the time and in two periods', async () => {
    const { topics, none, starts, periods } = await table(app.queries, NO_FILTER);
    expect(topics.length).toBeGreaterThanOrEqual(5);
    const posts = topics.map((topic) => topic.posts);
    expect(posts).toEqual(posts.toSorted((a, b) => b - a));
    expect(sum(posts) + none.posts).toBe(TEXTS.length);
    expect(none.posts).toBeGreaterThan(0);
    const dated = TEXTS.filter((_, i) => i % 20 !== 19).length;
    expect(sum(topics.flatMap(({ trend }) => trend.flat()))).toBeLessThanOrEqual(dated);
    for (const { trend, counts, before, after } of topics) {
      expect(trend.length).toBe(starts.length);
      expect(sum(trend.flat())).toBeLessThanOrEqual(sum(counts));
      expect(sum(before) + sum(after)).toBe(sum(trend.flat()));
    }
    expect(periods).not.toBeNull();
  });

  it('have as many posts as a click leaves, in summary, table and export, whatever else is filtered', async () => {
    const { topics } = await table(app.queries, NO_FILTER);
    const keys = topics.map(({ key }) => key);
    const filter = fc.record({
      sentiments: fc.constantFrom(null, ['Negative'] as const, ['Positive'] as const),
      platforms: fc.constantFrom(null, ['web']),
      search: fc.constantFrom('', 'good', 'NOT x5'),
      time: fc.constantFrom(null, { fromMs: START, toMs: START + 300 * HOUR }),
      topics: fc.option(fc.subarray(keys, { minLength: 1 }), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom(...keys), async (changes, key) => {
        const asked = of(changes);
        const answer = await table(app.queries, asked);
        const row = answer.topics.find((topic) => topic.key === key)!;
        const clicked = { ...asked, topics: [key] };
        expect(await selected(clicked)).toBe(row.posts);
        expect((await app.queries.summary(clicked)).byClass).toEqual(row.counts);
        expect((await app.queries.page(clicked, { key: 'row', descending: false }, 0, 1)).total).toBe(
          row.posts,
        );
        const exported = (await (await app.queries.exportCsv(clicked)).text()).trimEnd().split('\n');
        expect(exported.length - 1).toBe(row.posts);
        expect(await selected({ ...asked, topics: null })).toBe(
          sum(answer.topics.map(({ posts }) => posts)) + answer.none.posts,
        );
      }),
      { numRuns: 25 },
    );
  });

  it('add up where several are chosen, and keep nothing where none has the key', async () => {
    const { topics } = await table(app.queries, NO_FILTER);
    const two = topics.slice(0, 2);
    expect(await selected(of({ topics: two.map(({ key }) => key) }))).toBe(
      sum(two.map(({ posts }) => posts)),
    );
    expect(await selected(of({ topics: ['no such topic'] }))).toBe(0);
    expect(await selected(of({ topics: ['no such topic', two[0]!.key] }))).toBe(two[0]!.posts);
  });

  it('are waited for by a question that names one, while others are answered', async () => {
    const { topics } = await table(app.queries, NO_FILTER);
    const { key, posts } = topics[0]!;
    const [{ id }] = (await harness.storage.datasets.list()) as [DatasetRecord];
    const analytics = createAnalyticsService(harness.storage);
    await analytics.sync(id);
    let isAnswered = false;
    const waiting = analytics.summary(of({ topics: [key] }), null).then((answer) => {
      isAnswered = true;
      return answer;
    });
    expect((await analytics.summary(NO_FILTER, null)).selected).toBe(TEXTS.length);
    expect(isAnswered).toBe(false);
    expect(await analytics.why(of({ topics: [key] }), 'rest', 5)).toMatchObject({ state: 'reading' });
    expect((await waiting).selected).toBe(posts);
    expect(await analytics.why(of({ topics: [key] }), 'rest', 5)).toMatchObject({ state: 'done' });
  });

  it('are the same for the same posts on a later visit, and take in posts that come later', async () => {
    const first = await table(app.queries, NO_FILTER);
    const [{ id }] = (await harness.storage.datasets.list()) as [DatasetRecord];
    const analytics = createAnalyticsService(harness.storage);
    const ask = { topics: (filter: PostFilter) => analytics.topics(filter, 'UTC') };
    await analytics.sync(id);
    expect((await table(ask, NO_FILTER)).topics).toEqual(first.topics);
    const { key, posts } = first.topics[0]!;
    await importFile(app, file(POSTS.filter((_, i) => i < 100)));
    const other = (await harness.storage.datasets.list()).find((dataset) => dataset.id !== id)!.id;
    const { chunkCount } = (await harness.storage.datasets.get(id))!;
    const chunk = (await harness.storage.posts.columns(other, 0))!;
    const fields = (await harness.storage.posts.fields(other, 0))!;
    await harness.storage.posts.append(id, chunkCount, {
      ...chunk,
      language: chunk.language!,
      fields,
      issues: [],
    });
    await harness.storage.scores.put(id, chunkCount, (await harness.storage.scores.get(other, 0))!);
    const waiting = analytics.summary(of({ topics: [key] }), null);
    await analytics.sync(id);
    await waiting;
    const after = await table(ask, NO_FILTER);
    expect(after.topics.map((topic) => topic.key).toSorted()).toEqual(
      first.topics.map((topic) => topic.key).toSorted(),
    );
    expect(after.topics.find((topic) => topic.key === key)!.posts).toBeGreaterThan(posts);
    expect(sum(after.topics.map((topic) => topic.posts)) + after.none.posts).toBe(TEXTS.length + 100);
    expect((await analytics.summary(of({ topics: [key] }), null)).selected).toBe(
      after.topics.find((topic) => topic.key === key)!.posts,
    );
  });

  it('wait no longer when another dataset is opened', async () => {
    const datasets = await harness.storage.datasets.list();
    const analytics = createAnalyticsService(harness.storage);
    await analytics.sync(datasets[0]!.id);
    const waiting = analytics.summary(of({ topics: ['no such topic'] }), null);
    await analytics.sync(datasets[1]!.id);
    expect((await waiting).selected).toBe(0);
  });

  it('are found while a file is still being read, and again at its end', async () => {
    const running = createHarness(1);
    const texts = plantedPosts(5, 12_000);
    const run = importFile(running.app, file(texts));
    // Rows come in between: what is asked for is what is told, but its numbers are those of a moment later.
    const ask = async () => {
      const { topics } = await table(running.app.queries, NO_FILTER);
      const { key, posts } = topics[0]!;
      const { selected: kept } = await running.app.queries.summary(of({ topics: [key] }));
      return { posts, kept };
    };
    await until(running.app, ({ opened }) => opened !== null && opened.revision > 0);
    while (running.app.store.getState().run.state === 'running')
      expect((await ask()).posts).toBeGreaterThan(0);
    await run;
    const { topics, none } = await table(running.app.queries, NO_FILTER);
    expect(sum(topics.map(({ posts }) => posts)) + none.posts).toBe(texts.length);
    const { posts, kept } = await ask();
    expect(kept).toBe(posts);
  });
});

it('repeats in a topic are counted once it is found, whatever was asked before', async () => {
  const own = createHarness(1);
  await importFile(own.app, file(TEXTS));
  const { key, posts } = (await table(own.app.queries, NO_FILTER)).topics[0]!;
  const [{ id }] = (await own.storage.datasets.list()) as [DatasetRecord];
  const analytics = createAnalyticsService(own.storage);
  await analytics.sync(id);
  // Repeats are known, topics are not.
  await analytics.summary(of({ distinct: true }), null);
  expect(await analytics.amplification(of({ topics: [key] }), 3)).toMatchObject({ state: 'done', posts });
});
