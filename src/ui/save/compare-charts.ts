import type { Comparison } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { readChartColors } from '../charts/chart-colors.ts';
import { bucketWords } from '../compare/bucket-words.ts';
import { LEAST_POSTS, type SharedAxes, smallPlaces } from '../compare/SmallTrend.tsx';
import { type SegmentView, totalOf } from '../compare/segment-view.ts';
import { linePath } from '../compare/trend-paths.ts';
import { formatCounted, formatPoints } from '../format.ts';
import { type Drawing, type SavedChart, tableCsv } from './save-file.ts';
import { svgFile, svgWords } from './svg-text.ts';

/** The table of segments as CSV; net sentiment, change, mix and mood in -1..1. */
export function compareTable(views: readonly SegmentView[], heading: string): SavedChart {
  const header = [
    heading.toLowerCase(),
    'posts',
    'share_of_voice',
    ...['negative', 'neutral', 'positive'],
    ...['net', 'net_low', 'net_high', 'change', 'change_low', 'change_high', 'mix', 'mood'],
  ];
  return {
    draw: null,
    csv: () =>
      tableCsv(
        header,
        views.map(({ name, posts, share, counts, net, change, mix, mood }) => [
          name,
          posts,
          share,
          ...counts,
          ...[net.value, net.low, net.high, change.value, change.low, change.high, mix, mood],
        ]),
      ),
  };
}

/** Net sentiment over time of each segment: the small charts as one drawing, and a line of figures for each bucket. */
export function smallTrends(
  views: readonly SegmentView[],
  axes: SharedAxes,
  size: Comparison['size'],
): SavedChart {
  return {
    draw: () => drawTrends(views, axes, size),
    csv: () =>
      tableCsv(
        ['segment', 'start_local', 'posts', 'negative', 'neutral', 'positive', 'net', 'net_low', 'net_high'],
        views.flatMap(({ name, trend, starts }) =>
          trend.map((counts, bucket) => {
            const { value, low, high } = netOfCounts(counts);
            // A wall-clock time of the zone on screen, so without one of its own.
            const start = new Date(starts[bucket]!).toISOString().slice(0, 19);
            return [name, start, totalOf(counts), ...counts, value, low, high];
          }),
        ),
      ),
  };
}

const COLUMNS = 3;
const CELL = { width: 300, height: 164, pad: 16, top: 28 } as const;

function drawTrends(
  views: readonly SegmentView[],
  axes: SharedAxes,
  bucketSize: Comparison['size'],
): Drawing {
  const colors = readChartColors();
  const size = {
    width: COLUMNS * CELL.width,
    height: Math.ceil(views.length / COLUMNS) * CELL.height + 24,
  };
  const plot = { width: CELL.width - 2 * CELL.pad, height: 96 };
  const shapes = views.map((view, i) => {
    const { name, trend, starts, net, posts } = view;
    const { lines, bands, points } = linePath(smallPlaces(trend, axes, plot));
    const title = `${name.length > 20 ? `${name.slice(0, 19)}…` : name}: ${formatPoints(net.value)}, ${formatCounted(posts, 'post')}`;
    const foot = CELL.top + plot.height + 14;
    const place = `translate(${(i % COLUMNS) * CELL.width + CELL.pad},${Math.floor(i / COLUMNS) * CELL.height})`;
    const label = (at: number | undefined): string => (at === undefined ? '' : bucketWords(at, bucketSize));
    const line = (y: number): string =>
      `<line x1="0" x2="${plot.width}" y1="${y}" y2="${y}" stroke="${colors.line}"/>`;
    return `<g transform="${place}">${svgWords(title, 0, 20, colors.ink)}<g transform="translate(0,${CELL.top})">${[
      line(0),
      line(plot.height / 2),
      line(plot.height),
      `<path d="${bands}" fill="${colors.inkFaint}" fill-opacity="0.2"/>`,
      `<path d="${lines}" fill="none" stroke="${colors.ink}" stroke-width="1.5"/>`,
      ...points.map(
        ({ x, y }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2" fill="${colors.ink}"/>`,
      ),
    ].join(
      '',
    )}</g>${svgWords(label(starts[0]), 0, foot, colors.inkFaint)}${svgWords(label(starts.at(-1)), plot.width, foot, colors.inkFaint, 'end')}</g>`;
  });
  const limits = `Net sentiment from ${formatPoints(-axes.limit)} to ${formatPoints(axes.limit)}; band: 95 % interval; buckets of ${LEAST_POSTS} posts or more`;
  const note = svgWords(limits, CELL.pad, size.height - 8, colors.inkFaint);
  return { svg: svgFile(size, colors.ground, [...shapes, note]), size };
}
