import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng/rng.ts';
import { sampleBinomial, sampleMultinomial } from '../../../src/core/stats/binomial.ts';
import { bootstrapConfusion } from '../../../src/core/stats/bootstrap.ts';
import { classificationEstimates, classificationMetrics } from '../../../src/core/stats/classification.ts';
import { answersOf, countConfusion, rowsOf, supportOf } from '../../../src/core/stats/confusion.ts';
import { jackknife } from '../../../src/core/stats/jackknife.ts';
import { PRIORS, shareOfRuns, simulatePosts } from './simulate.ts';

describe('countConfusion', () => {
  it('puts true classes in rows and answers in columns', () => {
    const confusion = countConfusion([0, 0, 1, 2, 2], [0, 2, 1, 2, 0], 3);
    expect(confusion).toEqual([
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(supportOf(confusion)).toEqual([2, 1, 2]);
    expect(answersOf(confusion)).toEqual([2, 1, 2]);
    expect(rowsOf(confusion)).toBe(5);
    expect(() => countConfusion([3], [0], 3)).toThrow(RangeError);
    expect(() => countConfusion([0], [255], 3)).toThrow(RangeError);
  });
});

describe('classificationMetrics', () => {
  it('gives figures worked out by hand', () => {
    const found = classificationMetrics([
      [50, 10, 0],
      [5, 20, 5],
      [0, 10, 0],
    ]);
    const f1 = [100 / 115, 40 / 70, 0];
    expect(found.accuracy).toBeCloseTo(0.7, 12);
    expect(found.perClass.map(({ recall }) => recall)).toEqual([50 / 60, 20 / 30, 0]);
    expect(found.perClass.map(({ precision }) => precision)).toEqual([50 / 55, 0.5, 0]);
    found.perClass.forEach((metrics, k) => {
      expect(metrics.f1).toBeCloseTo(f1[k]!, 12);
    });
    expect(found.macroF1).toBeCloseTo((f1[0]! + f1[1]!) / 3, 12);
    expect(found.weightedF1).toBeCloseTo(0.6 * f1[0]! + 0.3 * f1[1]!, 12);
    expect(found.macroRecall).toBeCloseTo((50 / 60 + 20 / 30) / 3, 12);
  });

  it('leaves a class out of the means that occurs nowhere', () => {
    const found = classificationMetrics([
      [4, 0, 0],
      [0, 0, 0],
      [0, 0, 6],
    ]);
    expect([found.accuracy, found.macroF1, found.weightedF1, found.macroRecall]).toEqual([1, 1, 1, 1]);
  });

  it('stays within 0..1, and weighted recall is accuracy', () => {
    const cell = fc.nat(50);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        (m) => {
          fc.pre(rowsOf(m) > 0);
          const found = classificationMetrics(m);
          const { accuracy, macroF1, weightedF1, macroRecall, perClass } = found;
          for (const value of [accuracy, macroF1, weightedF1, macroRecall]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
          const recalled = perClass.reduce((sum, { recall, support }) => sum + recall * support, 0);
          expect(recalled / rowsOf(m)).toBeCloseTo(accuracy, 10);
        },
      ),
    );
  });
});

describe('sampleBinomial', () => {
  it.each([
    [8, 0.3],
    [2000, 0.002],
    [240_000, 0.31],
    [500, 0.97],
  ])('of %i trials at %f has the right mean and variance', (trials, chance) => {
    const rng = createRng(3);
    const draws = Array.from({ length: 20_000 }, () => sampleBinomial(rng, trials, chance));
    const mean = draws.reduce((sum, k) => sum + k, 0) / draws.length;
    const variance = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws.length;
    const expected = trials * chance * (1 - chance);
    expect(Math.abs(mean - trials * chance)).toBeLessThan(4 * Math.sqrt(expected / draws.length));
    expect(variance / expected).toBeGreaterThan(0.95);
    expect(variance / expected).toBeLessThan(1.05);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThanOrEqual(trials);
  });

  it('gives the chances of each number of successes', () => {
    const rng = createRng(5);
    const counts = new Array<number>(41).fill(0);
    for (let i = 0; i < 100_000; i++) counts[sampleBinomial(rng, 40, 0.4)]!++;
    let chance = 0.6 ** 40;
    for (let k = 0; k <= 40; k++) {
      expect(Math.abs(counts[k]! / 100_000 - chance)).toBeLessThan(5 * Math.sqrt(chance / 100_000) + 1e-5);
      chance *= ((40 - k) / (k + 1)) * (0.4 / 0.6);
    }
  });

  it('is split into cells that add up', () => {
    const counts = sampleMultinomial(createRng(1), 1000, [0.2, 0, 0.5, 0.3]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(counts[1]).toBe(0);
  });
});

describe('intervals', () => {
  it('are the same for the same seed, and take no time that grows with the rows', () => {
    const confusion = [
      [90_000, 30_000],
      [20_000, 100_000],
    ];
    const started = performance.now();
    expect(classificationEstimates(confusion, 1)).toEqual(classificationEstimates(confusion, 1));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('agree with the standard error of accuracy', () => {
    const [accuracy] = bootstrapConfusion(
      [
        [700, 300],
        [200, 800],
      ],
      1,
      (m) => [classificationMetrics(m).accuracy],
    );
    const error = Math.sqrt((0.75 * 0.25) / 2000);
    expect(accuracy!.low).toBeCloseTo(0.75 - 1.96 * error, 2);
    expect(accuracy!.high).toBeCloseTo(0.75 + 1.96 * error, 2);
  });

  it('of macro F1 hold its long-run value 95 times in 100', () => {
    const many = simulatePosts(createRng(1), 400_000, PRIORS);
    const truth = classificationMetrics(countConfusion(many.truth, many.answered, 3)).macroF1;
    const covered = shareOfRuns(150, (rng) => {
      const posts = simulatePosts(rng, 400, PRIORS);
      const { low, high } = classificationEstimates(
        countConfusion(posts.truth, posts.answered, 3),
        1,
      ).macroF1;
      return low <= truth && truth <= high;
    });
    expect(covered).toBeGreaterThan(0.9);
    expect(covered).toBeLessThan(0.99);
  });
});

describe('jackknife', () => {
  it('holds a mean 95 times in 100, and says so where it cannot know', () => {
    const covered = shareOfRuns(400, (rng) => {
      const values = Array.from({ length: 90 }, () => 3 + rng.normal());
      const { low, high } = jackknife(
        90,
        (rows) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length,
      );
      return low <= 3 && 3 <= high;
    });
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.98);
    expect(jackknife(1, () => 7)).toEqual({ value: 7, low: Number.NaN, high: Number.NaN });
  });
});
