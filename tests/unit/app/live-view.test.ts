import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createLiveView } from '../../../src/app/jobs/live-view.ts';
import type { RunMeter } from '../../../src/app/jobs/progress.ts';
import type { AppDependencies } from '../../../src/app/ports.ts';
import type { AppState } from '../../../src/app/state.ts';

function meterOf(scored: number): RunMeter {
  const counts = { read: 100_000, refused: 0, noted: 0, foreign: 0, scored };
  return { counts, bytesRead: 1, sizeBytes: 1, readComplete: true, scoringSinceMs: 0, scoredBefore: 0 };
}

/** A view of a run whose clock is set by hand, and what it has shown so far. */
function harness() {
  const clock = { ms: 0 };
  const opened = { datasetId: 'd', revision: 0 };
  const store = createStore<AppState>(() => ({ opened, run: { state: 'idle' } }) as unknown as AppState);
  const deps = { analytics: { sync: async () => undefined }, now: () => clock.ms };
  const view = createLiveView(new AbortController().signal, store, deps as unknown as AppDependencies, 'd');
  const revision = () => store.getState().opened!.revision;
  const shown = () => {
    const { run } = store.getState();
    return run.state === 'running' ? run.counts.scored : null;
  };
  async function report(ms: number, scored: number): Promise<void> {
    clock.ms = ms;
    view.report(meterOf(scored));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { view, report, revision, shown };
}

it('shows progress four times a second', async () => {
  const { report, shown } = harness();
  await report(0, 10);
  await report(249, 20);
  expect(shown()).toBe(10);
  await report(250, 30);
  expect(shown()).toBe(30);
});

it('shows first results at once, later ones when there are 5 % more and 400 ms have passed, and the last', async () => {
  const { view, report, revision } = harness();
  await report(0, 1000);
  expect(revision()).toBe(1);
  await report(399, 5000);
  expect(revision()).toBe(1);
  await report(400, 5000);
  expect(revision()).toBe(2);
  await report(10_000, 5249);
  expect(revision()).toBe(2);
  await report(10_100, 5250);
  expect(revision()).toBe(3);
  await view.end();
  expect(revision()).toBe(4);
});
