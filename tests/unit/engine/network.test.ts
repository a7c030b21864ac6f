import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../src/engine/backends.ts';
import { answerOf } from '../../../src/engine/heads.ts';
import { createNetwork } from '../../../src/engine/network.ts';
import { createNgramModel } from '../../../src/engine/ngrams.ts';
import { createTower } from '../../../src/engine/tower.ts';
import { randomBatch, randomWeights, SMALL_NETWORK } from './random-model.ts';
import { wasmUrls } from './shipped-model.ts';

const [first, second] = SMALL_NETWORK.towers as [
  (typeof SMALL_NETWORK.towers)[0],
  (typeof SMALL_NETWORK.towers)[0],
];
const weights = randomWeights(SMALL_NETWORK, 1);
const posts = randomBatch(12, 15, first.vocabulary, 2).map((ids, i) => [
  ids,
  randomBatch(12, 20, second.vocabulary, 3)[i]!,
]);

describe('network', () => {
  beforeAll(() => openBackend('wasm', { wasmUrls, allowSoftwareGpu: false }));

  it('gives the logits of each tower in turn, then those of the n-grams', async () => {
    const network = createNetwork(weights, SMALL_NETWORK);
    const towers = SMALL_NETWORK.towers.map((sizes) => createTower(weights, sizes));
    const found = await network.logits(posts);
    const apart = [
      await towers[0]!.logits(posts.map((p) => p[0]!)),
      await towers[1]!.logits(posts.map((p) => p[1]!)),
    ] as const;
    expect(network.width).toBe(6);
    for (const [row, ids] of posts.entries()) {
      const ngrams = new Float32Array(1);
      createNgramModel(weights, SMALL_NETWORK.ngrams!).addLogits(ids[1]!, ngrams, 0);
      const expected = [
        ...apart[0].subarray(2 * row, 2 * row + 2),
        ...apart[1].subarray(3 * row, 3 * row + 3),
        ngrams[0]!,
      ];
      expected.forEach((logit, i) => {
        expect(found[6 * row + i]).toBeCloseTo(logit, 3);
      });
    }
    for (const part of [network, ...towers]) part.dispose();
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const network = createNetwork(weights, SMALL_NETWORK);
    await network.logits(posts);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('n-grams', () => {
  const sizes = { tensor: 't', outputs: 2, bucketBits: 10, longest: 3, tower: 0 };
  const table = Float32Array.from({ length: 2 << 10 }, (_, i) => i);
  const model = createNgramModel(new Map([['t', { shape: [2, 1024], values: table }]]), sizes);
  const logitsOf = (...ids: number[]): number[] => {
    const into = new Float32Array(3);
    model.addLogits(Int32Array.from(ids), into, 1);
    return [...into];
  };

  it('looks at order, adds to what is there and divides by the root of the count', () => {
    expect(logitsOf(3, 4)).not.toEqual(logitsOf(4, 3));
    const [untouched, one, other] = logitsOf(7);
    expect(untouched).toBe(0);
    // The second output's row lies 1,024 buckets on.
    expect(other! - one!).toBe(1024);
    expect(logitsOf(1, 2, 3)[2]! - logitsOf(1, 2, 3)[1]!).toBeCloseTo((6 * 1024) / Math.sqrt(6), 2);
  });

  it('hashes as model/ngrams.py does', () => {
    // Buckets that NumPy gave for ids 5, 900 and 27000: 5; 5 900; 5 900 27000; 900; 900 27000; 27000.
    const buckets = [823, 360, 625, 560, 869, 826];
    const expected = buckets.reduce((sum, bucket) => sum + bucket, 0) / Math.sqrt(6);
    expect(logitsOf(5, 900, 27_000)[1]).toBeCloseTo(expected, 2);
  });
});

describe('heads', () => {
  const heads = {
    binary: { weights: [2, 0], bias: -1 },
    ternary: {
      weights: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      bias: [0, 0, 1],
    },
  };

  it('answers with a sigmoid and a softmax of weighted logits', () => {
    const { probability, classes } = answerOf(heads, [9, 1, 1], 1);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(classes!.map((p) => p.toFixed(6))).toEqual(['0.333333', '0.333333', '0.333333']);
  });

  it('takes of a second two-class answer what the gate says', () => {
    const mixture = {
      other: { weights: [0, 3], bias: 0.5 },
      gate: { weights: [0, 1], bias: -2 },
    };
    const logit = (first: number, second: number): number => {
      const { probability } = answerOf(
        { ...heads, binary: { ...heads.binary, mixture } },
        [first, second],
        0,
      );
      return Math.log(probability / (1 - probability));
    };
    expect(logit(1, 2)).toBeCloseTo((1 + 6.5) / 2, 9);
    expect(logit(2, -60)).toBeCloseTo(3, 9);
    expect(logit(-1, 4)).toBeCloseTo(-3 + (12.5 + 3) / (1 + Math.exp(-2)), 9);
  });

  it('stays finite for logits of any size and sums to one', () => {
    const { probability, classes } = answerOf(heads, [1e4, -1e4], 0);
    expect(probability).toBe(1);
    expect(classes!.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(answerOf({ ...heads, ternary: null }, [0, 0], 0).classes).toBeNull();
  });
});
