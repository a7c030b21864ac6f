import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { ClassCounts, Comparison, PostFilter } from '../../../src/app/types.ts';
import { netChange } from '../../../src/core/stats/net-change.ts';
import { createHarness, importFile } from '../app/harness.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5);

let app: App;
beforeAll(async () => {
  ({ app } = createHarness(2));
  const lines = Array.from({ length: 6000 }, (_, i) => {
    const time = i % 50 === 0 ? '' : new Date(START + i * 1_800_000).toISOString();
    // Later posts are more of brand b, and those of brand c get worse.
    const brand = i % 10 < 3 + (4 * i) / 6000 ? 'b' : i % 7 === 0 ? '' : i % 2 === 0 ? 'a' : 'c';
    const isGood = brand === 'c' ? i % 6000 < 2000 : brand === 'b' ? i % 3 === 0 : i % 2 === 0;
    return [time, `user ${i % 40}`, brand, isGood ? `good ${i}` : `bad ${i}`].join(',');
  });
  await importFile(app, new File([['created_at,author,brand,text', ...lines].join('\n')], 'posts.csv'));
});

const of = (changes: Partial<PostFilter>): PostFilter => ({ ...NO_FILTER, ...changes });
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const week = (from: number) => ({ fromMs: START + from * DAY_MS, toMs: START + (from + 7) * DAY_MS });

async function classesIn(filter: PostFilter): Promise<ClassCounts> {
  return (await app.queries.summary(filter)).byClass;
}

function expectExactSplit({ before, after, segments }: Comparison): void {
  const parts = segments.map(({ mix, mood }) => mix + mood);
  expect(total(parts)).toBeCloseTo(netChange(before, after).value, 10);
  for (const code of [0, 1, 2] as const) {
    expect(total(segments.map((segment) => segment.before[code]))).toBe(before[code]);
    expect(total(segments.map((segment) => segment.after[code]))).toBe(after[code]);
  }
}

describe('a comparison', () => {
  it('has every post in one segment, and parts that add up to the change, however few are shown', async () => {
    for (const [by, limit] of [
      ['brand', 8],
      ['brand', 1],
      ['author', 5],
    ] as const) {
      const comparison = await app.queries.compare(NO_FILTER, by, limit);
      expect(total(comparison.segments.map(({ posts }) => posts))).toBe(6000);
      expectExactSplit(comparison);
      for (const { trend, starts } of comparison.segments) expect(trend.length).toBe(starts.length);
      const dated = comparison.segments.flatMap(({ trend }) => trend.map(total));
      expect(total(dated)).toBe(6000 - 120);
    }
  });

  it('compares the selected time with as much before it', async () => {
    const filter = of({ time: week(30), search: 'good OR bad' });
    const comparison = await app.queries.compare(filter, 'brand', 8);
    expect(comparison.periods).toEqual({ before: week(23), after: week(30) });
    expect(comparison.after).toEqual(await classesIn(filter));
    expect(comparison.before).toEqual(await classesIn({ ...filter, time: week(23) }));
    expectExactSplit(comparison);
    const b = comparison.segments.find(({ value }) => value === 'b')!;
    expect(b.after).toEqual(await classesIn({ ...filter, brands: ['b'] }));
    expect(b.posts).toBe(total(b.after));
  });

  it('leaves the filter by what is compared aside', async () => {
    const comparison = await app.queries.compare(of({ brands: ['a'] }), 'brand', 8);
    expect(comparison.segments.map(({ value }) => value)).toEqual(['b', 'c', 'a', null]);
  });

  it('puts two periods side by side, each on an axis of the same buckets', async () => {
    const { segments, before, after } = await app.queries.compare(of({ time: week(30) }), 'period', 8);
    expect(segments.map(({ counts }) => counts)).toEqual([before, after]);
    expect(segments.map(({ trend }) => trend.length)).toEqual([28, 28].map(() => segments[0]!.trend.length));
    expect(segments.map(({ trend }) => total(trend.map(total)))).toEqual([total(before), total(after)]);
  });
});
