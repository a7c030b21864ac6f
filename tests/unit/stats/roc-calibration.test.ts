import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng/rng.ts';
import { calibrationError, reliabilityBins } from '../../../src/core/stats/calibration.ts';
import { rocArea, rocCurve } from '../../../src/core/stats/roc.ts';
import { PRIORS, shareOfRuns, simulatePosts } from './simulate.ts';

const labelled = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 2,
  maxLength: 60,
});

function areaByPairs(scores: readonly number[], labels: readonly number[]): number {
  let wins = 0;
  let pairs = 0;
  scores.forEach((a, i) => {
    scores.forEach((b, j) => {
      if (labels[i] !== 1 || labels[j] !== 0) return;
      pairs++;
      wins += a > b ? 1 : a === b ? 0.5 : 0;
    });
  });
  return wins / pairs;
}

describe('rocArea', () => {
  it('is the share of pairs in the right order, and the area under the curve', () => {
    fc.assert(
      fc.property(labelled, (posts) => {
        const scores = posts.map(([score]) => score / 12);
        const labels = posts.map(([, label]) => label);
        fc.pre(labels.includes(0) && labels.includes(1));
        const { value, low, high } = rocArea(scores, labels);
        expect(value).toBeCloseTo(areaByPairs(scores, labels), 10);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        const curve = rocCurve(scores, labels);
        const area = curve.slice(1).reduce((sum, point, i) => {
          const before = curve[i]!;
          const width = point.falsePositiveRate - before.falsePositiveRate;
          return sum + (width * (point.truePositiveRate + before.truePositiveRate)) / 2;
        }, 0);
        expect(area).toBeCloseTo(value, 10);
      }),
    );
  });

  it('knows nothing where a class is missing, and little where two posts are told apart', () => {
    expect(rocArea([0.1, 0.9], [1, 1])).toEqual({ value: Number.NaN, low: 0, high: 1 });
    const two = rocArea([0.1, 0.9], [0, 1]);
    expect(two.value).toBe(1);
    expect(two.low).toBeLessThan(0.5);
  });

  it('holds the long-run area 95 times in 100', () => {
    // Normal signals one standard deviation and a half apart: area Phi(1.5 / sqrt 2).
    const truth = 0.85558;
    const covered = shareOfRuns(400, (rng) => {
      const labels = Array.from({ length: 150 }, () => (rng.chance(0.4) ? 1 : 0));
      const { low, high } = rocArea(
        labels.map((label) => 1.5 * label + rng.normal()),
        labels,
      );
      return low <= truth && truth <= high;
    });
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.98);
  });
});

describe('calibrationError', () => {
  it('gives a figure worked out by hand', () => {
    // Confidences 0.9 (2 of 4 right) and 0.6 (all 4 right), the latter as P(negative).
    const positive = [0.9, 0.9, 0.9, 0.9, 0.4, 0.4, 0.4, 0.4];
    const truth = [1, 1, 0, 0, 0, 0, 0, 0];
    const bins = reliabilityBins(
      positive.flatMap((p) => [1 - p, p]),
      truth,
      2,
    );
    expect(bins.filter(({ count }) => count > 0).map(({ accuracy }) => accuracy)).toEqual([1, 0.5]);
    expect(calibrationError(bins, 1).value).toBeCloseTo(0.4, 12);
  });

  it('includes 0 for calibrated probabilities, and the true error for bent ones', () => {
    const bend = (p: number) => p + 0.06;
    const covered = shareOfRuns(100, (rng) => {
      const p = Array.from({ length: 1000 }, () => 0.55 + 0.35 * rng.next());
      const truth = p.map((chance) => (rng.chance(chance) ? 1 : 0));
      const of = (q: readonly number[]) =>
        calibrationError(
          reliabilityBins(
            q.flatMap((value) => [1 - value, value]),
            truth,
            2,
          ),
          1,
        );
      const bent = of(p.map(bend));
      return of(p).low < 0.005 && bent.low <= 0.06 && 0.06 <= bent.high;
    });
    expect(covered).toBeGreaterThan(0.9);
  });

  it('is small for three calibrated classes', () => {
    const { probabilities, truth } = simulatePosts(createRng(2), 50_000, PRIORS);
    expect(calibrationError(reliabilityBins(probabilities, truth, 3), 1).value).toBeLessThan(0.01);
  });
});
