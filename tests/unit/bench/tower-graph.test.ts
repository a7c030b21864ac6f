import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { randomWeights } from '../../../model/speed.ts';
import { openBackend } from '../../../src/engine/backends.ts';
import type { TowerSizes } from '../../../src/engine/manifest.ts';
import { createTower } from '../../../src/engine/tower.ts';
import { distilBertGraph } from '../../bench/onnx/distilbert-graph.ts';
import { towerGraph } from '../../bench/onnx/tower-graph.ts';

const SMALL: TowerSizes = {
  ...{ vocabulary: 20, embedding: 12, hidden: 8, attention: 4, dense: 8, outputs: 4 },
  ...{ prefix: 'small.', vocabularyFile: 'small.txt', pooling: 'attention-max' as const },
};

test.each(['attention', 'attention-max'] as const)(
  'the ONNX model of a tower (%s) answers as our engine does',
  async (pooling) => {
    const sizes = { ...SMALL, pooling };
    const weights = randomWeights({ kind: 'lstm-towers', towers: [sizes], ngrams: null }, 7);
    await openBackend('cpu', { wasmUrls: {}, allowSoftwareGpu: false });
    const tower = createTower(weights, sizes);
    const rows = [Int32Array.of(3, 4, 19, 0, 7), Int32Array.of(1, 1, 2, 18, 5)];
    const session = await ort.InferenceSession.create(towerGraph(weights, sizes));
    const ids = new ort.Tensor('int32', Int32Array.from(rows.flatMap((row) => [...row])), [2, 5]);
    const { logits } = await session.run({ ids });
    const expected = await tower.logits(rows);
    expect(logits!.dims).toEqual([2, 4]);
    (logits!.data as Float32Array).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
    tower.dispose();
  },
);

test('the network of DistilBERT’s shape runs and gives two numbers a post', async () => {
  const graph = distilBertGraph(1);
  expect(graph.length).toBeGreaterThan(60e6);
  const session = await ort.InferenceSession.create(graph);
  const ids = new ort.Tensor(
    'int32',
    Int32Array.from({ length: 12 }, (_, i) => i * 100),
    [2, 6],
  );
  const { logits } = await session.run({ ids });
  expect(logits!.dims).toEqual([2, 2]);
  expect([...(logits!.data as Float32Array)].every(Number.isFinite)).toBe(true);
});
