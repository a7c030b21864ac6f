import { type Estimate, Z_95 } from './intervals.ts';

const BLOCKS = 20;

/**
 * `of(all rows)` with a 95 % interval by the jackknife over blocks (Quenouille 1956; Efron & Tibshirani 1993, ch. 11):
 * row i is in block i mod 20, `of` is asked again without each block, and Student's t counts the blocks. For figures
 * that are too dear to bootstrap. Bounds are NaN with fewer than two rows.
 */
export function jackknife(rowCount: number, of: (rows: readonly number[]) => number): Estimate {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const value = of(rows);
  const blocks = Math.min(BLOCKS, rowCount);
  if (blocks < 2) return { value, low: Number.NaN, high: Number.NaN };
  const without = Array.from({ length: blocks }, (_, block) =>
    of(rows.filter((row) => row % blocks !== block)),
  );
  const mean = without.reduce((sum, found) => sum + found, 0) / blocks;
  const squares = without.reduce((sum, found) => sum + (found - mean) ** 2, 0);
  const half = studentT(blocks - 1) * Math.sqrt(((blocks - 1) / blocks) * squares);
  return { value, low: value - half, high: value + half };
}

/** The 97.5th percentile of Student's t, by its expansion about the normal one (Abramowitz & Stegun 26.7.5). */
function studentT(freedom: number): number {
  const z = Z_95;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}
