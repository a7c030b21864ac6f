import { expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/app/route.ts';
import type { PostFilter } from '../../../src/app/types.ts';
import { createHarness, csvFile, importFile } from './harness.ts';

it('takes back one change of the filter after the other, and letters of a word at once', async () => {
  const { app } = createHarness(1);
  await importFile(app, csvFile(['good', 'bad']));
  const { route } = app.store.getState();
  if (route.name !== 'dataset') throw new Error('no dataset is open');
  const filterTo = (changes: Partial<PostFilter>): void =>
    app.actions.navigate({ ...route, filter: { ...NO_FILTER, ...changes } });
  const filter = () => {
    const now = app.store.getState().route;
    return now.name === 'dataset' ? now.filter : null;
  };
  filterTo({ sentiments: ['Negative'] });
  for (const search of ['b', 'ba', 'bad']) filterTo({ sentiments: ['Negative'], search });
  filterTo({ sentiments: ['Negative'], search: 'bad', brands: ['x'] });
  app.actions.navigate({ ...route, view: 'posts', filter: filter()! });
  app.actions.undoFilter();
  expect(filter()).toEqual({ ...NO_FILTER, sentiments: ['Negative'], search: 'bad' });
  expect(app.store.getState().route).toMatchObject({ view: 'posts' });
  app.actions.undoFilter();
  expect(filter()).toEqual({ ...NO_FILTER, sentiments: ['Negative'] });
  app.actions.undoFilter();
  expect(filter()).toEqual(NO_FILTER);
  app.actions.undoFilter();
  expect(filter()).toEqual(NO_FILTER);
  app.actions.redoFilter();
  app.actions.redoFilter();
  expect(filter()).toEqual({ ...NO_FILTER, sentiments: ['Negative'], search: 'bad' });
  app.actions.undoFilter();
  filterTo({ search: 'x' });
  app.actions.redoFilter();
  expect(filter()).toEqual({ ...NO_FILTER, search: 'x' });
  app.actions.navigate({ name: 'start' });
  expect(app.store.getState().past).toEqual([]);
});
