import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsOf } from '../../../src/core/columns/row-bits.ts';
import { oneOfEach, oneOfEachValue } from '../../../src/core/duplicates/one-of-each.ts';

const posts = fc.array(
  fc.record({
    group: fc.nat(5),
    value: fc.nat(3),
    time: fc.option(fc.integer({ min: -3, max: 3 }), { nil: Number.NaN }),
    isIn: fc.boolean(),
  }),
  { maxLength: 80 },
);

/** The rows, the earliest first: by time, those without last, then by place. */
function byTime(list: readonly { readonly row: number; readonly time: number }[]): number[] {
  const key = (time: number): number => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time);
  return list
    .toSorted((a, b) => (key(a.time) === key(b.time) ? a.row - b.row : key(a.time) - key(b.time)))
    .map(({ row }) => row);
}

it('the earliest of each group, or of each group and value, is kept', () => {
  fc.assert(
    fc.property(posts, (list) => {
      const all = list.map((post, row) => ({ ...post, row }));
      const chosen = all.filter(({ isIn }) => isIn);
      const rows = Uint32Array.from(chosen, ({ row }) => row);
      // A group is named by its first row.
      const groupOf = all.map(({ group }) => all.findIndex((post) => post.group === group));
      const grouped = { groupOf, epochMs: all.map(({ time }) => time) };
      const earliest = (keyOf: (post: (typeof all)[number]) => string): number[] =>
        [...new Set(chosen.map(keyOf))]
          .map((key) => byTime(chosen.filter((post) => keyOf(post) === key))[0]!)
          .toSorted((a, b) => a - b);
      expect([...rowsOf(oneOfEach(rows, grouped, all.length))]).toEqual(earliest(({ group }) => `${group}`));
      const values = all.map(({ value }) => value);
      expect([...oneOfEachValue(rows, grouped, values, all.length)]).toEqual(
        earliest(({ group, value }) => `${group} ${value}`),
      );
    }),
  );
});
