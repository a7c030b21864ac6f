import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../../src/engine/backends.ts';
import { createFusedTower } from '../../../../src/engine/kernel/fused.ts';
import { createKernelTower } from '../../../../src/engine/kernel/kernel-tower.ts';
import { isSupported, type KernelBuild } from '../../../../src/engine/kernel/module.ts';
import type { TowerSizes } from '../../../../src/engine/manifest.ts';
import { createTower, type Tower } from '../../../../src/engine/tower.ts';
import type { Weights } from '../../../../src/engine/weights.ts';
import { alone, randomBatch, randomWeights, SMALL } from '../random-model.ts';
import { wasmUrls } from '../shipped-model.ts';

const BUILDS = (['simd', 'relaxed-simd'] as const).filter(isSupported);
const BAG = { rows: 120, width: 3, bucketBits: 8, shortest: 2, longest: 3 };
const VARIANTS: readonly (readonly [string, Partial<TowerSizes>])[] = [
  ['attention', { pooling: 'attention' }],
  ['attention and maxima', { pooling: 'attention-max' }],
  ['a bag of n-grams', { pooling: 'attention', bag: BAG }],
  ['maxima and a bag', { pooling: 'attention-max', bag: { ...BAG, width: 8 } }],
  ['widths that are whole vectors', { hidden: 8, embedding: 8, attention: 8, dense: 16 }],
  ['more units', { hidden: 30, embedding: 17, attention: 19, dense: 10, bag: BAG }],
];

/** As large as those of a trained network: each row's sum stays near one, so that no error grows from step to step. */
function calmWeights(sizes: TowerSizes, seed: number): Weights {
  const calm = (shape: readonly number[], value: number) => value / (0.6 * Math.sqrt(shape.at(-1)!));
  return new Map(
    Array.from(randomWeights(alone(sizes), seed), ([name, { shape, values }]) =>
      name.endsWith('buckets') || shape.length === 1
        ? [name, { shape, values }]
        : [name, { shape, values: values.map((value) => calm(shape, value)) }],
    ),
  );
}

/** The same in steps of a 127th of each row's greatest value, as a model is shipped. */
function inBytes(weights: Weights): Weights {
  return new Map(
    Array.from(weights, ([name, { shape, values }]) => {
      const width = shape.at(-1)!;
      const stepOf = (row: number) =>
        values
          .subarray(row * width, (row + 1) * width)
          .reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
      if (shape.length === 1) return [name, { shape, values }];
      const steps = Array.from({ length: values.length / width }, (_, row) => stepOf(row));
      const rounded = values.map((value, i) => {
        const step = steps[Math.floor(i / width)]!;
        return Math.round(value / step) * step;
      });
      return [name, { shape, values: rounded }];
    }),
  );
}

/** A state that lies between two steps may go either way: that moves a few logits a little. */
function expectNearlyAllClose(found: Float32Array, expected: Float32Array): void {
  const gaps = Array.from(expected, (value, i) => Math.abs(found[i]! - value));
  expect(Math.max(...gaps)).toBeLessThan(0.05);
  expect(gaps.filter((gap) => gap < 2e-4).length / gaps.length).toBeGreaterThan(0.95);
}

function expectClose(found: Float32Array, expected: Float32Array): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(2e-4);
}

describe.each(BUILDS)('tower on the fused kernel, %s', (build: KernelBuild) => {
  let tower: Tower | undefined;
  beforeAll(() => openBackend('wasm', { wasmUrls, allowSoftwareGpu: false }));
  afterEach(() => tower?.dispose());

  it.each(VARIANTS)('equals the tower of plain ops with %s', async (_, change) => {
    const sizes: TowerSizes = { ...SMALL, ...change };
    const weights = calmWeights(sizes, 1);
    tower = createKernelTower(weights, sizes, build);
    const plain = createTower(weights, sizes);
    for (const [rows, longest] of [
      [1, 1],
      [1, 60],
      [2, 3],
      [7, 60],
      [130, 20],
    ] as const) {
      const batch = randomBatch(rows, longest, sizes.vocabulary, rows);
      expectClose(await tower.logits(batch), await plain.logits(batch));
    }
    plain.dispose();
  });

  it.each([63, 100])(
    'equals the tower of plain ops where states are rounded to one in %i',
    async (stateSteps) => {
      const sizes: TowerSizes = { ...SMALL, hidden: 30, bag: BAG, stateSteps };
      const weights = inBytes(calmWeights(sizes, 3));
      tower = createKernelTower(weights, sizes, build);
      const plain = createTower(weights, sizes);
      const batch = randomBatch(130, 20, sizes.vocabulary, 4);
      const exact = createKernelTower(weights, { ...sizes, stateSteps: null }, build);
      const logits = await tower.logits(batch);
      expectNearlyAllClose(logits, await plain.logits(batch));
      expect(logits).not.toEqual(await exact.logits(batch));
      for (const each of [plain, exact]) each.dispose();
    },
  );

  it('gives a row the same bits in any batch and at any place in it', async () => {
    const sizes: TowerSizes = { ...SMALL, bag: BAG };
    const kernel = createKernelTower(calmWeights(sizes, 2), sizes, build);
    tower = kernel;
    const rows = randomBatch(40, 60, sizes.vocabulary, 3);
    const alone = await Promise.all(rows.map((row) => kernel.logits([row])));
    const indices = fc.array(fc.nat(rows.length - 1), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(indices, async (chosen) => {
        const logits = await kernel.logits(chosen.map((row) => rows[row]!));
        const expected = chosen.flatMap((row) => [...alone[row]!]);
        expect([...logits]).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('takes a row that is longer than a call and a batch of more rows than a call', async () => {
    const weights = calmWeights(SMALL, 4);
    tower = createKernelTower(weights, SMALL, build);
    const plain = createTower(weights, SMALL);
    const long = randomBatch(1, 1, SMALL.vocabulary, 5).map(() => new Int32Array(2000).fill(7));
    const batch = [...randomBatch(300, 30, SMALL.vocabulary, 6), ...long];
    expectClose(await tower.logits(batch), await plain.logits(batch));
    plain.dispose();
  });

  it('leaves no tensor behind and refuses once it is disposed of', async () => {
    const before = memory().numTensors;
    tower = createKernelTower(calmWeights(SMALL, 6), SMALL, build);
    await tower.logits(randomBatch(9, 12, SMALL.vocabulary, 7));
    expect(memory().numTensors).toBe(before);
    tower.dispose();
    await expect(tower.logits([Int32Array.of(1)])).rejects.toThrow('disposed');
    expect(memory().numTensors).toBe(before);
  });

  it('takes no more memory however often it computes', () => {
    const fused = createFusedTower(calmWeights(SMALL, 8), SMALL, build);
    const ids = Int32Array.from({ length: 900 }, (_, i) => i % SMALL.vocabulary);
    const lengths = new Int32Array(30).fill(30);
    fused.forward(ids, lengths);
    const { bytes } = fused;
    for (let i = 0; i < 100; i++) fused.forward(ids, lengths);
    expect(fused.bytes).toBe(bytes);
  });
});

describe('projected rows', () => {
  it('are the same whether they stay or are computed for each call', async () => {
    // So many units that only the first ids have a row that stays.
    const sizes: TowerSizes = { ...SMALL, hidden: 64, vocabulary: 7000 };
    const weights = calmWeights(sizes, 9);
    const plain = createTower(weights, sizes);
    const kernel = createKernelTower(weights, sizes, 'simd');
    for (let call = 0; call < 3; call++) {
      const batch = randomBatch(60, 20, sizes.vocabulary, call);
      expectClose(await kernel.logits(batch), await plain.logits(batch));
    }
    for (const each of [plain, kernel]) each.dispose();
  });
});
