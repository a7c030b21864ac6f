import type { Breakdown, FacetTable, GroupCounts } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { readChartColors } from '../charts/chart-colors.ts';
import { hourLabel, WEEKDAYS } from '../facets/hour-labels.ts';
import { formatCount, formatPoints } from '../format.ts';
import { type Drawing, type SavedChart, tableCsv } from './save-file.ts';
import { svgBar, svgFile, svgWords } from './svg-text.ts';

const GROUP_HEADER = ['posts', 'negative', 'neutral', 'positive', 'net', 'net_low', 'net_high'];

function groupFigures({ posts, counts }: GroupCounts): number[] {
  const { value, low, high } = netOfCounts(counts);
  return [posts, ...counts, value, low, high];
}

/** The values of a column: their shares of classes as bars, posts and net sentiment. */
export function facetChart({ facet, rows }: FacetTable): SavedChart {
  return {
    draw: () => drawFacet(rows),
    csv: () =>
      tableCsv(
        [facet, ...GROUP_HEADER],
        rows.map((row) => [row.value, ...groupFigures(row)]),
      ),
  };
}

function drawFacet(rows: FacetTable['rows']): Drawing {
  const colors = readChartColors();
  const [left, bar, line] = [180, 300, 26];
  const size = { width: 640, height: 24 + line * rows.length };
  const shapes = rows.flatMap(({ value, posts, counts }, i) => {
    const y = 12 + i * line;
    const total = counts[0] + counts[1] + counts[2];
    let x = left;
    const bars = [colors.negative, colors.neutral, colors.positive].map((color, code) => {
      const width = total === 0 ? 0 : (bar * counts[code as 0 | 1 | 2]) / total;
      x += width;
      return svgBar(x - width, y + 4, width, 12, color);
    });
    return [
      svgWords(value.length > 26 ? `${value.slice(0, 25)}…` : value, 12, y + 14, colors.ink),
      ...bars,
      svgWords(formatCount(posts), left + bar + 80, y + 14, colors.ink, 'end'),
      svgWords(formatPoints(netOfCounts(counts).value), left + bar + 140, y + 14, colors.ink, 'end'),
    ];
  });
  return { svg: svgFile(size, colors.ground, shapes), size };
}

/** Posts by hour of the week: the fuller a cell, the more posts. */
export function hoursChart({ cells, zone }: Breakdown['hours']): SavedChart {
  return {
    draw: () => drawHours(cells, zone),
    csv: () =>
      tableCsv(
        ['hour_of_week', ...GROUP_HEADER],
        cells.map((cell, i) => [hourLabel(i), ...groupFigures(cell)]),
      ),
  };
}

function drawHours(cells: readonly GroupCounts[], zone: string): Drawing {
  const colors = readChartColors();
  const [left, top, cell] = [52, 16, 24];
  const size = { width: left + 24 * cell + 16, height: top + 7 * cell + 44 };
  const most = cells.reduce((max, { posts }) => Math.max(max, posts), 1);
  const shapes = cells.map(({ posts }, i) =>
    svgBar(
      left + (i % 24) * cell,
      top + Math.floor(i / 24) * cell,
      cell - 1,
      cell - 1,
      colors.ink,
      // As on screen: the root spreads the quiet hours out.
      posts === 0 ? 0.04 : 0.1 + 0.75 * Math.sqrt(posts / most),
    ),
  );
  const days = WEEKDAYS.map(({ short }, day) => svgWords(short, 12, top + day * cell + 16, colors.inkFaint));
  const hours = [0, 6, 12, 18].map((hour) =>
    svgWords(String(hour), left + (hour + 0.5) * cell, top + 7 * cell + 14, colors.inkFaint, 'middle'),
  );
  const note = svgWords(
    `Posts by hour of the week, ${zone}; most: ${formatCount(most)}`,
    left,
    size.height - 10,
    colors.ink,
  );
  return { svg: svgFile(size, colors.ground, [...shapes, ...days, ...hours, note]), size };
}

/** Posts by confidence, in steps of 0.05. */
export function confidenceChart(bins: readonly number[]): SavedChart {
  const edge = (bin: number): number => (5 * bin) / 100;
  return {
    draw: () => drawConfidence(bins, edge),
    csv: () =>
      tableCsv(
        ['from', 'to', 'posts'],
        bins.map((posts, bin) => [edge(bin), edge(bin + 1), posts]),
      ),
  };
}

function drawConfidence(bins: readonly number[], edge: (bin: number) => number): Drawing {
  const colors = readChartColors();
  const [left, top, width, height] = [48, 16, 480, 160];
  const size = { width: left + width + 24, height: top + height + 48 };
  const most = Math.max(1, ...bins);
  const step = width / bins.length;
  const bars = bins.map((posts, bin) => {
    const tall = (height * posts) / most;
    return svgBar(left + bin * step, top + height - tall, step - 2, tall, colors.inkFaint);
  });
  const edges = [0, bins.length / 2, bins.length].map((bin) =>
    svgWords(edge(bin).toFixed(2), left + bin * step, top + height + 16, colors.inkFaint, 'middle'),
  );
  const note = svgWords(`Posts by confidence; most: ${formatCount(most)}`, left, size.height - 8, colors.ink);
  return { svg: svgFile(size, colors.ground, [...bars, ...edges, note]), size };
}
