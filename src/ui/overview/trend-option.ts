import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColors } from '../charts/chart-colors.ts';
import { noteLines, type PlacedNote } from './note-lines.ts';
import { classStyles, type LineRequest, type TrendLine, trendLines } from './trend-lines.ts';
import { lineSeries, volumeSeries } from './trend-series.ts';
import { tooltipText } from './trend-tooltip.ts';

// As styles.css has it. Labels are measured on a canvas, which knows no "inherit": they would overlap. In
// single quotation marks: the SVG renderer writes attributes as they are, and double ones would end them.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** Pixels from the edges of the chart to its first and last bucket, and to the free row between its two parts. */
export const PLOT_INSET_PX = { left: 48, right: 28 } as const;
export const FREE_ROW_PX = 250;

/** Words for a bucket, for the axis and the tooltip. */
export type BucketLabels = readonly string[];

/** Everything that the trend chart draws. */
export interface TrendDrawing extends LineRequest {
  readonly labels: BucketLabels;
  readonly notes: readonly PlacedNote[];
}

/**
 * Net sentiment or the shares of the classes with their 95 % bands above, posts by class below, on one axis.
 * Buckets without posts leave a gap in the lines and nothing in the bars.
 */
export function toTrendOption(drawing: TrendDrawing, colors: ChartColors): EChartsCoreOption {
  const { trend, look, labels, notes } = drawing;
  const lines = trendLines(drawing, colors);
  const classes = classStyles(trend, colors);
  const volumes = classes.map((style) => volumeSeries(trend, style));
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: colors.ink },
    grid: [
      { ...PLOT_INSET_PX, top: 32, height: '54%' },
      { ...PLOT_INSET_PX, bottom: 28, height: '20%' },
    ],
    legend: {
      top: 0,
      right: 8,
      // The bars are posts by their axis; so the names fit on a narrow screen.
      formatter: (name: string) => name.replace(/ posts$/u, ''),
      data: [
        ...lines.map(({ name }) => name),
        ...(look.measure === 'net' ? volumes.map(({ name }) => name) : []),
      ],
      textStyle: { color: colors.ink, fontSize: 12 },
      itemWidth: 14,
      itemGap: 10,
      selectedMode: false,
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colors.inkFaint } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colors.ground,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontSize: 12 },
      formatter: (items: { dataIndex: number }[]) =>
        tooltipText(drawing, lines, classes, items[0]?.dataIndex ?? 0),
    },
    // The brush brings a toolbox of its own; dragging is all that is wanted of it.
    toolbox: { show: false },
    brush: {
      xAxisIndex: [0, 1],
      toolbox: [],
      throttleType: 'debounce',
      brushStyle: { color: `${colors.accent}22`, borderColor: colors.accent },
    },
    xAxis: [categoryAxis(labels, 0, colors), categoryAxis(labels, 1, colors)],
    yAxis: [look.measure === 'net' ? pointsAxis(lines, colors) : shareAxis(colors), countAxis(colors)],
    series: [
      ...lines.flatMap((line) => lineSeries(line)),
      ...volumes,
      ...(notes.length > 0 ? [noteLines(notes, labels.length, colors)] : []),
    ],
  };
}

function categoryAxis(labels: BucketLabels, gridIndex: 0 | 1, colors: ChartColors): object {
  return {
    type: 'category',
    gridIndex,
    data: labels,
    axisTick: { show: false },
    axisLine: { onZero: false, lineStyle: { color: colors.line } },
    axisLabel: {
      show: gridIndex === 1,
      color: colors.inkFaint,
      fontSize: 12,
      hideOverlap: true,
    },
  };
}

function shareAxis(colors: ChartColors): object {
  return {
    type: 'value',
    gridIndex: 0,
    min: 0,
    max: 100,
    interval: 25,
    axisLabel: { formatter: '{value} %', color: colors.inkFaint, fontSize: 12 },
    splitLine: { lineStyle: { color: colors.line } },
  };
}

const STEP_POINTS = 25;

/** Points of net sentiment: as much of -100 to +100 as the lines take, in steps, and 0 always. */
function pointsAxis(lines: readonly TrendLine[], colors: ChartColors): object {
  let [low, high] = [0, 0];
  for (const { value } of lines.flatMap(({ values }) => values)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Bands may leave the axis where few posts say nothing; the lines do not.
  const reach = (share: number): number =>
    Math.sign(share) * Math.min(100, STEP_POINTS * Math.ceil((100 * Math.abs(share) + 10) / STEP_POINTS));
  return {
    type: 'value',
    gridIndex: 0,
    min: low === 0 ? -STEP_POINTS : reach(low),
    max: high === 0 ? STEP_POINTS : reach(high),
    interval: STEP_POINTS,
    axisLabel: { formatter: signed, color: colors.inkFaint, fontSize: 12 },
    splitLine: { lineStyle: { color: colors.line } },
  };
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';
}

function countAxis(colors: ChartColors): object {
  return {
    type: 'value',
    gridIndex: 1,
    splitNumber: 2,
    minInterval: 1,
    axisLabel: { color: colors.inkFaint, fontSize: 12, formatter: compactCount },
    splitLine: { lineStyle: { color: colors.line } },
  };
}

const compact = new Intl.NumberFormat(undefined, { notation: 'compact' });
function compactCount(value: number): string {
  return compact.format(value);
}
