import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { PostFilter, Why, WhyAgainst } from '../../../src/app/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import type { AnalyticsService } from '../../../src/services/analytics/types.ts';
import type { DatasetRecord } from '../../../src/storage/ports.ts';
import { createHarness, csvFile, type Harness, importFile } from '../app/harness.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2);
const COLOURS = ['red', 'green', 'blue', 'black', 'white'];

/** Thirty days; on the tenth the chief steps down, which is reposted a hundred times, and on the eleventh it is recalled. */
function file(): File {
  const lines: string[] = [];
  const add = (day: number, i: number, text: string) =>
    lines.push(`${new Date(START + day * DAY + i * 60_000).toISOString()},u${i},"${text}"`);
  for (let day = 0; day < 30; day++) {
    for (let i = 0; i < 40; i++)
      add(day, i, `${i % 2 === 0 ? 'good' : 'awful'} ${COLOURS[i % 5]} chairs ${day}d${i}`);
    if (day === 9) {
      for (let i = 0; i < 20; i++) add(day, 40 + i, `the chief steps down ${COLOURS[i % 5]} ${i}n`);
      for (let i = 0; i < 100; i++) add(day, 60 + i, `RT @u${i}: giveaway`);
    }
    if (day === 10) for (let i = 0; i < 9; i++) add(day, 40 + i, `remember the chief steps down ${i}m`);
  }
  return new File([['created_at,author,text', ...lines].join('\n')], 'posts.csv');
}

type Done = Extract<Why, { state: 'done' }>;

async function why(
  ask: Pick<AnalyticsService, 'why'>,
  filter: PostFilter,
  against: WhyAgainst = 'rest',
): Promise<Done> {
  for (;;) {
    const answer = await ask.why(filter, against, 10);
    if (answer.state === 'done') return answer;
    expect(answer.share).toBeLessThanOrEqual(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const names = ({ terms }: Done) => terms.map(({ term }) => term);

let harness: Harness;
let app: App;
beforeAll(async () => {
  harness = createHarness(2);
  ({ app } = harness);
  await importFile(app, file());
});

const dayTen: PostFilter = { ...NO_FILTER, time: { fromMs: START + 9 * DAY, toMs: START + 10 * DAY } };

describe('why', () => {
  it('names the words of a day once, with its texts counted once however often they were reposted', async () => {
    const answer = await why(app.queries, dayTen);
    expect(answer.compares).toBe('selection');
    expect(names(answer)).toEqual([answer.terms[0]!.term]);
    expect(names(answer)[0]).toMatch(/chief|steps/u);
    expect(answer.texts).toBe(40 + 20 + 1);
    expect(answer.terms[0]).toMatchObject({ posts: 20, restPosts: 9, share: 20 / 61 });
    expect(answer.terms[0]!.z).toBeGreaterThan(3);
  });

  it('compares with the time before on demand', async () => {
    const answer = await why(app.queries, dayTen, 'before');
    expect(answer.terms[0]).toMatchObject({ posts: 20, restPosts: 0 });
    expect(answer.restTexts).toBe(9 * 40);
  });

  it('leaves out what was searched for', async () => {
    const answer = await why(app.queries, { ...NO_FILTER, search: 'chief "steps down"' });
    expect(names(answer).filter((term) => /^(?:chief|steps|steps down)$/u.test(term))).toEqual([]);
  });

  it('tells negative from positive posts where nothing is selected', async () => {
    const answer = await why(app.queries, NO_FILTER);
    expect(answer.compares).toBe('classes');
    expect(names(answer)).toContain('awful');
    expect(answer.opposite.map(({ term }) => term)).toContain('good');
  });

  it('names the words of an event once words are read', async () => {
    await why(app.queries, NO_FILTER);
    const { events } = await app.queries.spikes(NO_FILTER);
    expect(events.map(({ startMs }) => startMs)).toEqual([START + 9 * DAY]);
    expect((await app.queries.spikeDetails(NO_FILTER))[0]!.terms).toEqual(
      names(await why(app.queries, dayTen)),
    );
  });

  it('has no words to tell where no post passes', async () => {
    expect((await why(app.queries, { ...NO_FILTER, search: 'nowhere' })).terms).toEqual([]);
  });

  it('reads rows that are added later', async () => {
    const { storage } = harness;
    const [{ id }] = (await storage.datasets.list()) as [DatasetRecord];
    const analytics = createAnalyticsService(storage);
    await analytics.sync(id);
    const before = await why(analytics, dayTen);
    await importFile(app, csvFile(Array.from({ length: 30 }, (_, i) => `good green chairs ${i}`)));
    const other = (await storage.datasets.list()).find((dataset) => dataset.id !== id)!.id;
    const chunk = (await storage.posts.columns(other, 0))!;
    const fields = (await storage.posts.fields(other, 0))!;
    const { chunkCount } = (await storage.datasets.get(id))!;
    await storage.posts.append(id, chunkCount, {
      ...chunk,
      language: chunk.language!,
      fields: [fields[0]!, fields[0]!, fields[0]!],
      issues: [],
    });
    await storage.scores.put(id, chunkCount, (await storage.scores.get(other, 0))!);
    await analytics.sync(id);
    expect((await why(analytics, dayTen)).restTexts).toBe(before.restTexts + 30);
  });
});
