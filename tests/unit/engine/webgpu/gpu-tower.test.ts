import { afterEach, expect, it, vi } from 'vitest';
import { createRng } from '../../../../src/core/rng/rng.ts';
import { createBatchSize } from '../../../../src/engine/batch-size.ts';
import { planBatches } from '../../../../src/engine/batches.ts';
import type { TowerSizes } from '../../../../src/engine/manifest.ts';
import { createGpuTower, fitsGpu } from '../../../../src/engine/webgpu/gpu-tower.ts';
import { alone, randomBatch, randomWeights, SMALL } from '../random-model.ts';
import { createFakeDevice } from './fake-device.ts';

afterEach(() => vi.unstubAllGlobals());

/** As wide as the larger tower that ships. */
const LARGE: TowerSizes = {
  ...SMALL,
  ...{ vocabulary: 20_000, embedding: 32, hidden: 128, attention: 64, dense: 64, outputs: 4 },
  bag: { rows: 20, width: 32, bucketBits: 8, shortest: 2, longest: 3 },
};
const MEGABYTE = 2 ** 20;

/** Batches as large as the app makes them, of posts of one length each time. */
function appBatches(seed: number, longest: number): Int32Array[][] {
  const size = createBatchSize();
  for (let i = 0; i < 9; i++) size.took(1, size.limits());
  const posts = randomBatch(2048, longest, LARGE.vocabulary, seed);
  const plan = planBatches(
    posts.map(({ length }) => length),
    size.limits(),
  );
  return plan.map((batch) => batch.map((row) => posts[row]!));
}

it('holds no more for batches of many shapes than for the largest', async () => {
  const { device, record } = createFakeDevice();
  const tower = createGpuTower(device, randomWeights(alone(LARGE), 1), LARGE);
  const weights = record.bytes;
  for (const longest of [128, 9, 40])
    for (const batch of appBatches(longest, longest)) await tower.logits(batch);
  const { bytes, buffers, made } = record;
  // Half of what both towers may hold, and the table of the embedding beside it.
  expect(bytes - weights).toBeLessThan(110 * MEGABYTE);
  expect(buffers).toBeLessThanOrEqual(5 + 5 + 1);
  const rng = createRng(5);
  for (let i = 0; i < 150; i++)
    await tower.logits(randomBatch(1 + rng.int(200), 1 + rng.int(60), LARGE.vocabulary, i));
  expect(record).toMatchObject({ bytes, buffers, made });
  tower.dispose();
  expect(record).toMatchObject({ bytes: 0, buffers: 0 });
});

it('takes four dispatches a batch, and batches that are on their way together', async () => {
  const { device, record } = createFakeDevice();
  const tower = createGpuTower(device, randomWeights(alone(SMALL), 1), SMALL);
  const batches = [1, 2, 3].map((seed) => randomBatch(7, 9, SMALL.vocabulary, seed));
  const waiting = batches.map((batch) => tower.logits(batch));
  expect(record.submitted).toEqual(batches.map(() => ['project', 'lstm', 'attend', 'pooling']));
  for (const logits of await Promise.all(waiting)) expect(logits).toHaveLength(7 * SMALL.outputs);
  const { made } = record;
  await Promise.all(batches.map((batch) => tower.logits(batch)));
  expect(record.made).toBe(made);
});

it('says where the card has no room', async () => {
  const { device, record } = createFakeDevice();
  const tower = createGpuTower(device, randomWeights(alone(SMALL), 1), SMALL);
  record.isFull = true;
  const batch = randomBatch(3, 5, SMALL.vocabulary, 1);
  await expect(Promise.all([tower.logits(batch), tower.logits(batch)])).rejects.toThrow('out of memory');
});

it('knows what fits into a workgroup of every device', () => {
  expect(fitsGpu(LARGE)).toBe(true);
  expect(fitsGpu({ ...LARGE, hidden: 256 })).toBe(true);
  expect(fitsGpu({ ...LARGE, hidden: 257 })).toBe(false);
  expect(fitsGpu({ ...LARGE, dense: 3000 })).toBe(false);
});
