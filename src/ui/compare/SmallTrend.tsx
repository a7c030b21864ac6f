import type { Comparison } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { formatCounted, formatPoints } from '../format.ts';
import { bucketWords } from './bucket-words.ts';
import { type SegmentView, totalOf } from './segment-view.ts';
import { linePath, type Place } from './trend-paths.ts';

const WIDTH = 240;
const HEIGHT = 96;
// Room for a line at the very end of the axis.
const EDGE = 3;
/** Buckets of fewer posts are left out: their share is a matter of chance. */
export const LEAST_POSTS = 5;

/** What charts side by side have in common. */
export interface SharedAxes {
  /** Buckets of the longest. */
  readonly buckets: number;
  /** Net sentiment at the upper end of the vertical axis, 0..1; the lower one is its opposite. */
  readonly limit: number;
}

/** Axes on which every value of every chart has room, to the next 25 points; bands may be cut. */
export function sharedAxes(views: readonly SegmentView[]): SharedAxes {
  const drawn = views.flatMap(({ trend }) => trend.filter((counts) => totalOf(counts) >= LEAST_POSTS));
  const most = drawn.reduce((max, counts) => Math.max(max, Math.abs(netOfCounts(counts).value)), 0);
  return {
    buckets: Math.max(1, ...views.map(({ trend }) => trend.length)),
    limit: Math.min(1, Math.max(0.25, Math.ceil(most * 4) / 4)),
  };
}

/** Where the values of a trend are drawn on a plot of this many pixels; null where there are too few posts. */
export function smallPlaces(
  trend: SegmentView['trend'],
  { buckets, limit }: SharedAxes,
  { width, height }: { readonly width: number; readonly height: number },
): (Place | null)[] {
  const y = (value: number): number => height / 2 - (value / limit) * (height / 2 - EDGE);
  return trend.map((counts, bucket) => {
    if (totalOf(counts) < LEAST_POSTS) return null;
    const { value, low, high } = netOfCounts(counts);
    return { x: ((bucket + 0.5) * width) / buckets, y: y(value), top: y(high), bottom: y(low) };
  });
}

interface SmallTrendProps {
  readonly view: SegmentView;
  readonly axes: SharedAxes;
  readonly size: Comparison['size'];
}

/** Net sentiment over time with its 95 % band, on the axes that all charts share. */
export function SmallTrend({ view, axes, size }: SmallTrendProps) {
  const { name, trend, starts, net, posts } = view;
  const { buckets, limit } = axes;
  const { lines, bands, points } = linePath(smallPlaces(trend, axes, { width: WIDTH, height: HEIGHT }));
  const label = `Net sentiment of ${name} over time: ${formatPoints(net.value)} over all`;
  return (
    <figure data-testid="small-trend" className="min-w-0">
      <figcaption className="flex items-baseline gap-2 text-sm">
        <span className="min-w-0 truncate" title={name}>
          {name}
        </span>
        <span className="ml-auto whitespace-nowrap text-ink-soft text-xs">
          {formatPoints(net.value)} · {formatCounted(posts, 'post')}
        </span>
      </figcaption>
      <div className="relative mt-1">
        <span aria-hidden="true" className="absolute top-0 left-0 text-ink-faint text-xs">
          {formatPoints(limit)}
        </span>
        <span aria-hidden="true" className="absolute bottom-0 left-0 text-ink-faint text-xs">
          {formatPoints(-limit)}
        </span>
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-24 w-full overflow-hidden border-line border-y"
        >
          <line
            x1="0"
            x2={WIDTH}
            y1={HEIGHT / 2}
            y2={HEIGHT / 2}
            stroke="var(--line-strong)"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
          <path d={bands} fill="var(--ink-faint)" opacity="0.2" />
          <path
            d={lines}
            fill="none"
            stroke="var(--ink)"
            strokeWidth="1.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
          {points.map((point) => (
            <path
              key={point.x}
              d={`M${point.x},${point.y}h0`}
              stroke="var(--ink)"
              strokeWidth="4"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {trend.map((counts, bucket) => (
            <rect
              key={starts[bucket]}
              x={(bucket * WIDTH) / buckets}
              width={WIDTH / buckets}
              height={HEIGHT}
              fill="transparent"
            >
              <title>
                {starts[bucket] === undefined ? '' : bucketWords(starts[bucket], size)}:{' '}
                {formatPoints(netOfCounts(counts).value)}, {formatCounted(totalOf(counts), 'post')}
              </title>
            </rect>
          ))}
        </svg>
      </div>
      <div aria-hidden="true" className="flex justify-between text-ink-faint text-xs">
        <span>{starts[0] === undefined ? '' : bucketWords(starts[0], size)}</span>
        <span>{starts.at(-1) === undefined ? '' : bucketWords(starts.at(-1)!, size)}</span>
      </div>
    </figure>
  );
}
