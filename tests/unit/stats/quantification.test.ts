import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../../src/core/rng/rng.ts';
import { countConfusion } from '../../../src/core/stats/confusion.ts';
import { netSentiment } from '../../../src/core/stats/intervals.ts';
import { priorShiftShares, shiftProbabilities } from '../../../src/core/stats/prior-shift.ts';
import {
  estimateShares,
  isUsable,
  SHARE_METHODS,
  type ShareMethod,
  type Validation,
} from '../../../src/core/stats/quantification.ts';
import { projectToSimplex, type ShareEstimate } from '../../../src/core/stats/share-estimate.ts';
import {
  emptyShareSums,
  mergeShareSums,
  type ShareSums,
  sumShares,
} from '../../../src/core/stats/share-sums.ts';
import { transferDeviation } from '../../../src/core/stats/transfer.ts';
import { PRIORS, type SimulatedPosts, shareOfRuns, simulatePosts } from './simulate.ts';

function sumsOf({ probabilities, answered, truth }: SimulatedPosts, only: number | null = null): ShareSums {
  const rows = [...truth.keys()].filter((row) => only === null || truth[row] === only);
  return sumShares(probabilities, answered, 3, rows);
}

function validate(rng: Rng, rows: number): Validation {
  const posts = simulatePosts(rng, rows, PRIORS);
  return {
    confusion: countConfusion(posts.truth, posts.answered, 3),
    priors: PRIORS,
    byTruth: [0, 1, 2].map((truth) => sumsOf(posts, truth)),
    transfer: null,
  };
}

function expectProper({ shares, netSentiment: net }: ShareEstimate): void {
  expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 9);
  for (const { value, low, high } of shares) {
    expect(low).toBeGreaterThanOrEqual(0);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(high).toBeLessThanOrEqual(1);
  }
  expect(net.value).toBeCloseTo(shares.at(-1)!.value - shares[0]!.value, 12);
  expect(net.low).toBeGreaterThanOrEqual(-1);
  expect(net.value).toBeGreaterThanOrEqual(net.low);
  expect(net.high).toBeGreaterThanOrEqual(net.value);
  expect(net.high).toBeLessThanOrEqual(1);
}

const post = fc.tuple(
  fc.tuple(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true })),
  fc.integer({ min: 0, max: 2 }),
);

describe('every method', () => {
  const validation = validate(createRng(11), 3000);

  it('gives shares in 0..1 that sum to 1, inside their intervals', () => {
    fc.assert(
      fc.property(fc.array(post, { minLength: 1, maxLength: 40 }), (posts) => {
        const probabilities = posts.flatMap(([[a, b]]) => [a, b, 0.5].map((value) => value / (a + b + 0.5)));
        const sums = sumShares(
          probabilities,
          posts.map(([, answered]) => answered),
          3,
          posts.keys(),
        );
        for (const method of SHARE_METHODS) expectProper(estimateShares(sums, validation, method));
        expectProper(estimateShares(sums, null, 'counted'));
        expectProper(estimateShares(sums, null, 'probabilistic'));
        expectProper(priorShiftShares(probabilities, PRIORS, 3000));
      }),
    );
  });

  it('counts exactly where the model never errs', () => {
    const sharp: Validation = {
      confusion: [
        [100, 0, 0],
        [0, 200, 0],
        [0, 0, 300],
      ],
      priors: [1 / 6, 1 / 3, 1 / 2],
      byTruth: [0, 1, 2].map((k) => {
        const certain = [0, 1, 2].map((i) => (i === k ? 1 : 0));
        return sumShares(certain, [k], 3, [0]);
      }),
      transfer: null,
    };
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(40), (negative, neutral, positive) => {
        const total = negative + neutral + positive;
        fc.pre(total > 0);
        const classes = [negative, neutral, positive].flatMap((count, k) => new Array<number>(count).fill(k));
        const probabilities = classes.flatMap((k) => [0, 1, 2].map((i) => (i === k ? 1 : 0)));
        const sums = sumShares(probabilities, classes, 3, classes.keys());
        const found = SHARE_METHODS.map((method) => estimateShares(sums, sharp, method));
        for (const { shares } of [...found, priorShiftShares(probabilities, sharp.priors, null)]) {
          [negative, neutral, positive].forEach((count, k) => {
            expect(shares[k]!.value).toBeCloseTo(count / total, 9);
          });
        }
        const chanceAlone = netSentiment(negative, positive, total);
        expect(found[1]!.netSentiment.low).toBeCloseTo(Math.min(chanceAlone.low, chanceAlone.value), 9);
        expect(found[1]!.netSentiment.high).toBeCloseTo(Math.max(chanceAlone.high, chanceAlone.value), 9);
      }),
    );
  });

  it('says that nothing is known of no posts, or where a class cannot be told', () => {
    const none = estimateShares(emptyShareSums(3), validation, 'adjusted');
    expect(none.netSentiment).toEqual({ value: Number.NaN, low: -1, high: 1 });
    expect(priorShiftShares([], PRIORS, null).netSentiment.high).toBe(1);
    const blind = {
      confusion: [
        [5, 5],
        [5, 5],
      ],
      priors: [0.5, 0.5],
      byTruth: null,
      transfer: null,
    };
    const some = estimateShares(sumShares([0.5, 0.5], [1], 2, [0]), blind, 'adjusted');
    expect(some.netSentiment).toMatchObject({ low: -1, high: 1 });
  });

  it('is refused where what it needs is missing', () => {
    const sums = sumShares([0.2, 0.3, 0.5], [2], 3, [0]);
    expect(isUsable('adjusted', null)).toBe(false);
    expect(() => estimateShares(sums, null, 'adjusted')).toThrow(RangeError);
    const partial = { ...validation, byTruth: null };
    expect(isUsable('adjustedProbabilistic', partial)).toBe(false);
    expect(() => estimateShares(sums, partial, 'adjustedProbabilistic')).toThrow(RangeError);
  });
});

describe('sums', () => {
  it('merge to the sums of the whole, and pass over posts without scores', () => {
    const posts = simulatePosts(createRng(4), 300, PRIORS);
    posts.probabilities.fill(Number.NaN, 30, 33);
    const part = (from: number, to: number) =>
      sumShares(posts.probabilities, posts.answered, 3, [...posts.truth.keys()].slice(from, to));
    const merged = mergeShareSums(part(0, 100), part(100, 300));
    const whole = part(0, 300);
    expect(merged.rows).toBe(299);
    expect(merged.answers).toEqual(whole.answers);
    merged.products.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(whole.products.flat()[i]!, 9);
    });
  });
});

describe('under prior shift', () => {
  const shifted = [0.55, 0.3, 0.15];

  it('the adjusted methods and maximum likelihood find the shares, the others do not', () => {
    const validation = validate(createRng(21), 200_000);
    const posts = simulatePosts(createRng(22), 200_000, shifted);
    const sums = sumsOf(posts);
    const off = (found: ShareEstimate) =>
      Math.max(...found.shares.map(({ value }, k) => Math.abs(value - shifted[k]!)));
    expect(off(estimateShares(sums, validation, 'adjusted'))).toBeLessThan(0.01);
    expect(off(estimateShares(sums, validation, 'adjustedProbabilistic'))).toBeLessThan(0.01);
    const likeliest = priorShiftShares(posts.probabilities, PRIORS, 200_000);
    expect(off(likeliest)).toBeLessThan(0.01);
    expect(off(estimateShares(sums, validation, 'probabilistic'))).toBeGreaterThan(0.05);
    const shares = likeliest.shares.map(({ value }) => value);
    const means = sumShares(
      shiftProbabilities(posts.probabilities, PRIORS, shares),
      posts.answered,
      3,
      posts.truth.keys(),
    ).probabilities;
    means.forEach((sum, k) => {
      expect(sum / 200_000).toBeCloseTo(shares[k]!, 4);
    });
  });

  const netOf = (shares: readonly number[]) => shares[2]! - shares[0]!;
  const coverage = (
    shares: readonly number[],
    rows: number,
    estimate: (posts: SimulatedPosts, validation: Validation) => ShareEstimate,
  ) =>
    shareOfRuns(300, (rng) => {
      const validation = validate(rng, 1000);
      const { netSentiment: net } = estimate(simulatePosts(rng, rows, shares), validation);
      return net.low <= netOf(shares) && netOf(shares) <= net.high;
    });
  const by = (method: ShareMethod) => (posts: SimulatedPosts, validation: Validation) =>
    estimateShares(sumsOf(posts), validation, method);

  it.each([
    ['adjusted', 300],
    ['adjusted', 5000],
    ['adjustedProbabilistic', 300],
    ['adjustedProbabilistic', 5000],
  ] as const)('the interval of %s holds net sentiment for %i posts', (method, rows) => {
    const covered = coverage(shifted, rows, by(method));
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.985);
  });

  it('so does that of maximum likelihood, of counts at least, and of probabilities without a shift', () => {
    const likeliest = coverage(shifted, 400, (posts) => priorShiftShares(posts.probabilities, PRIORS, 1000));
    expect(likeliest).toBeGreaterThan(0.93);
    expect(coverage(shifted, 400, by('counted'))).toBeGreaterThan(0.93);
    expect(coverage(PRIORS, 400, by('probabilistic'))).toBeGreaterThan(0.94);
  });
});

describe('transfer', () => {
  it('is what errors on other sets have beyond chance', () => {
    const rng = createRng(31);
    const errors = Array.from({ length: 4000 }, () => ({
      value: 0.08 * rng.normal() + 0.03 * rng.normal(),
      standardError: 0.03,
    }));
    expect(transferDeviation(errors)).toBeCloseTo(0.08, 2);
    expect(transferDeviation([{ value: 0.01, standardError: 0.03 }])).toBe(0);
  });

  it('widens every interval, and stays however many posts there are', () => {
    const validation = validate(createRng(32), 20_000);
    const far = { shares: [0.05, 0.05, 0.05], netSentiment: 0.08 };
    const further = { shares: [0.1, 0.1, 0.1], netSentiment: 0.16 };
    const transfer = {
      counted: far,
      probabilistic: far,
      adjusted: further,
      adjustedProbabilistic: further,
      priorShift: further,
    };
    const foreign = { ...validation, transfer };
    const sums = sumsOf(simulatePosts(createRng(33), 20_000, PRIORS));
    for (const method of SHARE_METHODS) {
      const { netSentiment: alike } = estimateShares(sums, validation, method);
      const { netSentiment: elsewhere } = estimateShares(sums, foreign, method);
      expect(elsewhere.value).toBe(alike.value);
      expect(elsewhere.high - elsewhere.low).toBeGreaterThan(2 * 1.95 * transfer[method].netSentiment);
      expect(elsewhere.high).toBeGreaterThan(alike.high);
      expect(elsewhere.low).toBeLessThan(alike.low);
      expectProper(estimateShares(sums, foreign, method));
    }
  });
});

describe('projectToSimplex', () => {
  it('leaves shares as they are and finds the nearest elsewhere', () => {
    expect(projectToSimplex([0.2, 0.3, 0.5]).map((x) => Number(x.toFixed(12)))).toEqual([0.2, 0.3, 0.5]);
    expect(projectToSimplex([-0.2, 0.6, 0.6])).toEqual([0, 0.5, 0.5]);
    expect(projectToSimplex([-1, 3])).toEqual([0, 1]);
  });
});
