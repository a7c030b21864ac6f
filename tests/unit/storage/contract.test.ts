import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { unpackStrings } from '../../../src/core/columns/text-column.ts';
import { placeOfLanguage, UNCLEAR } from '../../../src/core/rows/languages.ts';
import { NOT_SCORED, type Scores } from '../../../src/core/scores/types.ts';
import { createDexieStorage } from '../../../src/storage/dexie/dexie-storage.ts';
import { chunk, dataset, implementations, scores } from './fixtures.ts';

describe.each(implementations)('storage contract: %s', (_name, create) => {
  it('keeps notes and views by dataset, and removes them with it', async () => {
    const { datasets, notes, views } = create();
    await datasets.create(dataset('a'));
    await datasets.create(dataset('b'));
    const note = { id: 'n', datasetId: 'a', atMs: 5, text: 'launch' };
    const view = { id: 'v', datasetId: 'a', name: 'Launch week', address: 'overview?q=launch' };
    await notes.put(note);
    await notes.put({ ...note, text: 'the launch' });
    await notes.put({ ...note, id: 'm', datasetId: 'b' });
    await views.put(view);
    expect(await notes.list('a')).toEqual([{ ...note, text: 'the launch' }]);
    expect(await views.list('a')).toEqual([view]);
    await expect(notes.put({ ...note, datasetId: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
    await notes.remove('m');
    await notes.remove('m');
    expect(await notes.list('b')).toEqual([]);
    await datasets.remove('a');
    expect([await notes.list('a'), await views.list('a')]).toEqual([[], []]);
  });

  it('keeps chunks, counts and scores and gives them back as they were', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    await datasets.create(dataset('a'));
    await posts.append('a', 0, chunk(['fine', '', 'שלום 👋'], 0));
    await posts.append('a', 1, chunk(['more'], 3));
    await scoreStore.put('a', 0, scores([0.25, Number.NaN, 0.75]));

    const record = await datasets.get('a');
    expect(record?.counts).toEqual({ read: 4, scored: 2, refused: 1, noted: 3, foreign: 0 });
    expect(record?.chunkCount).toBe(2);
    const fields = await posts.fields('a', 0);
    expect(unpackStrings(fields![0]!)).toEqual(['fine', '', 'שלום 👋']);
    const columns = await posts.columns('a', 0);
    expect([...columns!.epochMs]).toEqual([0, 1000, 2000]);
    expect([...columns!.refused]).toEqual([0, 1, 0]);
    expect((await posts.issues('a', 0)).map((issue) => issue.code)).toEqual([
      'no-date',
      'empty-text',
      'no-date',
    ]);
    expect([...(await scoreStore.get('a', 0))!.label]).toEqual([0, NOT_SCORED, 2]);
    const kept = (await scoreStore.get('a', 0))!;
    expect([...kept.probability]).toEqual([0.25, Number.NaN, 0.75]);
    expect([...kept.classes]).toEqual([...scores([0.25, Number.NaN, 0.75]).classes]);
    expect(await scoreStore.scoredChunks('a')).toEqual([0]);
  });

  it('keeps the scores of a model of two classes, which have no classes', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    await datasets.create(dataset('a'));
    await posts.append('a', 0, chunk(['x'], 0));
    await scoreStore.put('a', 0, { ...scores([0.25]), classes: new Float32Array(0) });
    expect((await scoreStore.get('a', 0))!.classes.length).toBe(0);
  });

  it('counts a chunk once however often it is scored', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    await datasets.create(dataset('a'));
    await posts.append('a', 0, chunk(['x', 'y'], 0));
    await scoreStore.put('a', 0, scores([0.1, 0.9]));
    await scoreStore.put('a', 0, scores([0.2, 0.8]));
    expect((await datasets.get('a'))?.counts.scored).toBe(2);
  });

  it('removes a dataset with everything in it and leaves its neighbours', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    for (const id of ['a', 'ab']) {
      await datasets.create(dataset(id));
      await posts.append(id, 0, chunk(['x'], 0));
      await scoreStore.put(id, 0, scores([0.1]));
    }
    await datasets.remove('a');
    expect((await datasets.list()).map((record) => record.id)).toEqual(['ab']);
    expect(await posts.fields('a', 0)).toBeUndefined();
    expect(await scoreStore.scoredChunks('a')).toEqual([]);
    expect(await scoreStore.scoredChunks('ab')).toEqual([0]);
  });

  it('refuses to write rows, scores or changes for a dataset that is gone', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    await expect(posts.append('gone', 0, chunk(['x'], 0))).rejects.toMatchObject({ code: 'not-found' });
    await expect(scoreStore.put('gone', 0, scores([0.1]))).rejects.toMatchObject({ code: 'not-found' });
    await expect(datasets.update('gone', { name: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps the first of two chunks with one index', async () => {
    const { datasets, posts } = create();
    await datasets.create(dataset('a'));
    await posts.append('a', 0, chunk(['first'], 0));
    await expect(posts.append('a', 0, chunk(['second'], 0))).rejects.toMatchObject({ code: 'failed' });
    expect(unpackStrings((await posts.fields('a', 0))![0]!)).toEqual(['first']);
    expect((await datasets.get('a'))?.counts.read).toBe(1);
  });

  it('keeps a copy of the file until it is dropped, and says so in the record', async () => {
    const { datasets, sources } = create();
    await datasets.create(dataset('a'));
    expect(await sources.get('a')).toBeUndefined();
    await sources.keep('a', new Blob(['id,text\n1,x\n']));
    expect(await (await sources.get('a'))?.text()).toBe('id,text\n1,x\n');
    expect((await datasets.get('a'))?.hasSource).toBe(true);
    await sources.drop('a');
    expect(await sources.get('a')).toBeUndefined();
    expect((await datasets.get('a'))?.hasSource).toBe(false);
    await sources.drop('a');
  });

  it('removes the copy of the file with its dataset, and keeps none for a dataset that is gone', async () => {
    const { datasets, sources } = create();
    await datasets.create(dataset('a'));
    await sources.keep('a', new Blob(['x']));
    await datasets.remove('a');
    expect(await sources.get('a')).toBeUndefined();
    await expect(sources.keep('a', new Blob(['x']))).rejects.toMatchObject({ code: 'not-found' });
    expect(await sources.get('a')).toBeUndefined();
  });

  it('keeps settings and gives undefined for what was never set', async () => {
    const { settings } = create();
    await settings.set('theme', 'dark');
    expect(await settings.get('theme')).toBe('dark');
    expect(await settings.get('zone')).toBeUndefined();
  });
});

it('finds everything again in a database that was closed', async () => {
  const first = createDexieStorage('reopened');
  await first.datasets.create(dataset('a'));
  await first.posts.append('a', 0, chunk(['kept'], 0));
  first.close();
  const second = createDexieStorage('reopened');
  expect(unpackStrings((await second.posts.fields('a', 0))![0]!)).toEqual(['kept']);
  expect((await second.datasets.list()).length).toBe(1);
});

it('opens scores that were stored before there were three classes', async () => {
  const name = 'two-classes';
  const current = createDexieStorage(name);
  await current.datasets.create(dataset('a'));
  await current.posts.append('a', 0, chunk(['x', ''], 0));
  await current.scores.put('a', 0, scores([0.25, Number.NaN]));
  current.close();
  // What version 0.1 wrote: the same record without classes.
  const before = await new Dexie(name).open();
  const { classes, ...earlier } = (await before.table('scores').get(['a', 0])) as Scores;
  await before.table('scores').put(earlier);
  before.close();
  const reopened = createDexieStorage(name);
  const kept = (await reopened.scores.get('a', 0))!;
  expect([...kept.label]).toEqual([0, NOT_SCORED]);
  expect(classes.length).toBe(6);
  expect(kept.classes).toEqual(new Float32Array(0));
  await reopened.scores.put('a', 0, scores([0.75, Number.NaN]));
  expect((await reopened.datasets.get('a'))?.counts.scored).toBe(1);
});

it('opens a database of version 1; what was incomplete there waits to be continued', async () => {
  const name = 'version-1';
  const before = new Dexie(name);
  before.version(1).stores({
    datasets: 'id',
    columns: '[datasetId+index]',
    fields: '[datasetId+index]',
    issues: '[datasetId+index]',
    scores: '[datasetId+index]',
    settings: 'key',
  });
  const { halt, resumedAt, hasSource, counts, ...later } = dataset('a');
  const { foreign, ...countsThen } = counts;
  expect([halt, resumedAt, hasSource, foreign]).toEqual([null, null, false, 0]);
  const earlier = { ...later, counts: countsThen };
  await before.table('datasets').add(earlier);
  await before.table('datasets').add({ ...earlier, id: 'b', phase: 'complete' });
  before.close();
  const { datasets } = createDexieStorage(name);
  expect(await datasets.get('a')).toEqual({ ...dataset('a'), halt: 'cancelled' });
  expect(await datasets.get('b')).toEqual({ ...dataset('b'), phase: 'complete' });
});

it('keeps the languages of a chunk, counts those of other languages, and opens chunks that have none', async () => {
  const name = 'version-3';
  const current = createDexieStorage(name);
  await current.datasets.create(dataset('a'));
  const rows = chunk(['x', 'y', 'z'], 0);
  await current.posts.append('a', 0, { ...rows, language: Uint8Array.of(UNCLEAR, placeOfLanguage('ja'), 2) });
  expect((await current.datasets.get('a'))?.counts.foreign).toBe(1);
  expect([...(await current.posts.columns('a', 0))!.language!]).toEqual([UNCLEAR, placeOfLanguage('ja'), 2]);
  current.close();
  const before = await new Dexie(name).open();
  const { language, ...earlier } = (await before.table('columns').get(['a', 0])) as { language: Uint8Array };
  expect(language.length).toBe(3);
  await before.table('columns').put(earlier);
  before.close();
  expect((await createDexieStorage(name).posts.columns('a', 0))!.language).toBeUndefined();
});
