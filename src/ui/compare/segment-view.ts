import type { ClassCounts, Comparison, Estimate, Segment } from '../../app/types.ts';
import { netChange, netOfCounts } from '../../core/stats/net-change.ts';
import { formatDateTime } from '../format.ts';

/** A segment with what its row shows of it. */
export interface SegmentView extends Segment {
  /** What it is called. */
  readonly name: string;
  /** Share of all posts that are compared, 0..1. */
  readonly share: number;
  readonly net: Estimate;
  readonly change: Estimate;
}

/** Segments as rows show them. */
export function toViews(comparison: Comparison): SegmentView[] {
  const total = comparison.segments.reduce((sum, { posts }) => sum + posts, 0);
  return comparison.segments.map((segment, i) => ({
    ...segment,
    name: segment.value ?? nameOf(comparison, i),
    share: segment.posts / total,
    net: netOfCounts(segment.counts),
    change: netChange(segment.before, segment.after),
  }));
}

function nameOf({ by, periods, zone }: Comparison, index: number): string {
  if (by !== 'period' || !periods) return 'All others';
  return periodWords(index === 0 ? periods.before : periods.after, zone);
}

/** A period in words: 3 Mar 2025, 00:00 – 10 Mar 2025, 00:00. */
export function periodWords(
  period: { readonly fromMs: number; readonly toMs: number },
  zone: string,
): string {
  return `${formatDateTime(period.fromMs, zone)} – ${formatDateTime(period.toMs, zone)}`;
}

export function totalOf(counts: Readonly<ClassCounts>): number {
  return counts[0] + counts[1] + counts[2];
}

/** Columns that the table can be sorted by; NaN comes last in either direction. */
export const SEGMENT_KEYS = {
  name: null,
  posts: (view: SegmentView) => view.posts,
  net: (view: SegmentView) => view.net.value,
  change: (view: SegmentView) => view.change.value,
  mix: (view: SegmentView) => view.mix,
  mood: (view: SegmentView) => view.mood,
} as const;
export type SegmentKey = keyof typeof SEGMENT_KEYS;

export interface SegmentSort {
  readonly key: SegmentKey;
  readonly descending: boolean;
}

/** The rows in order; what is summed up as all others stays last. */
export function sortViews(views: readonly SegmentView[], { key, descending }: SegmentSort): SegmentView[] {
  const sign = descending ? -1 : 1;
  const value = SEGMENT_KEYS[key];
  const isOthers = (view: SegmentView): boolean => view.value === null;
  return views.toSorted((a, b) => {
    if (isOthers(a) !== isOthers(b)) return isOthers(a) ? 1 : -1;
    if (!value) return sign * a.name.localeCompare(b.name);
    const [x, y] = [value(a), value(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}
