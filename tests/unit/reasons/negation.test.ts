import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { explainWith } from '../../../src/services/inference/explain.ts';
import { fetchShipped, hasShippedModel, wasmUrls } from '../engine/shipped-model.ts';

/** Contribution of each word of the text, by the word. */
async function reasons(classifier: Classifier, text: string): Promise<Record<string, number>> {
  const { contributions } = await explainWith(classifier, text);
  return Object.fromEntries(contributions.map(({ start, end, value }) => [text.slice(start, end), value]));
}

describe.skipIf(!hasShippedModel)('reasons of the shipped model', () => {
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await openClassifier(await loadArtifacts(fetchShipped), { wasmUrls, force: 'wasm' });
  });
  afterAll(() => classifier?.dispose());

  it.each([
    ['good', 'not good', 'not'],
    ['this phone is good', 'this phone is not good', 'not'],
    ['I would buy it again', 'I would never buy it again', 'never'],
    ['I like the new update', "I don't like the new update", "don't"],
  ])('“%s” against “%s”: the negation pulls the score down', async (plain, negated, negation) => {
    const [before, after] = await Promise.all([plain, negated].map((text) => explainWith(classifier, text)));
    expect(after!.score).toBeLessThan(before!.score);
    const words = await reasons(classifier, negated);
    expect(words[negation]).toBeLessThan(0);
    expect(Math.min(...Object.values(words))).toBe(words[negation]);
  });

  it('add up to the score that the text has, short or long', async () => {
    const sentence =
      'The support team was so helpful, but the delivery took three weeks and the box was broken.';
    for (const text of ['', 'love', sentence, `${sentence} `.repeat(20)]) {
      const { score, baseline, contributions } = await explainWith(classifier, text);
      const sum = contributions.reduce((total, { value }) => total + value, baseline);
      expect(sum).toBeCloseTo(score, 6);
      const { classes, probability } = await classifier.analyse(text);
      expect(score).toBeCloseTo(classes ? classes[2] - classes[0] : 2 * probability - 1, 3);
    }
  });

  it('praise and complaint of one text get opposite signs', async () => {
    const words = await reasons(classifier, 'great screen, terrible battery');
    expect(words.great).toBeGreaterThan(0.05);
    expect(words.terrible).toBeLessThan(-0.05);
  });
});
