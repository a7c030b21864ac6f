import { expect, it } from 'vitest';
import { viewRoute } from '../../../src/app/belonging-actions.ts';
import { DEFAULT_LOOK, type Look } from '../../../src/app/look.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, csvFile, importFile, until } from './harness.ts';

async function opened() {
  const { app, storage } = createHarness(1);
  await importFile(app, csvFile(['good', 'bad']));
  const { route } = app.store.getState();
  if (route.name !== 'dataset') throw new Error('no dataset is open');
  return { app, storage, route };
}

it('keeps a view under a name, with its filter and look, and replaces it under the same', async () => {
  const { app, route } = await opened();
  const look: Look = { ...DEFAULT_LOOK, measure: 'shares', smoothing: 7 };
  app.actions.navigate({ ...route, look, filter: { ...NO_FILTER, search: 'a & b' } });
  await app.actions.saveView(' Launch ');
  app.actions.navigate({ ...route, view: 'posts', look });
  const [view] = app.store.getState().views;
  expect(viewRoute(view!)).toEqual({ ...route, look, filter: { ...NO_FILTER, search: 'a & b' } });
  await app.actions.saveView('Launch');
  expect(app.store.getState().views.map((one) => viewRoute(one))).toEqual([
    { ...route, view: 'posts', look },
  ]);
  await app.actions.renameView(view!.id, 'Week 1');
  expect(app.store.getState().views.map(({ name }) => name)).toEqual(['Week 1']);
  await app.actions.removeView(view!.id);
  expect(app.store.getState().views).toEqual([]);
});

it('keeps notes in the order of their times, and shows them again when the dataset is opened', async () => {
  const { app, storage, route } = await opened();
  await app.actions.putNote({ id: null, atMs: 20, text: ' second ' });
  await app.actions.putNote({ id: null, atMs: 10, text: 'first' });
  await app.actions.putNote({ id: null, atMs: 10, text: '  ' });
  const [first, second] = app.store.getState().notes;
  expect([first?.text, second?.text]).toEqual(['first', 'second']);
  await app.actions.putNote({ ...second!, atMs: 5 });
  expect(app.store.getState().notes.map(({ text }) => text)).toEqual(['second', 'first']);
  await app.actions.removeNote(first!.id);
  const kept = app.store.getState().notes;
  await importFile(app, csvFile(['other'], 'other.csv'));
  expect(app.store.getState().notes).toEqual([]);
  app.actions.navigate(route);
  await until(app, ({ notes }) => notes.length > 0);
  expect(app.store.getState().notes).toEqual(kept);
  expect(await storage.notes.list(route.datasetId)).toEqual(kept);
});

it('says so when a note cannot be kept, and shows what is stored', async () => {
  const { app, storage, route } = await opened();
  await storage.datasets.remove(route.datasetId);
  await app.actions.putNote({ id: null, atMs: 1, text: 'lost' });
  expect(app.store.getState().error).toMatch(/deleted, perhaps in another tab/u);
  expect(app.store.getState().notes).toEqual([]);
});
