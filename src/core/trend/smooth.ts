import type { ClassCounts } from './fold.ts';

/**
 * Counts for a centred moving average over `width` buckets (odd): those of each bucket and of `(width - 1) / 2` on
 * either side, as many as there are at the ends. Shares of them are averages in which each post counts alike, and their
 * intervals are those of as many posts. Time does not depend on `width`.
 */
export function movingCounts(counts: readonly ClassCounts[], width: number): ClassCounts[] {
  if (width <= 1) return counts.map(([negative, neutral, positive]) => [negative, neutral, positive]);
  const reach = (width - 1) / 2;
  const sums: ClassCounts[] = [[0, 0, 0]];
  for (const bucket of counts) {
    const last = sums.at(-1)!;
    sums.push([last[0] + bucket[0], last[1] + bucket[1], last[2] + bucket[2]]);
  }
  return counts.map((_, i) => {
    const from = sums[Math.max(0, i - reach)]!;
    const to = sums[Math.min(counts.length, i + reach + 1)]!;
    return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  });
}
