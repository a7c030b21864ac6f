import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../src/engine/backends.ts';
import { createNetwork, type Network } from '../../../src/engine/network.ts';
import { valuesOf, type Weights } from '../../../src/engine/weights.ts';
import { randomBatch, randomWeights, SMALL } from './random-model.ts';
import { wasmUrls } from './shipped-model.ts';

const { hidden, embedding, attention, dense, vocabulary } = SMALL;

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
    tf.tensor2d(valuesOf(weights, `lstm.weight_ih_l0${suffix}`), [4 * hidden, embedding]).transpose(),
    tf.tensor2d(valuesOf(weights, `lstm.weight_hh_l0${suffix}`), [4 * hidden, hidden]).transpose(),
    tf.add(valuesOf(weights, `lstm.bias_ih_l0${suffix}`), valuesOf(weights, `lstm.bias_hh_l0${suffix}`)),
  ];
  model.setWeights([...direction(''), ...direction('_reverse')]);
  return model;
}

/** The network of model/network.py written down again, plainly, one post at a time. */
function oracleLogit(lstm: tf.LayersModel, weights: Weights, ids: Int32Array): number {
  return tf.tidy(() => {
    const matrix = (name: string, rows: number, columns: number) =>
      tf.tensor2d(valuesOf(weights, name), [rows, columns]);
    const embedded = matrix('embedding.weight', vocabulary, embedding).gather(tf.tensor1d(ids, 'int32'));
    const states = (lstm.predict(embedded.expandDims(0)) as tf.Tensor3D).squeeze<tf.Tensor2D>([0]);
    const energy = states
      .matMul(matrix('attend.weight', attention, 2 * hidden), false, true)
      .add(valuesOf(weights, 'attend.bias'))
      .tanh();
    const scores = energy.matMul(matrix('score.weight', 1, attention), false, true).reshape([1, ids.length]);
    const context = tf.softmax(scores).matMul(states);
    const layer = context
      .matMul(matrix('dense.weight', dense, 2 * hidden), false, true)
      .add(valuesOf(weights, 'dense.bias'))
      .relu();
    const output = layer.matMul(matrix('output.weight', 1, dense), false, true);
    return output.dataSync()[0]! + valuesOf(weights, 'output.bias')[0]!;
  });
}

describe.each(['cpu', 'wasm'] as const)('network on %s', (backend) => {
  let network: Network;
  beforeAll(() => openBackend(backend, { wasmUrls, allowSoftwareGpu: false }));
  afterEach(() => network.dispose());

  it('equals the LSTM of tf.layers, attention and dense layers written plainly', async () => {
    for (const seed of [1, 2, 3]) {
      const weights = randomWeights(SMALL, seed);
      const batch = randomBatch(7, 9, vocabulary, seed);
      network = createNetwork(weights, SMALL);
      const logits = await network.logits(batch);
      const lstm = oracleLstm(weights);
      batch.forEach((ids, row) => {
        expect(logits[row]!).toBeCloseTo(oracleLogit(lstm, weights, ids), 4);
      });
      lstm.dispose();
      network.dispose();
    }
  });

  it('gives a post the same logit however it is padded and whatever stands beside it', async () => {
    network = createNetwork(randomWeights(SMALL, 4), SMALL);
    const batch = randomBatch(20, 40, vocabulary, 5);
    const together = await network.logits(batch);
    for (const [row, ids] of batch.entries()) {
      const [alone] = await network.logits([ids]);
      expect(Math.abs(alone! - together[row]!)).toBeLessThan(1e-6);
    }
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    network = createNetwork(randomWeights(SMALL, 6), SMALL);
    await network.logits([Int32Array.of(1)]);
    const held = tf.memory().numTensors;
    await network.logits(randomBatch(9, 12, vocabulary, 7));
    expect(tf.memory().numTensors).toBe(held);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
