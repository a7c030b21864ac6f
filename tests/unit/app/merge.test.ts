import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, csvFile, importFile, until } from './harness.ts';

const idOf = (app: App, name: string): string =>
  app.store.getState().datasets!.find((dataset) => dataset.name === name)!.id;

async function twoDatasets() {
  const harness = createHarness(2);
  const { app } = harness;
  await importFile(app, csvFile(['good', '', 'bad'], 'may.csv'));
  await app.actions.putNote({ id: null, atMs: Date.UTC(2026, 0, 1, 1), text: 'launch' });
  await app.actions.saveView('all');
  await importFile(app, csvFile(['good', 'good'], 'june.csv'));
  return { ...harness, ids: [idOf(app, 'may'), idOf(app, 'june')] };
}

describe('mergeDatasets', () => {
  it('makes one dataset with the rows, scores, notes and views of both, and keeps the originals', async () => {
    const { app, ids } = await twoDatasets();
    await app.actions.mergeDatasets({ ids, name: 'spring', keepsOriginals: true });
    await until(app, ({ opened }) => opened?.datasetId === idOf(app, 'spring'));
    const { datasets } = app.store.getState();
    expect(datasets?.map(({ name }) => name).toSorted()).toEqual(['june', 'may', 'spring']);
    const summary = await app.queries.summary(NO_FILTER);
    expect(summary.counts).toEqual({ read: 5, scored: 4, refused: 1, noted: 0, foreign: 0 });
    expect(summary.byClass).toEqual([1, 0, 3]);
    const csv = await (await app.queries.exportCsv({ ...NO_FILTER, files: ['june.csv'] })).text();
    expect(csv.split('\n')[0]).toContain('source_file');
    expect(csv.trim().split('\n').length).toBe(3);
    await until(app, ({ notes, views }) => notes.length === 1 && views.length === 1);
    expect((await app.queries.issues(0, 9)).issues.map(({ rowNumber }) => rowNumber)).toEqual([2]);
  });

  it('deletes the originals where that was asked for', async () => {
    const { app, ids } = await twoDatasets();
    await app.actions.mergeDatasets({ ids: ids.toReversed(), name: ' ', keepsOriginals: false });
    expect(app.store.getState().datasets?.map(({ name }) => name)).toEqual(['june + may']);
  });

  it('scores anew what different models scored', async () => {
    const { app, storage, ids } = await twoDatasets();
    await storage.datasets.update(ids[0]!, { modelVersion: 'older' });
    await app.actions.mergeDatasets({ ids, name: 'both', keepsOriginals: true });
    await until(app, ({ run }) => run.state === 'done' && run.datasetId === idOf(app, 'both'));
    expect(await storage.datasets.get(idOf(app, 'both'))).toMatchObject({
      phase: 'complete',
      modelVersion: 'test',
      counts: { read: 5, scored: 4, refused: 1 },
    });
  });

  it('changes nothing where one is gone or not complete', async () => {
    const { app, storage, ids } = await twoDatasets();
    await app.actions.mergeDatasets({ ids: [...ids, 'gone'], name: 'x', keepsOriginals: false });
    expect(app.store.getState().error).toMatch(/Nothing was changed/u);
    await storage.datasets.update(ids[0]!, { phase: 'reading' });
    await app.actions.mergeDatasets({ ids, name: 'x', keepsOriginals: false });
    expect(app.store.getState().error).toMatch(/not complete/u);
    expect((await storage.datasets.list()).length).toBe(2);
    expect(app.store.getState().merge).toBeNull();
  });
});

it('appends a file to a dataset once it is scored, under the name of that dataset', async () => {
  const { app } = createHarness(1);
  await importFile(app, csvFile(['good', 'bad'], 'may.csv'));
  await app.actions.takeFiles([csvFile(['bad'], 'june.csv')]);
  app.actions.appendTo(idOf(app, 'may'));
  await app.actions.confirmMapping();
  const { datasets } = app.store.getState();
  expect(datasets?.map(({ name, counts }) => [name, counts.read])).toEqual([['may', 3]]);
  await until(app, ({ opened }) => opened?.datasetId === idOf(app, 'may'));
  expect((await app.queries.summary({ ...NO_FILTER, files: ['june.csv'] })).selected).toBe(1);
});

it('renames a dataset, and keeps a name that is blank as it was', async () => {
  const { app } = createHarness(1);
  await importFile(app, csvFile(['good'], 'may.csv'));
  const id = idOf(app, 'may');
  await app.actions.renameDataset(id, ' Month of May ');
  await app.actions.renameDataset(id, '  ');
  expect(app.store.getState().datasets?.[0]?.name).toBe('Month of May');
});
