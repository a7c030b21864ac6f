import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastTerms, distinctiveTerms } from '../../../src/core/terms/log-odds.ts';

const counts = (posts: readonly number[]) => ({ posts, total: posts.reduce((sum, value) => sum + value, 0) });

describe('contrastTerms', () => {
  it('is the formula of Monroe et al., worked out by hand for one term', () => {
    const [first] = contrastTerms(counts([30, 70]), counts([10, 190]));
    const prior = (500 * 40) / 300;
    const logOdds =
      Math.log((30 + prior) / (100 + 500 - 30 - prior)) - Math.log((10 + prior) / (200 + 500 - 10 - prior));
    expect(first!.logOdds).toBeCloseTo(logOdds, 12);
    expect(first!.z).toBeCloseTo(logOdds / Math.sqrt(1 / (30 + prior) + 1 / (10 + prior)), 12);
  });

  it('puts a word that many posts share before one that a few do', () => {
    const found = contrastTerms(counts([300, 3, 697]), counts([100, 0, 9900]));
    expect(found[0]!.z).toBeGreaterThan(found[1]!.z);
    expect(found[1]!.z).toBeGreaterThan(0);
    expect(found[2]!.z).toBeLessThan(0);
  });

  it('says nothing of the only term that is used', () => {
    const [used, unused] = contrastTerms(counts([7, 0]), counts([9, 0]));
    expect(used).toEqual({ term: 0, inSelection: 7, inRest: 9, logOdds: 0, z: 0 });
    expect(unused!.z).toBe(0);
  });

  it('changes sign when the sets change places, and finds nothing where they are alike', () => {
    const sets = fc.array(fc.nat(500), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const length = Math.min(a.length, b.length);
        const [one, other] = [counts(a.slice(0, length)), counts(b.slice(0, length))];
        const there = contrastTerms(one, other);
        contrastTerms(other, one).forEach(({ z }, i) => {
          expect(z).toBeCloseTo(-there[i]!.z, 9);
        });
        for (const { z } of contrastTerms(one, one)) expect(z).toBeCloseTo(0, 9);
      }),
    );
  });
});

it('distinctiveTerms are those of contrastTerms above a bound', () => {
  const posts = fc.array(fc.nat(60), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(posts, posts, fc.constantFrom(0, 1, 3), (one, other, leastZ) => {
      const size = Math.min(one.length, other.length);
      const [here, there] = [counts(one.slice(0, size)), counts(other.slice(0, size))];
      const expected = contrastTerms(here, there).filter(({ z }) => z > leastZ);
      expect(distinctiveTerms(here, there, leastZ)).toEqual(expected);
    }),
  );
});
