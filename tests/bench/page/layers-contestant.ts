import * as tf from '@tensorflow/tfjs';
import type { TowerSizes } from '../../../src/engine/manifest.ts';
import { groupsOfOneLength } from './groups.ts';
import type { RunPosts } from './onnx-contestants.ts';

const BATCH_ROWS = 256;

/**
 * Networks of the towers' sizes from TensorFlow.js's own layers, weights random. It has no attention: the mean of the
 * states stands in, which is less work.
 */
export function openLayers(towers: readonly TowerSizes[]): RunPosts {
  const models = towers.map(({ vocabulary, embedding, hidden, dense, outputs }) => {
    const model = tf.sequential();
    model.add(tf.layers.embedding({ inputDim: vocabulary, outputDim: embedding, inputShape: [null] }));
    const lstm = tf.layers.lstm({ units: hidden, returnSequences: true, recurrentActivation: 'sigmoid' });
    model.add(tf.layers.bidirectional({ layer: lstm as tf.RNN, mergeMode: 'concat' }));
    model.add(tf.layers.globalAveragePooling1d({}));
    model.add(tf.layers.dense({ units: dense, activation: 'relu' }));
    model.add(tf.layers.dense({ units: outputs }));
    return model;
  });
  return async (posts) => {
    for (const [i, model] of models.entries()) {
      const sequences = posts.map((post) => post[i]!);
      for (const group of groupsOfOneLength(sequences, BATCH_ROWS)) {
        const rows = group.map((row) => Array.from(sequences[row]!));
        const logits = tf.tidy(() => model.predict(tf.tensor2d(rows, undefined, 'int32')) as tf.Tensor);
        await logits.data();
        logits.dispose();
      }
    }
  };
}
