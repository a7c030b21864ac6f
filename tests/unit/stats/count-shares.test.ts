import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng/rng.ts';
import { type AnswerErrors, sampledShares, sharesWithErrors } from '../../../src/core/stats/count-shares.ts';

const ERRORS: AnswerErrors = {
  confusion: [
    [236, 53, 20],
    [177, 507, 186],
    [51, 138, 624],
  ],
  transfer: null,
};
const TRANSFER: AnswerErrors = { ...ERRORS, transfer: { shares: [0.05, 0.1, 0.05], netSentiment: 0.09 } };

const counts = fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000));

describe('sharesWithErrors', () => {
  it('keeps the counted shares, and no interval is narrower than that of the sample', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(ERRORS, TRANSFER), (bucket, errors) => {
        const sampled = sampledShares(bucket);
        const { shares, net } = sharesWithErrors(bucket, errors);
        for (const [wide, narrow] of [
          ...shares.map((share, k) => [share, sampled.shares[k]!]),
          [net, sampled.net],
        ]) {
          expect(wide!.value).toBe(narrow!.value);
          expect(wide!.low).toBeLessThanOrEqual(narrow!.low);
          expect(wide!.high).toBeGreaterThanOrEqual(narrow!.high);
        }
      }),
    );
  });

  it('are those of the sample where nothing is known of the errors, and for no posts', () => {
    expect(sharesWithErrors([3, 4, 5], null)).toEqual(sampledShares([3, 4, 5]));
    expect(sharesWithErrors([0, 0, 0], TRANSFER)).toEqual(sampledShares([0, 0, 0]));
  });

  it('holds the true net sentiment of posts that are answered as in validation', () => {
    const rng = createRng(7);
    const rates = ERRORS.confusion.map((row) => row.map((n) => n / row.reduce((a, b) => a + b, 0)));
    const draw = (shares: readonly number[]): number => {
      const at = rng.next();
      return at < shares[0]! ? 0 : at < shares[0]! + shares[1]! ? 1 : 2;
    };
    let held = 0;
    const runs = 100;
    for (let run = 0; run < runs; run++) {
      const [a, b] = [rng.next(), rng.next()].sort((x, y) => x - y) as [number, number];
      const truth = [a, b - a, 1 - b];
      const answers: [number, number, number] = [0, 0, 0];
      for (let post = 0; post < 1500; post++) answers[draw(rates[draw(truth)]!) as 0 | 1 | 2]++;
      const { low, high } = sharesWithErrors(answers, ERRORS).net;
      if (low <= truth[2]! - truth[0]! && truth[2]! - truth[0]! <= high) held++;
    }
    expect(held / runs).toBeGreaterThan(0.9);
  });
});
