import { engine, memory } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleCsv } from '../../../src/core/sample/sample-csv.ts';
import { type Artifacts, loadArtifacts } from '../../../src/engine/artifacts.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { fetchShipped, hasShippedModel, wasmUrls } from './shipped-model.ts';

const never = new AbortController().signal;
/** Posts of the generated sample, with the whole CSV line as the text: various lengths, all distinct. */
const texts = sampleCsv(7).split('\n').slice(1, 601);

describe.skipIf(!hasShippedModel)('classifier', () => {
  let artifacts: Artifacts;
  let classifier: Classifier;
  beforeEach(async () => {
    artifacts = await loadArtifacts(fetchShipped);
    classifier = await openClassifier(artifacts, { wasmUrls, force: null });
  });
  afterEach(() => classifier.dispose());

  it('takes WASM where there is no WebGPU', () => {
    expect(classifier.backend).toBe('wasm');
  });

  it('answers to the bit alike in the order of the texts, whatever stands in the same call', async () => {
    const together = await classifier.score(never, texts);
    const picked = [3, 599, 41, 300];
    const apart = await classifier.score(
      never,
      picked.map((row) => texts[row]!),
    );
    picked.forEach((row, i) => {
      expect(apart.probability[i]).toBe(together.probability[row]);
    });
    const { probability } = await classifier.analyse(texts[41]!);
    expect(probability).toBe(together.probability[41]);
  });

  it('labels with the code of the class of greatest log probability minus its offset', async () => {
    const { classes, label } = await classifier.score(never, texts);
    const offsets = artifacts.manifest.decisionOffsets!;
    for (const [row, code] of label.entries()) {
      const merits = offsets.map((offset, c) => Math.log(classes[3 * row + c]!) - offset);
      expect(merits[code]).toBe(Math.max(...merits));
    }
    expect(new Set(label)).toEqual(new Set([0, 1, 2]));
  });

  it('answers reposts to the bit alike, and nothing for nothing', async () => {
    const { probability } = await classifier.score(never, ['so good', texts[0]!, 'SO GOOD', 'so good']);
    expect(probability[3]).toBe(probability[0]);
    expect(await classifier.score(never, [])).toEqual({
      probability: new Float32Array(),
      label: new Uint8Array(),
      classes: new Float32Array(),
    });
  });

  it('scores texts of every kind', async () => {
    const odd = ['', ' ', '\ud800', '\u0000', '🏳️‍🌈', 'a'.repeat(100_000), 'no '.repeat(5_000), '<unk>'];
    const { probability } = await classifier.score(never, odd);
    for (const p of probability) expect(p > 0 && p < 1).toBe(true);
  });

  it('leaves no tensor behind, whether it scores, is cancelled or is disposed of', async () => {
    const held = memory().numTensors;
    await classifier.score(never, texts.slice(0, 300));
    await expect(classifier.score(AbortSignal.abort(), texts)).rejects.toThrow();
    expect(memory().numTensors).toBe(held);
    classifier.dispose();
    expect(memory().numTensors).toBe(0);
  });

  it('stops between batches when a message cancels it', async () => {
    const many = sampleCsv(8).split('\n').slice(1, 4001);
    const controller = new AbortController();
    const started = performance.now();
    // A task like a worker's message: it can be handled between two batches or never.
    setTimeout(() => controller.abort(), 0);
    await expect(classifier.score(controller.signal, many)).rejects.toMatchObject({ name: 'AbortError' });
    const cancelled = performance.now() - started;
    await classifier.score(never, many);
    expect(cancelled).toBeLessThan((performance.now() - started) / 2);
  });

  it('answers from its cache to the bit as it computed', async () => {
    const computed = await classifier.score(never, texts);
    const logits = vi.spyOn(engine(), 'runKernel');
    expect(await classifier.score(never, texts)).toEqual(computed);
    expect(logits).not.toHaveBeenCalled();
    logits.mockRestore();
    const other = await openClassifier(artifacts, { wasmUrls, force: null });
    const shuffled = await other.score(never, [...texts.slice(300), ...texts.slice(0, 300)]);
    other.dispose();
    const { probability } = shuffled;
    expect([...probability.subarray(300), ...probability.subarray(0, 300)]).toEqual([
      ...computed.probability,
    ]);
  });

  it('refuses to answer once it is disposed of', async () => {
    classifier.dispose();
    await expect(classifier.score(never, ['a'])).rejects.toThrow('disposed');
    await expect(classifier.analyse('a')).rejects.toThrow('disposed');
  });
});
