import { afterEach, describe, expect, it } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { fetchShipped, hasShippedModel, wasmUrls } from './shipped-model.ts';

// States are whole numbers: one that lies between two of them may be rounded the other way than PyTorch did, which moves
// an answer by some ten thousandths. All others agree to the float's precision.
const TOLERANCE = 1e-3;
const CLOSE = 2e-5;

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
    const gaps = golden.map((expected, i) =>
      Math.max(
        Math.abs(probability[i]! - expected.probability),
        ...expected.classes!.map((p, c) => Math.abs(classes[3 * i + c]! - p)),
      ),
    );
    for (const [i, gap] of gaps.entries()) expect(gap, golden[i]!.text).toBeLessThan(TOLERANCE);
    expect(gaps.filter((gap) => gap < CLOSE).length).toBeGreaterThanOrEqual(0.75 * golden.length);
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
