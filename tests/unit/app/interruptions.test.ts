import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { type Storage, StorageError } from '../../../src/storage/ports.ts';
import { closable, createHarness, createHarnessOver, type Harness, importFile, until } from './harness.ts';
import { exported, file, importing, onlyDataset, uninterrupted } from './interrupted-run.ts';

const forever = new Promise<never>(() => undefined);
type Hook = 'onAppend' | 'onScore';

/** Lets a tab do `act` and closes it when it comes to chunk `index` in `hook`; gives the store it leaves. */
async function closedAt(
  storage: Storage,
  hook: Hook,
  index: number,
  act: (tab: Harness) => Promise<void>,
): Promise<Storage> {
  const view = closable(storage);
  const tab = createHarnessOver(view.storage, 2);
  await new Promise<void>((resolve) => {
    tab[hook] = async (at) => {
      if (at < index) return;
      view.close();
      resolve();
      await forever;
    };
    void act(tab);
  });
  return storage;
}

const reopening = (tab: Harness): Promise<void> => tab.app.start();

/** Opens the app over what a closed tab has left, and gives the export when the run is done. */
async function finished(storage: Storage): Promise<string> {
  const tab = createHarnessOver(storage, 2);
  await tab.app.start();
  await until(tab.app, ({ run }) => run.state === 'done');
  await tab.app.actions.followHash(`#/d/${(await onlyDataset(tab)).id}/overview`);
  return exported(tab);
}

describe('a run whose tab was closed', () => {
  it('while reading goes on by itself, without the file, to the same bytes', async () => {
    const storage = await closedAt(createMemoryStorage(), 'onAppend', 2, importing);
    expect(await onlyDataset({ storage })).toMatchObject({ phase: 'reading', hasSource: true });
    expect(await finished(storage)).toBe(await uninterrupted());
    const dataset = await onlyDataset({ storage });
    expect(dataset).toMatchObject({ phase: 'complete', hasSource: false });
    expect(await storage.sources.get(dataset.id)).toBeUndefined();
  });

  it.each([0, 3, 6])('while chunk %i was scored goes on by itself, to the same bytes', async (index) => {
    const storage = await closedAt(createMemoryStorage(), 'onScore', index, importing);
    expect(await finished(storage)).toBe(await uninterrupted());
  });

  it('again and again loses nothing', async () => {
    const storage = await closedAt(createMemoryStorage(), 'onAppend', 1, importing);
    for (const index of [2, 3, 4]) await closedAt(storage, 'onAppend', index, reopening);
    await closedAt(storage, 'onScore', 5, reopening);
    expect(await finished(storage)).toBe(await uninterrupted());
  });

  it('is not taken up unasked a second time from the same place', async () => {
    const storage = await closedAt(createMemoryStorage(), 'onAppend', 0, importing);
    await closedAt(storage, 'onAppend', 0, reopening);
    const { app } = createHarnessOver(storage, 1);
    await app.start();
    const { id } = await onlyDataset({ storage });
    await app.actions.resumeRun(id);
    expect(app.store.getState().run.state).toBe('idle');
    await app.actions.continueRun(id);
    expect(app.store.getState().run.state).toBe('done');
  });

  it('and taken up in vain does not keep another from going on', async () => {
    const storage = await closedAt(createMemoryStorage(), 'onAppend', 0, importing);
    const inVain = await onlyDataset({ storage });
    await closedAt(storage, 'onScore', 3, importing);
    expect(await onlyDataset({ storage })).toEqual(inVain);
    await closedAt(storage, 'onAppend', 0, reopening);
    const { app } = createHarnessOver(storage, 1);
    await app.start();
    await until(app, ({ run }) => run.state === 'done');
    const phases = (await storage.datasets.list()).map(({ id, phase }) => [id === inVain.id, phase]);
    expect(phases).toEqual([
      [true, 'reading'],
      [false, 'complete'],
    ]);
  });

  it('that a person had cancelled waits for a click, and then needs no file', async () => {
    const harness = createHarness(1);
    harness.onAppend = async (index) => {
      if (index === 2) harness.app.actions.cancelRun();
    };
    await importFile(harness.app, file());
    expect(await onlyDataset(harness)).toMatchObject({ halt: 'cancelled', phase: 'reading' });
    const next = createHarnessOver(harness.storage, 1);
    await next.app.start();
    const { id } = await onlyDataset(next);
    await next.app.actions.resumeRun(id);
    expect(next.app.store.getState().run.state).toBe('idle');
    await next.app.actions.followHash(`#/d/${id}/overview`);
    expect(next.app.store.getState().run.state).toBe('cancelled');
    await next.app.actions.continueRun(id);
    expect(await exported(next)).toBe(await uninterrupted());
  });
});

describe('a cancel', () => {
  it('is answered before the batch under way has ended, and a later run waits for that', async () => {
    const harness = createHarness(1);
    const { app, storage } = harness;
    let endBatch: () => void = () => undefined;
    const midBatch = new Promise<void>((resolve) => {
      harness.onScore = async () => {
        resolve();
        await new Promise<void>((end) => {
          endBatch = end;
        });
      };
    });
    const imported = importFile(app, file());
    await midBatch;
    app.actions.cancelRun();
    expect(app.store.getState().run.state).toBe('cancelled');

    const { id } = await onlyDataset(harness);
    harness.onScore = async () => undefined;
    const continued = app.actions.continueRun(id);
    expect(app.store.getState().run.state).toBe('cancelled');
    endBatch();
    await imported;
    expect(await storage.scores.scoredChunks(id)).toEqual([]);
    await continued;
    expect(app.store.getState().run.state).toBe('done');
    expect(await exported(harness)).toBe(await uninterrupted());
  });

  it('before anything was read leaves a dataset that can be continued', async () => {
    const harness = createHarness(1);
    const imported = importFile(harness.app, file());
    await until(harness.app, ({ run }) => run.state === 'running');
    harness.app.actions.cancelRun();
    await imported;
    expect(harness.app.store.getState().run.state).toBe('cancelled');
    await harness.app.actions.continueRun((await onlyDataset(harness)).id);
    expect(await exported(harness)).toBe(await uninterrupted());
  });
});

describe('a full disk', () => {
  const full = () => new StorageError('quota', 'full');

  it.each(['onAppend', 'onScore'] as const)(
    'met in %s pauses; after it is freed the run goes on',
    async (met) => {
      const harness = createHarness(2);
      harness[met] = async (index) => {
        if (index === 3) throw full();
      };
      await importFile(harness.app, file());
      expect(harness.app.store.getState()).toMatchObject({ run: { state: 'paused' }, error: null });
      const stopped = await onlyDataset(harness);
      expect(stopped).toMatchObject({ halt: 'storage-full' });
      expect(stopped.counts.read).toBeGreaterThan(0);

      const next = createHarnessOver(harness.storage, 2);
      await next.app.start();
      await next.app.actions.followHash(`#/d/${stopped.id}/overview`);
      expect(next.app.store.getState().run).toMatchObject({ state: 'paused', counts: stopped.counts });
      await next.app.actions.continueRun(stopped.id);
      expect(next.app.store.getState().run.state).toBe('done');
      expect(await exported(next)).toBe(await uninterrupted());
    },
  );

  it('without room for a copy of the file does not stop a run that fits', async () => {
    const harness = createHarness(1);
    harness.storage.sources.keep = async () => {
      throw full();
    };
    await importFile(harness.app, file());
    expect(harness.app.store.getState().run.state).toBe('done');
  });
});
