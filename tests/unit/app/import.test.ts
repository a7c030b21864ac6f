import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, csvFile, importFile } from './harness.ts';

const texts = (n: number) =>
  Array.from({ length: n }, (_, i) => (i % 10 === 9 ? '' : i % 3 === 0 ? `good post ${i}` : `bad post ${i}`));

describe('an import', () => {
  it.each([1, 3])('reads, refuses, scores and keeps every row with %i workers', async (workers) => {
    const { app, storage } = createHarness(workers);
    await app.start();
    await importFile(app, csvFile(texts(5000)));

    const { run, route, datasets } = app.store.getState();
    expect(run).toMatchObject({ state: 'done', counts: { read: 5000, scored: 4500, refused: 500 } });
    expect(route).toMatchObject({ name: 'dataset', view: 'overview' });
    expect(datasets?.[0]).toMatchObject({ phase: 'complete', name: 'posts' });
    expect((await storage.datasets.list())[0]?.sparkline.length).toBeGreaterThan(0);

    const summary = await app.queries.summary(NO_FILTER);
    expect(summary.selected).toBe(4500);
    expect(summary.byClass[0] + summary.byClass[2]).toBe(4500);
    const trend = await app.queries.trend(NO_FILTER, 'auto');
    expect(trend.counts.flat().reduce((a, b) => a + b, 0)).toBe(4500);
    expect((await app.queries.issues(0, 10)).total).toBe(500);
  });

  it('gives the same export whatever the number of workers', async () => {
    const exports = await Promise.all(
      [1, 4].map(async (workers) => {
        const { app } = createHarness(workers);
        await importFile(app, csvFile(texts(3000)));
        return (await app.queries.exportCsv(null)).text();
      }),
    );
    expect(exports[0]).toBe(exports[1]);
    const lines = exports[0]!.trimEnd().split('\n');
    expect(lines[0]).toBe('id,created_at,text,predicted_sentiment,confidence,probability');
    expect(lines.length).toBe(3001);
    expect(lines[1]).toBe('0,2026-01-01T00:00:00.000Z,good post 0,Positive,0.900000,0.900000');
    expect(lines[10]).toBe('9,2026-01-01T09:00:00.000Z,,,,');
  });

  it('keeps what was scored when it is cancelled, writes nothing after, and can go on', async () => {
    const harness = createHarness(2);
    const { app, storage } = harness;
    harness.onScore = async (index) => {
      if (index === 1) app.actions.cancelRun();
    };
    await importFile(app, csvFile(texts(6000)));
    const { run } = app.store.getState();
    expect(run.state).toBe('cancelled');
    const [dataset] = await storage.datasets.list();
    const scoredAtCancel = dataset!.counts.scored;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await storage.datasets.get(dataset!.id))!.counts.scored).toBe(scoredAtCancel);

    harness.onScore = async () => undefined;
    await app.actions.continueRun(dataset!.id);
    const after = (await storage.datasets.get(dataset!.id))!;
    expect(after.counts.read).toBe(after.counts.scored + after.counts.refused);
    expect(app.store.getState().run.state).toBe('done');
  });

  it('fails, and does not hang, when a worker dies', async () => {
    const harness = createHarness(2);
    harness.onScore = async () => {
      throw Object.assign(new Error('gone'), { code: 'worker-lost' });
    };
    await importFile(harness.app, csvFile(texts(3000)));
    expect(harness.app.store.getState().run).toMatchObject({ state: 'failed' });
  });

  it('scores what came before the damage of a file that breaks off, and offers no reading on', async () => {
    const { app, storage } = createHarness(2);
    const whole = Buffer.from(await csvFile(texts(20_000)).arrayBuffer());
    const cut = gzipSync(whole).subarray(0, 40_000);
    await importFile(app, new File([cut], 'cut.csv.gz'));
    const { run, error, importedFile } = app.store.getState();
    expect(run.state).toBe('failed');
    expect(error).toMatch(/damaged or cut off/);
    expect(importedFile).toBeNull();
    const { counts, phase } = (await storage.datasets.list())[0]!;
    expect(counts.read).toBeGreaterThan(500);
    expect(counts.read).toBe(counts.scored + counts.refused);
    expect(phase).toBe('reading');
  });

  it('of a dataset that is deleted meanwhile ends at the start page, with a word', async () => {
    const harness = createHarness(1);
    harness.onScore = async (index) => {
      if (index === 1) await harness.storage.datasets.remove((await harness.storage.datasets.list())[0]!.id);
    };
    await importFile(harness.app, csvFile(texts(6000)));
    expect(harness.app.store.getState()).toMatchObject({
      route: { name: 'start' },
      opened: null,
      run: { state: 'idle' },
      error: 'This dataset was deleted, perhaps in another tab.',
    });
  });

  it('takes the first of several files and says so', async () => {
    const { app } = createHarness(1);
    await app.actions.takeFiles([csvFile(texts(5), 'a.csv'), csvFile(texts(5), 'b.csv')]);
    expect(app.store.getState()).toMatchObject({ route: { name: 'mapping' }, intake: { step: 'mapping' } });
    expect(app.store.getState().error).toContain('this is a.csv');
  });

  it('refuses a file that is not a table, with its reason', async () => {
    const { app } = createHarness(1);
    await app.actions.takeFiles([new File(['%PDF-1.7 ...'], 'report.csv')]);
    expect(app.store.getState().intake).toMatchObject({ step: 'refused', problem: { code: 'pdf' } });
  });

  it('does not start without a text column', async () => {
    const { app, storage } = createHarness(1);
    await importFile(app, new File(['when,count\n2026-01-01,5\n2026-01-02,6\n'], 'counts.csv'));
    expect(await storage.datasets.list()).toEqual([]);
    expect(app.store.getState().intake.step).toBe('mapping');
  });
});

describe('a stored dataset', () => {
  it('that was cut off while reading is read on from where it stopped, to the same result', async () => {
    const whole = createHarness(1);
    await importFile(whole.app, csvFile(texts(6000)));
    const harness = createHarness(1);
    harness.onAppend = async (index) => {
      if (index === 1) harness.app.actions.cancelRun();
    };
    await importFile(harness.app, csvFile(texts(6000)));
    const { id, counts } = (await harness.storage.datasets.list())[0]!;
    expect(counts.read).toBeLessThan(6000);
    harness.onAppend = async () => undefined;
    await harness.app.actions.continueRun(id);
    expect((await harness.storage.datasets.get(id))!.phase).toBe('complete');
    const [first, second] = await Promise.all(
      [whole, harness].map(async ({ app }) => (await app.queries.exportCsv(null)).text()),
    );
    expect(second).toBe(first);
  });

  it('whose file is gone stays incomplete, even when every row that was read is scored', async () => {
    const harness = createHarness(1);
    harness.onAppend = async (index) => {
      if (index === 1) harness.app.actions.cancelRun();
    };
    await importFile(harness.app, csvFile(texts(6000)));
    harness.app.store.setState({ importedFile: null });
    for (const { id } of await harness.storage.datasets.list()) await harness.storage.sources.drop(id);
    const { id } = (await harness.storage.datasets.list())[0]!;
    await harness.app.actions.continueRun(id);
    const { phase, counts } = (await harness.storage.datasets.get(id))!;
    expect(phase).toBe('reading');
    expect(counts.read).toBe(counts.scored + counts.refused);
    expect(harness.app.store.getState().run.state).toBe('cancelled');
  });

  it('is found by its address after a restart and leaves nothing behind when deleted', async () => {
    const { app, storage } = createHarness(1);
    await importFile(app, csvFile(texts(100)));
    const { id } = (await storage.datasets.list())[0]!;
    await app.actions.followHash('#/');
    await app.actions.followHash(`#/d/${id}/posts?q=good`);
    expect(app.store.getState().route).toMatchObject({ view: 'posts', filter: { search: 'good' } });
    await app.actions.deleteDataset(id);
    expect(app.store.getState()).toMatchObject({ route: { name: 'start' }, opened: null, datasets: [] });
    expect(await storage.posts.columns(id, 0)).toBeUndefined();
  });

  it('that is gone sends the person to the start page with a word', async () => {
    const { app } = createHarness(1);
    await app.actions.followHash('#/d/nowhere/overview');
    expect(app.store.getState().route.name).toBe('start');
    expect(app.store.getState().error).toContain('not on this device');
  });
});
