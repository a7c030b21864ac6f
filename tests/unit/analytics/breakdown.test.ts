import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { Breakdown, PostFilter } from '../../../src/app/types.ts';
import { createHarness, importFile } from '../app/harness.ts';

const BRANDS = ['WeWork', 'wework ', 'Regus', ''];
const AUTHORS = Array.from({ length: 30 }, (_, i) => `user ${i}`);

let app: App;
beforeAll(async () => {
  ({ app } = createHarness(2));
  const lines = Array.from({ length: 5000 }, (_, i) => {
    const time = i % 10 === 0 ? '' : new Date(Date.UTC(2026, 0, 5) + i * 1_800_000).toISOString();
    const text = i % 3 === 0 ? `good no ${i}` : `bad no ${i}`;
    return [time, AUTHORS[Math.floor(30 * (i / 5000) ** 2)], BRANDS[i % 4], text].join(',');
  });
  await importFile(app, new File([['created_at,author,brand,text', ...lines].join('\n')], 'posts.csv'));
});

const of = (changes: Partial<PostFilter>): PostFilter => ({ ...NO_FILTER, ...changes });
const selected = async (filter: PostFilter) => (await app.queries.summary(filter)).selected;
const table = ({ facets }: Breakdown, facet: string) => facets.find((one) => one.facet === facet)!;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('a breakdown', () => {
  it('has the columns of the file, values by posts, however they are written', async () => {
    const breakdown = await app.queries.breakdown(NO_FILTER, 8);
    expect(breakdown.facets.map(({ facet }) => facet)).toEqual(['brand', 'author']);
    const brands = table(breakdown, 'brand');
    expect(brands.rows.map(({ value, posts }) => [value, posts])).toEqual([
      ['WeWork', 2500],
      ['Regus', 1250],
    ]);
    expect(brands.others).toBe(0);
    const authors = table(breakdown, 'author');
    expect(authors.rows.length).toBe(8);
    expect(authors.others).toBe(22);
    expect(sum(authors.rows.map(({ posts }) => posts)) + authors.otherPosts).toBe(5000);
  });

  it('says of each value how many posts a click on it leaves, whatever else is filtered', async () => {
    const filters = [
      NO_FILTER,
      of({ sentiments: ['Negative'] }),
      of({ brands: ['regus'], search: 'good' }),
      of({
        time: { fromMs: Date.UTC(2026, 0, 10), toMs: Date.UTC(2026, 1, 10) },
        authors: ['user 3', 'user 4'],
      }),
      of({ hours: { zone: 'UTC', cells: [0, 30, 31] }, confidence: { from: 0.5, to: 0.85 } }),
      of({ confidence: { from: 0.85, to: 1 }, sentiments: ['Positive'] }),
    ];
    for (const filter of filters) {
      const breakdown = await app.queries.breakdown(filter, 4);
      for (const { value, posts } of table(breakdown, 'brand').rows)
        expect(await selected({ ...filter, brands: [value] })).toBe(posts);
      for (const { value, posts } of table(breakdown, 'author').rows)
        expect(await selected({ ...filter, authors: [value] })).toBe(posts);
      for (const cell of [0, 30, 167]) {
        const hours = { zone: 'UTC', cells: [cell] };
        expect(await selected({ ...filter, hours })).toBe(breakdown.hours.cells[cell]!.posts);
      }
      for (const [bin, posts] of breakdown.confidence.entries()) {
        const confidence = { from: (5 * bin) / 100, to: (5 * bin + 5) / 100 };
        expect(await selected({ ...filter, confidence })).toBe(posts);
      }
      const exported = (await (await app.queries.exportCsv(filter)).text()).trimEnd().split('\n');
      expect(exported.length - 1).toBe(await selected(filter));
    }
  });

  it('shows a value that the filter names though others have more posts', async () => {
    const { rows } = table(await app.queries.breakdown(of({ authors: ['USER 29'] }), 2), 'author');
    expect(rows.map(({ value }) => value)).toEqual(['user 0', 'user 1', 'user 29']);
  });

  it('counts dated posts by the hours of the zone', async () => {
    const { hours } = await app.queries.breakdown(NO_FILTER, 1);
    expect(sum(hours.cells.map(({ posts }) => posts))).toBe(4500);
  });
});
