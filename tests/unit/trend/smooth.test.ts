import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClassCounts } from '../../../src/core/trend/fold.ts';
import { movingCounts } from '../../../src/core/trend/smooth.ts';

const counts = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { maxLength: 40 });

it('sums the buckets around each, as many as there are', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 3, 7, 15), (buckets, width) => {
      const reach = (width - 1) / 2;
      const expected = buckets.map((_, i) =>
        buckets
          .slice(Math.max(0, i - reach), i + reach + 1)
          .reduce<ClassCounts>((sum, [a, b, c]) => [sum[0] + a, sum[1] + b, sum[2] + c], [0, 0, 0]),
      );
      expect(movingCounts(buckets, width)).toEqual(expected);
    }),
  );
});
