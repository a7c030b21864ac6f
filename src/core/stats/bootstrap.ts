import { createRng } from '../rng/rng.ts';
import { sampleMultinomial } from './binomial.ts';
import { type Confusion, rowsOf } from './confusion.ts';
import type { Estimate } from './intervals.ts';

/** Resamples of a bootstrap: enough that the bounds move by about 2 % of the interval's width with the seed. */
export const RESAMPLES = 2000;

/**
 * Percentile bootstrap over posts (Efron & Tibshirani 1993, ch. 13) of figures that depend on a confusion matrix
 * alone. Drawing rows with replacement then is one multinomial draw over the cells, whose cost does not grow with
 * the rows. `figures` gives the same figures for each matrix; resamples where one is NaN are left out of that one.
 */
export function bootstrapConfusion(
  confusion: Confusion,
  seed: number,
  figures: (confusion: Confusion) => readonly number[],
): Estimate[] {
  const rng = createRng(seed);
  const rows = rowsOf(confusion);
  const shares = confusion.flatMap((row) => row.map((count) => count / rows));
  const values = figures(confusion);
  if (rows === 0) return values.map((value) => ({ value, low: Number.NaN, high: Number.NaN }));
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const cells = sampleMultinomial(rng, rows, shares);
    return figures(confusion.map((row, i) => cells.slice(i * row.length, (i + 1) * row.length)));
  });
  return values.map((value, i) => ({ value, ...percentiles(resampled.map((found) => found[i]!)) }));
}

/** The 2.5th and 97.5th percentile of the values that are numbers, between order statistics linearly. */
export function percentiles(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
