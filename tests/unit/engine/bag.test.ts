import { expect, it } from 'vitest';
import { createBag } from '../../../src/engine/bag.ts';
import type { Weights } from '../../../src/engine/weights.ts';
import { SMALL } from './random-model.ts';

// Buckets that NumPy gave at 10 bits for ids 5 900, 5 900 27000 and 900 27000: 360, 625, 869.
const bag = { rows: 4, width: 2, bucketBits: 10, shortest: 2, longest: 3 };
const weights: Weights = new Map([
  ['small.bag.buckets', { shape: [4], values: Float32Array.of(-1, 360, 625, 900) }],
  ['small.bag.weight', { shape: [4, 2], values: Float32Array.of(0, 0, 1, 10, 2, 20, 4, 40) }],
]);

it('sums the vectors of known n-grams as model/bag.py does, over the root of how many n-grams there are', () => {
  const into = new Float32Array(4).fill(9);
  createBag(weights, { ...SMALL, bag })!.write(Int32Array.of(5, 900, 27_000), 0, 3, into, 1);
  expect([...into]).toEqual([9, Math.fround(3 / Math.sqrt(3)), Math.fround(30 / Math.sqrt(3)), 9]);
});

it('is zero for a post too short for an n-gram, and null where a tower has none', () => {
  const into = new Float32Array(2).fill(9);
  createBag(weights, { ...SMALL, bag })!.write(Int32Array.of(5), 0, 1, into, 0);
  expect([...into]).toEqual([0, 0]);
  expect(createBag(weights, SMALL)).toBeNull();
});
