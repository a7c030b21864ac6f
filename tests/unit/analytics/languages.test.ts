import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { PostFilter } from '../../../src/app/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import type { DatasetRecord } from '../../../src/storage/ports.ts';
import { createHarness, createHarnessOver, csvFile, importFile } from '../app/harness.ts';

const ENGLISH = 'I think that this is a good phone and I would buy it again';
const SPANISH = 'El servicio fue horrible, no vuelvo a comprar aquí nunca más';
const JAPANESE = 'このアプリはとても使いやすいです';
const UNCLEAR = 'ok';
/** 2,200 rows, so more than one chunk: of ten posts seven English, one Spanish, one Japanese, one unclear; some empty. */
const POSTS = Array.from({ length: 2200 }, (_, i) =>
  i % 100 === 50 ? '' : `${[SPANISH, JAPANESE, UNCLEAR][i % 10] ?? ENGLISH}`,
);
const posts = (text: string): number => POSTS.filter((post) => post === text).length;

const of = (changes: Partial<PostFilter>): PostFilter => ({ ...NO_FILTER, ...changes });

describe('languages', () => {
  it('are a column that posts are counted, filtered, listed, compared and exported by', async () => {
    const { app, storage } = createHarness(2);
    await importFile(app, csvFile(POSTS));
    const [{ counts }] = (await storage.datasets.list()) as [DatasetRecord];
    expect(counts.foreign).toBe(posts(SPANISH) + posts(JAPANESE));
    const { queries } = app;
    expect((await queries.summary(NO_FILTER)).foreign).toBe(counts.foreign);

    const { facets } = await queries.breakdown(NO_FILTER, 3);
    const table = facets.find(({ facet }) => facet === 'language')!;
    expect(table.rows.map(({ value, posts }) => [value, posts])).toEqual([
      ['English', posts(ENGLISH)],
      ['Unclear', posts(UNCLEAR)],
      ['Japanese', posts(JAPANESE)],
    ]);
    expect([table.others, table.otherPosts]).toEqual([1, posts(SPANISH)]);

    const own = of({ languages: ['english', 'Unclear'] });
    const summary = await queries.summary(own);
    expect(summary).toMatchObject({ selected: posts(ENGLISH) + posts(UNCLEAR), foreign: 0 });
    expect((await (await queries.exportCsv(own)).text()).trimEnd().split('\n').length - 1).toBe(
      summary.selected,
    );
    const { rows } = await queries.page(
      of({ languages: ['Spanish'] }),
      { key: 'row', descending: false },
      0,
      9999,
    );
    expect(rows.length).toBe(posts(SPANISH));
    expect(rows.every(({ text, language }) => text === SPANISH && language === 'Spanish')).toBe(true);
    const unclear = await queries.page(
      of({ languages: ['Unclear'] }),
      { key: 'row', descending: false },
      0,
      1,
    );
    expect(unclear.rows[0]!.language).toBe(null);
    expect((await queries.summary(of({ languages: ['Klingon'] }))).selected).toBe(0);

    const comparison = await queries.compare(NO_FILTER, 'language', 2);
    expect(comparison.segments.map(({ value, posts }) => [value, posts])).toEqual([
      ['English', posts(ENGLISH)],
      ['Unclear', posts(UNCLEAR)],
      [null, posts(SPANISH) + posts(JAPANESE)],
    ]);
  });

  it('are no panel where nearly all posts are in English, unless they are filtered by', async () => {
    const { app } = createHarness(1);
    await importFile(app, csvFile([SPANISH, ...Array.from({ length: 100 }, () => ENGLISH)]));
    const { facets } = await app.queries.breakdown(NO_FILTER, 3);
    expect(facets.map(({ facet }) => facet)).not.toContain('language');
    expect((await app.queries.summary(NO_FILTER)).foreign).toBe(1);
    const filter = of({ languages: ['Spanish'] });
    expect((await app.queries.breakdown(filter, 3)).facets.map(({ facet }) => facet)).toContain('language');
    expect((await app.queries.summary(filter)).selected).toBe(1);
  });

  it('are not known of a dataset that an earlier version read, and nothing is claimed of them', async () => {
    const storage = createMemoryStorage();
    await importFile(createHarnessOver(storage, 1).app, csvFile([SPANISH, ENGLISH]));
    const [{ id, counts }] = (await storage.datasets.list()) as [DatasetRecord];
    await storage.datasets.update(id, { counts: { ...counts, foreign: 0 } });
    const analytics = createAnalyticsService({
      ...storage,
      posts: {
        ...storage.posts,
        async columns(datasetId, index) {
          const { language, ...earlier } = (await storage.posts.columns(datasetId, index))!;
          expect(language).toBeDefined();
          return earlier;
        },
      },
    });
    await analytics.sync(id);
    const summary = await analytics.summary(NO_FILTER, null);
    expect([summary.selected, summary.foreign]).toEqual([2, null]);
    const { rows } = await analytics.page(NO_FILTER, { key: 'row', descending: false }, 0, 9);
    expect(rows.map(({ language }) => language)).toEqual([null, null]);
  });
});
