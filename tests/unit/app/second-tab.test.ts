import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { closable, createHarnessOver, createLocks, type Harness, until } from './harness.ts';
import { exported, importing, onlyDataset, ROWS, uninterrupted } from './interrupted-run.ts';

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
