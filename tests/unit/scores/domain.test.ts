import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf } from '../../../src/core/scores/domain.ts';

describe('domainOf', () => {
  it('goes by the mean of many posts, not by how many lie on a side', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => (i < 90 ? -0.1 : 1.1));
    expect(domainOf(values)).toBe('three-class');
    expect(domainOf(values.map((value) => -value))).toBe('two-class');
  });

  it('does not tell of few posts', () => {
    expect(domainOf(new Float32Array(31).fill(5))).toBeNull();
    expect(domainOf(new Float32Array(32).fill(5))).toBe('three-class');
    expect(domainOf([])).toBeNull();
  });

  it('does not depend on the order', () => {
    const posts = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 32, maxLength: 80 });
    fc.assert(
      fc.property(posts, (values) => {
        expect(domainOf(values.toReversed())).toBe(domainOf(values));
      }),
    );
  });
});
