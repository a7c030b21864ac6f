import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../src/engine/backends.ts';
import type { TowerSizes } from '../../../src/engine/manifest.ts';
import { createTower, type Tower } from '../../../src/engine/tower.ts';
import { valuesOf, type Weights } from '../../../src/engine/weights.ts';
import { alone, randomBatch, randomWeights, SMALL } from './random-model.ts';
import { wasmUrls } from './shipped-model.ts';

const { prefix, hidden, embedding, attention, dense, vocabulary, outputs } = SMALL;
const named = (name: string) => `${prefix}${name}`;
const weightsOf = (seed: number): Weights => randomWeights(alone(SMALL), seed);

/** The LSTM of TensorFlow.js's own layers; Keras and PyTorch order the gates alike but transpose the matrices. */
function oracleLstm(weights: Weights): tf.LayersModel {
  const model = tf.sequential();
  model.add(
    tf.layers.bidirectional({
      layer: tf.layers.lstm({
        units: hidden,
        returnSequences: true,
        recurrentActivation: 'sigmoid',
      }) as never,
      mergeMode: 'concat',
      inputShape: [null, embedding],
    }),
  );
  const direction = (suffix: string) => [
    tf.tensor2d(valuesOf(weights, named(`lstm.weight_ih_l0${suffix}`)), [4 * hidden, embedding]).transpose(),
    tf.tensor2d(valuesOf(weights, named(`lstm.weight_hh_l0${suffix}`)), [4 * hidden, hidden]).transpose(),
    tf.add(
      valuesOf(weights, named(`lstm.bias_ih_l0${suffix}`)),
      valuesOf(weights, named(`lstm.bias_hh_l0${suffix}`)),
    ),
  ];
  model.setWeights([...direction(''), ...direction('_reverse')]);
  return model;
}

/** The tower of model/network.py written down again, plainly, one post at a time. */
function oracleLogits(
  lstm: tf.LayersModel,
  weights: Weights,
  ids: Int32Array,
  pooling: TowerSizes['pooling'],
): Float32Array {
  return tf.tidy(() => {
    const matrix = (name: string, rows: number, columns: number) =>
      tf.tensor2d(valuesOf(weights, named(name)), [rows, columns]);
    const embedded = matrix('embedding.weight', vocabulary, embedding).gather(tf.tensor1d(ids, 'int32'));
    const states = (lstm.predict(embedded.expandDims(0)) as tf.Tensor3D).squeeze<tf.Tensor2D>([0]);
    const energy = states
      .matMul(matrix('attend.weight', attention, 2 * hidden), false, true)
      .add(valuesOf(weights, named('attend.bias')))
      .tanh();
    const scores = energy.matMul(matrix('score.weight', 1, attention), false, true).reshape([1, ids.length]);
    const context = tf.softmax(scores).matMul(states);
    const pooled = pooling === 'attention' ? context : tf.concat([context, states.max(0, true)], 1);
    const layer = pooled
      .matMul(matrix('dense.weight', dense, pooled.shape[1]!), false, true)
      .add(valuesOf(weights, named('dense.bias')))
      .relu();
    return layer
      .matMul(matrix('output.weight', outputs, dense), false, true)
      .add(valuesOf(weights, named('output.bias')))
      .dataSync() as Float32Array;
  });
}

describe.each(['cpu', 'wasm'] as const)('tower on %s', (backend) => {
  let tower: Tower;
  beforeAll(() => openBackend(backend, { wasmUrls, allowSoftwareGpu: false }));
  afterEach(() => tower.dispose());

  it.each(['attention', 'attention-max'] as const)(
    'equals the LSTM of tf.layers, %s and dense layers written plainly',
    async (pooling) => {
      const sizes: TowerSizes = { ...SMALL, pooling };
      for (const seed of [1, 2, 3]) {
        const weights = randomWeights(alone(sizes), seed);
        const batch = randomBatch(7, 9, vocabulary, seed);
        tower = createTower(weights, sizes);
        const logits = await tower.logits(batch);
        const lstm = oracleLstm(weights);
        batch.forEach((ids, row) => {
          oracleLogits(lstm, weights, ids, pooling).forEach((expected, output) => {
            expect(logits[row * outputs + output]!).toBeCloseTo(expected, 4);
          });
        });
        lstm.dispose();
        tower.dispose();
      }
    },
  );

  it('gives a post the same logit however it is padded and whatever stands beside it', async () => {
    tower = createTower(weightsOf(4), SMALL);
    const batch = randomBatch(20, 40, vocabulary, 5);
    const together = await tower.logits(batch);
    for (const [row, ids] of batch.entries()) {
      const single = await tower.logits([ids]);
      single.forEach((logit, output) => {
        expect(Math.abs(logit - together[row * outputs + output]!)).toBeLessThan(1e-6);
      });
    }
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    tower = createTower(weightsOf(6), SMALL);
    await tower.logits([Int32Array.of(1)]);
    const held = tf.memory().numTensors;
    await tower.logits(randomBatch(9, 12, vocabulary, 7));
    expect(tf.memory().numTensors).toBe(held);
    tower.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
