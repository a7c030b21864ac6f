import { expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng/rng.ts';
import { sampleMultinomial } from '../../../src/core/stats/binomial.ts';
import { isDistinguishable, netChange } from '../../../src/core/stats/net-change.ts';
import type { ClassCounts } from '../../../src/core/trend/fold.ts';

it('covers the true change in about 95 of 100 samples', () => {
  const rng = createRng(7);
  const draw = (posts: number, shares: number[]) => sampleMultinomial(rng, posts, shares) as ClassCounts;
  for (const [posts, before, after] of [
    [40, [0.5, 0.2, 0.3], [0.3, 0.3, 0.4]],
    [400, [0.1, 0.8, 0.1], [0.1, 0.8, 0.1]],
    [1000, [0.7, 0.1, 0.2], [0.6, 0.1, 0.3]],
  ] as const) {
    const truth = after[2] - after[0] - (before[2] - before[0]);
    let covered = 0;
    for (let run = 0; run < 2000; run++) {
      const { low, high } = netChange(draw(posts, [...before]), draw(2 * posts, [...after]));
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.975);
  }
});

it('tells a change from none, and says nothing without posts', () => {
  expect(isDistinguishable(netChange([500, 0, 500], [600, 0, 400]))).toBe(true);
  expect(isDistinguishable(netChange([5, 0, 5], [6, 0, 4]))).toBe(false);
  expect(isDistinguishable(netChange([0, 0, 0], [6, 0, 4]))).toBe(false);
});
