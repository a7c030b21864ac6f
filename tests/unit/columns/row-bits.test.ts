import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addAll,
  allBits,
  countBits,
  createBits,
  hasBit,
  inverseOf,
  keepCommon,
  rowsOf,
  setBit,
} from '../../../src/core/columns/row-bits.ts';

const ROWS = 100;
const rowSet = fc.uniqueArray(fc.nat(ROWS - 1)).map((rows) => rows.sort((a, b) => a - b));

function bitsOf(rows: readonly number[]) {
  const bits = createBits(ROWS);
  for (const row of rows) setBit(bits, row);
  return bits;
}

it('sets of rows are joined, cut and turned round as sets are', () => {
  fc.assert(
    fc.property(rowSet, rowSet, (a, b) => {
      expect([...rowsOf(bitsOf(a))]).toEqual(a);
      expect(countBits(bitsOf(a))).toBe(a.length);
      expect([...rowsOf(keepCommon(bitsOf(a), bitsOf(b)))]).toEqual(a.filter((row) => b.includes(row)));
      expect(countBits(addAll(bitsOf(a), bitsOf(b)))).toBe(new Set([...a, ...b]).size);
      const inverse = inverseOf(bitsOf(a), ROWS);
      expect(countBits(inverse)).toBe(ROWS - a.length);
      expect(a.some((row) => hasBit(inverse, row))).toBe(false);
    }),
  );
});

it('all rows are so many, whatever the last word holds', () => {
  for (const rows of [0, 1, 31, 32, 33, 64]) expect(countBits(allBits(rows))).toBe(rows);
});
