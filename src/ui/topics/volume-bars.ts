import type { ClassCounts } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';

/** Bars of one tint as an SVG path. */
export interface TintedBars {
  /** Net sentiment they stand for, -1..1 in steps. */
  readonly tint: number;
  readonly path: string;
}

const TINTS = 4;
/** Net sentiment that is drawn in full colour: beyond it all is strong. */
const STRONG = 0.6;
// A single post can still be seen.
const LEAST_HEIGHT = 1;

/**
 * Posts by bucket as bars, grouped by mood. Heights are by the square root of posts: beside the day of the largest topic the
 * small ones would be flat. @param most posts of a bucket that fills the height
 */
export function volumeBars(
  trend: readonly ClassCounts[],
  most: number,
  width: number,
  height: number,
): TintedBars[] {
  const step = width / trend.length;
  const bar = Math.max(0.5, 0.8 * step);
  const paths = new Map<number, string>();
  for (const [bucket, counts] of trend.entries()) {
    const posts = counts[0] + counts[1] + counts[2];
    if (posts === 0) continue;
    const tall = Math.max(LEAST_HEIGHT, Math.sqrt(posts / most) * height);
    const tint = tintOf(netOfCounts(counts).value);
    const path = `M${(bucket * step).toFixed(1)},${height}v${(-tall).toFixed(1)}h${bar.toFixed(1)}V${height}z`;
    paths.set(tint, (paths.get(tint) ?? '') + path);
  }
  return [...paths].map(([tint, path]) => ({ tint, path })).sort((a, b) => a.tint - b.tint);
}

function tintOf(net: number): number {
  return Math.round(Math.max(-1, Math.min(1, net / STRONG)) * TINTS) / TINTS;
}

/** The colour of a tint, between neutral and the colour of the class that prevails. */
export function tintColor(tint: number): string {
  const strong = tint < 0 ? 'var(--negative)' : 'var(--positive)';
  return `color-mix(in srgb, ${strong} ${Math.round(100 * Math.abs(tint))}%, var(--neutral))`;
}

/** The bucket with most posts, the first of several; -1 where there is none. */
export function peakOf(trend: readonly ClassCounts[]): number {
  let peak = -1;
  let most = 0;
  for (const [bucket, counts] of trend.entries()) {
    const posts = counts[0] + counts[1] + counts[2];
    if (posts <= most) continue;
    most = posts;
    peak = bucket;
  }
  return peak;
}
