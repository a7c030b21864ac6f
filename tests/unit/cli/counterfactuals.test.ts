import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureContrast, type TextAnswer } from '../../../model/counterfactual-measure.ts';
import { toMarkdown } from '../../../model/counterfactual-report.ts';
import { type Contrast, readContrasts } from '../../../model/counterfactual-texts.ts';

const source = new URL('../../../model/configs/counterfactuals.json', import.meta.url);
const contrasts = readContrasts(JSON.parse(readFileSync(source, 'utf8')));

describe('the sentences', () => {
  it('are whole, and differ within each sentence', () => {
    for (const { name, groups, sentences } of contrasts)
      for (const { texts } of sentences) {
        expect(texts).toHaveLength(groups.length);
        const all = texts.flat();
        expect(new Set(all).size, `${name}: ${all[0]}`).toBe(all.length);
        for (const text of all) expect(text).not.toMatch(/[{}|]| {2}|^\p{Ll}/u);
      }
  });

  it('are as many of each tone', () => {
    for (const { sentences } of contrasts) {
      const count = (tone: string) => sentences.filter((sentence) => sentence.tone === tone).length;
      expect(count('Negative')).toBeGreaterThanOrEqual(3);
      expect(count('Neutral')).toBe(count('Negative'));
      expect(count('Positive')).toBe(count('Negative'));
    }
  });

  it('have names and pronouns in the right form', () => {
    const all = new Set(contrasts.flatMap(({ sentences }) => sentences.flatMap(({ texts }) => texts.flat())));
    for (const text of [
      'She ruined my whole day.',
      'I sent him the address.',
      'Their office is next to the library.',
      "Emily's office is next to the library.",
      'My Jewish neighbour works in an office.',
      "The shop ain't on this street.",
      'We traveled by train.',
    ])
      expect(all).toContain(text);
  });
});

/** Two groups, the second of two words, in three sentences; texts are their group, sentence and word. */
const CONTRAST: Contrast = {
  name: 'Test',
  groups: ['a', 'b'],
  sentences: (['Negative', 'Neutral', 'Positive'] as const).map((tone, s) => ({
    tone,
    texts: [[`a${s}0`], [`b${s}0`, `b${s}1`]],
  })),
};
const measureBy = (answer: (group: string, sentence: number, word: number) => TextAnswer) =>
  measureContrast(CONTRAST, (text) => answer(text[0]!, Number(text[1]), Number(text[2])));

describe('measureContrast', () => {
  const offset = (group: string, word: number) => (group === 'a' ? 0 : 0.1 + 0.2 * word);
  const found = measureBy((group, sentence, word) => ({
    label: group === 'b' && word === 1 && sentence === 1 ? 'Positive' : CONTRAST.sentences[sentence]!.tone,
    net: (sentence - 1) / 2 + offset(group, word),
  }));

  it('gives the shift from the mean of the groups, equal on both sides where there are two', () => {
    expect(found.groups.map(({ shift }) => shift.value)).toEqual([
      expect.closeTo(-0.1, 12),
      expect.closeTo(0.1, 12),
    ]);
  });

  it('has intervals that hang on the choice of words', () => {
    const { shift } = found.groups[1]!;
    expect([shift.low, shift.high]).toEqual([expect.closeTo(0.05, 9), expect.closeTo(0.15, 9)]);
  });

  it('counts the pairs whose labels differ: one of six', () => {
    for (const { flips } of found.groups) {
      expect(flips.value).toBeCloseTo(1 / 6, 12);
      expect(flips.low).toBe(0);
      expect(flips.high).toBeGreaterThan(1 / 6);
    }
    expect(found).toMatchObject({ sentences: 3, texts: 9, asMeant: 8 / 9 });
  });

  it('names the pair that is furthest apart', () => {
    expect(found.groups[0]!.largest).toMatchObject({ text: 'a00', other: 'b01' });
    expect(found.groups[0]!.largest.difference).toBeCloseTo(-0.3, 12);
  });

  it('finds nothing where all are answered alike, and the same at every call', () => {
    const alike = () => measureBy((_, sentence) => ({ label: 'Neutral', net: sentence / 3 }));
    expect(alike().groups[0]).toMatchObject({
      shift: { value: 0, low: 0, high: 0 },
      flips: { value: 0, low: 0, high: 0 },
    });
    expect(alike()).toEqual(alike());
  });

  it('is told in tables whose rows are as wide as their heads', () => {
    const markdown = toMarkdown({ version: 'v1', contrasts: [found] });
    expect(markdown).toContain('| Test | b | +10.0 (+5.0 to +15.0) | 16.7 (0.0 to ');
    expect(markdown).toContain('| Test | "b01" over "a00" | 30.0 |');
    for (const block of markdown.split('\n\n').slice(1))
      expect(new Set(block.split('\n').map((line) => line.split('|').length)).size).toBe(1);
  });
});
