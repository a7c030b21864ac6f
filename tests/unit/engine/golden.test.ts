import { afterEach, describe, expect, it } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { fetchShipped, hasShippedModel, wasmUrls } from './shipped-model.ts';

const TOLERANCE = 1e-4;

describe.skipIf(!hasShippedModel)('the shipped model', () => {
  let classifier: Classifier | undefined;
  afterEach(() => classifier?.dispose());

  it('reads its golden texts as the ids it was exported with', async () => {
    const { reader, manifest } = await loadArtifacts(fetchShipped);
    expect(manifest.golden.length).toBeGreaterThanOrEqual(24);
    for (const { text, ids } of manifest.golden)
      expect(reader.encode(text).map((tower) => Array.from(tower))).toEqual(ids);
  });

  it.each(['wasm', 'cpu'] as const)('answers on %s as PyTorch did', async (backend) => {
    const artifacts = await loadArtifacts(fetchShipped);
    classifier = await openClassifier(artifacts, { wasmUrls, force: backend });
    const { golden } = artifacts.manifest;
    const { signal } = new AbortController();
    const { probability, classes } = await classifier.score(
      signal,
      golden.map(({ text }) => text),
    );
    golden.forEach((expected, i) => {
      expect(Math.abs(probability[i]! - expected.probability), expected.text).toBeLessThan(TOLERANCE);
      expected.classes!.forEach((p, c) => {
        expect(Math.abs(classes[3 * i + c]! - p), expected.text).toBeLessThan(TOLERANCE);
      });
    });
  });

  it('tells plain praise from plain complaint', async () => {
    classifier = await openClassifier(await loadArtifacts(fetchShipped), { wasmUrls, force: 'wasm' });
    const praise = await classifier.analyse('I love it, thank you so much!');
    const complaint = await classifier.analyse('I hate it, this is so sad :(');
    expect(praise).toMatchObject({ sentiment: 'Positive', cleanedText: 'i love it , thank you so much !' });
    expect(complaint.sentiment).toBe('Negative');
    expect(complaint.confidence).toBe(complaint.classes![0]);
    expect(Math.min(praise.confidence, complaint.confidence)).toBeGreaterThan(0.8);
    expect(praise.probability).toBeGreaterThan(0.8);
    expect(complaint.probability).toBeLessThan(0.2);
  });
});
