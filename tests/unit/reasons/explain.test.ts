import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainText, type NetScores, type ReasonLimits } from '../../../src/core/reasons/explain.ts';
import { cutUnits, groupUnits } from '../../../src/core/reasons/units.ts';

const LIMITS: ReasonLimits = {
  exactPlayers: 6,
  maxEvaluations: 600,
  seed: 1,
  maxGroups: 64,
  halfCharacters: 2000,
};

/** A toy: "good" is +0.8, and "not" before it turns that round; anything else counts nothing. */
const negating: NetScores = async (texts) =>
  texts.map((text) => (/not.* good/.test(text) ? -0.5 : text.includes('good') ? 0.8 : 0.1));

/** A score in -1..1 that hangs on every character and on their order. */
const tangled: NetScores = async (texts) =>
  texts.map((text) => Math.sin([...text].reduce((sum, char, i) => sum + (i + 1) * char.codePointAt(0)!, 0)));

/** Counts the texts asked for, and how often. */
function counting(netScores: NetScores) {
  const seen: string[] = [];
  const counted: NetScores = (texts) => {
    seen.push(...texts);
    return netScores(texts);
  };
  return { seen, counted };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('units', () => {
  it('are the runs between white space, by their places in the text', () => {
    const text = '  I 💔 it,\n\tnot\u00a0good ';
    const units = cutUnits(text, 2000);
    expect(units.map(({ start, end }) => text.slice(start, end))).toEqual(['I', '💔', 'it,', 'not', 'good']);
    expect(cutUnits(' \n', 2000)).toEqual([]);
  });

  it('cover every other character of any text, once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '💔', '.') }), (text) => {
        const parts = cutUnits(text, 2000).map(({ start, end }) => text.slice(start, end));
        expect(parts.join('')).toBe(text.replace(/\s+/g, ''));
      }),
    );
  });

  it('leave out what the encoder does not read of a long text', () => {
    const text = `ab ${'x '.repeat(50)}yz`;
    expect(cutUnits(text, 4).map(({ start, end }) => text.slice(start, end))).toEqual(['ab', 'x', 'x', 'yz']);
  });

  it('are grouped evenly where they are many', () => {
    const units = Array.from({ length: 100 }, (_, i) => ({ start: 2 * i, end: 2 * i + 1 }));
    const groups = groupUnits(units, 64);
    expect(groups.length).toBe(64);
    expect(groups[0]!.start).toBe(0);
    expect(groups.at(-1)!.end).toBe(199);
    groups.slice(1).forEach((group, i) => {
      expect(group.start).toBe(groups[i]!.end + 1);
    });
    expect(groupUnits(units, 200)).toEqual(units);
  });
});

describe('explainText', () => {
  it('gives the Shapley values of a negation', async () => {
    const { score, baseline, contributions } = await explainText('not good', negating, LIMITS);
    // Two players: the mean of what each adds first and second.
    expect([score, baseline]).toEqual([-0.5, 0.1]);
    const [not, good] = contributions;
    expect(not!.value).toBeCloseTo((0 + -1.3) / 2, 12);
    expect(good!.value).toBeCloseTo((0.7 + -0.6) / 2, 12);
    expect(not).toMatchObject({ start: 0, end: 3 });
    expect((await explainText('good', negating, LIMITS)).contributions[0]!.value).toBeCloseTo(0.7, 12);
  });

  it('blames the negation in a long text, and leaves words that do nothing at nothing', async () => {
    const text = 'the new one is not what I would call a good phone';
    const { contributions, standardError } = await explainText(text, negating, LIMITS);
    const valueFor = (word: string) =>
      contributions.find(({ start, end }) => text.slice(start, end) === word)!.value;
    // Two words that act on each other alone: an order and its reverse have both ways round.
    expect(standardError).toBeCloseTo(0, 9);
    expect(valueFor('not')).toBeLessThan(-0.3);
    expect(valueFor('phone')).toBe(0);
  });

  it('adds up for any text, and is the same each time', async () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(words, fc.nat(), async (parts, seed) => {
        const text = parts.join(' ');
        const limits = { ...LIMITS, maxEvaluations: 200, seed };
        const explanation = await explainText(text, tangled, limits);
        const { score, baseline, contributions } = explanation;
        expect(baseline + sum(contributions.map(({ value }) => value))).toBeCloseTo(score, 9);
        expect([score]).toEqual(await tangled([text]));
        expect(await explainText(text, tangled, limits)).toEqual(explanation);
      }),
      { numRuns: 40 },
    );
  });

  it('estimates by sampling what it would compute over all subsets', async () => {
    const text = 'one two three four five six seven';
    const exact = await explainText(text, tangled, { ...LIMITS, exactPlayers: 7 });
    const sampled = await explainText(text, tangled, { ...LIMITS, maxEvaluations: 60_000 });
    expect(exact.standardError).toBe(0);
    exact.contributions.forEach(({ value }, i) => {
      expect(Math.abs(sampled.contributions[i]!.value - value)).toBeLessThan(0.05);
    });
  });

  it('says how far off its estimates are', async () => {
    const text = 'one two three four five six seven eight';
    const exact = await explainText(text, tangled, { ...LIMITS, exactPlayers: 8 });
    const ratios = Array.from({ length: 20 }, async (_, seed) => {
      const { contributions, standardError } = await explainText(text, tangled, { ...LIMITS, seed });
      const squares = contributions.map(({ value }, i) => (value - exact.contributions[i]!.value) ** 2);
      return Math.sqrt(sum(squares) / squares.length) / standardError;
    });
    const mean = sum(await Promise.all(ratios)) / ratios.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(1.3);
  });

  it('asks for each text once, within its budget, whatever the length', async () => {
    for (const length of [1, 6, 7, 20, 64, 65, 400]) {
      const text = Array.from({ length }, (_, i) => `w${i}`).join(' ');
      const { seen, counted } = counting(tangled);
      const { contributions } = await explainText(text, counted, LIMITS);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeLessThanOrEqual(LIMITS.maxEvaluations);
      expect(contributions.length).toBe(Math.min(64, length));
    }
  });

  it('has nothing to say of an empty text', async () => {
    expect(await explainText(' ', negating, LIMITS)).toEqual({
      ...{ score: 0.1, baseline: 0.1, contributions: [] },
      standardError: 0,
    });
  });
});
