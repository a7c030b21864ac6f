import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { type Storage, StorageError } from '../../../src/storage/ports.ts';
import {
  closable,
  createHarness,
  createHarnessOver,
  createLocks,
  csvFile,
  type Harness,
  importFile,
  until,
} from './harness.ts';

const ROWS = 12_000;
const file = () =>
  csvFile(
    Array.from({ length: ROWS }, (_, i) => (i % 10 === 9 ? '' : `${i % 3 ? 'bad' : 'good'} post ${i}`)),
  );
const forever = new Promise<never>(() => undefined);
const exported = async ({ app }: Harness) => (await app.queries.exportCsv(null)).text();
const onlyDataset = async ({ storage }: Pick<Harness, 'storage'>) => (await storage.datasets.list())[0]!;

async function uninterrupted(): Promise<string> {
  const harness = createHarness(2);
  await importFile(harness.app, file());
  return exported(harness);
}

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

/** Lets a tab stand still when it comes to score chunk `index`, until `goOn` is called. */
function standStillAt(tab: Harness, index: number): { reached: Promise<void>; goOn: () => void } {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    tab.onScore = async (at) => {
      if (at !== index) return;
      resolve();
      await held;
    };
  });
  return { reached, goOn };
}

const importing = (tab: Harness): Promise<void> => importFile(tab.app, file());
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

describe('a second tab', () => {
  afterEach(() => vi.useRealTimers());

  /** A tab that stands still while it scores chunk 3 until `goOn` is called, and another that opened its dataset. */
  async function twoTabs() {
    const storage = createMemoryStorage();
    const locks = createLocks();
    const view = closable(storage);
    const first = createHarnessOver(view.storage, 1, locks.lockRun);
    const { reached, goOn } = standStillAt(first, 3);
    const imported = importing(first);
    await reached;
    const second = createHarnessOver(storage, 1, locks.lockRun);
    await second.app.start();
    const { id } = await onlyDataset(second);
    await second.app.actions.followHash(`#/d/${id}/overview`);
    await until(second.app, ({ run }) => run.state === 'elsewhere');
    return {
      id,
      first,
      second,
      goOn,
      imported,
      closeFirst: () => {
        view.close();
        locks.closeHolder();
      },
    };
  }

  it('shows what came of a run that the first one ended', async () => {
    const { first, second, goOn, imported } = await twoTabs();
    goOn();
    await imported;
    await until(second.app, ({ run }) => run.state === 'done');
    const { run, opened } = second.app.store.getState();
    expect(run).toMatchObject({ counts: { read: ROWS, scored: ROWS * 0.9 } });
    expect(opened?.revision).toBeGreaterThan(0);
    expect(await exported(second)).toBe(await exported(first));
  });

  it('follows what the first one stores', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { first, second, goOn, imported } = await twoTabs();
    const { run: before, opened } = second.app.store.getState();
    const next = standStillAt(first, 5);
    goOn();
    await next.reached;
    await vi.advanceTimersByTimeAsync(2000);
    await until(second.app, (state) => state.opened!.revision > opened!.revision);
    const { run } = second.app.store.getState();
    expect(run).toMatchObject({ state: 'elsewhere', counts: (await onlyDataset(second)).counts });
    expect(run).not.toEqual(before);
    next.goOn();
    await imported;
    await until(second.app, (state) => state.run.state === 'done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes a run up when the first one is closed', async () => {
    const { second, closeFirst } = await twoTabs();
    closeFirst();
    await until(second.app, ({ run }) => run.state === 'done');
    expect(await exported(second)).toBe(await uninterrupted());
  });

  it('says that another tab is at it wherever one comes back to the dataset', async () => {
    const { id, second } = await twoTabs();
    second.app.actions.navigate({ name: 'start' });
    second.app.store.setState({ opened: null, run: { state: 'idle' } });
    await second.app.actions.followHash(`#/d/${id}/overview`);
    await until(second.app, ({ run }) => run.state === 'elsewhere');
    expect(second.app.store.getState().error).toBeNull();
  });

  it('leaves a run that was cancelled in the first one to a click', async () => {
    const { first, second, goOn, imported } = await twoTabs();
    first.app.actions.cancelRun();
    goOn();
    await imported;
    await until(second.app, ({ run }) => run.state === 'cancelled');
    expect(await onlyDataset(second)).toMatchObject({ halt: 'cancelled' });
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
