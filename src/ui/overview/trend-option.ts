import type { EChartsCoreOption } from 'echarts/core';
import type { Sentiment, Trend } from '../../app/types.ts';
import { wilsonInterval } from '../../core/stats/intervals.ts';
import type { ChartColors } from '../charts/chart-colors.ts';
import { formatCount, formatShare } from '../format.ts';

interface ClassStyle {
  readonly name: Sentiment;
  readonly code: 0 | 1 | 2;
  readonly color: string;
  /** Line styles differ too, so that colour is never the only sign. */
  readonly line: 'solid' | 'dashed' | 'dotted';
}

// As styles.css has it. Labels are measured on a canvas, which knows no "inherit": they would overlap. In
// single quotation marks: the SVG renderer writes attributes as they are, and double ones would end them.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** Pixels from the edges of the chart to its first and last bucket, and to the free row between its two parts. */
export const PLOT_INSET_PX = { left: 48, right: 28 } as const;
export const FREE_ROW_PX = 250;

/** Words for a bucket, for the axis and the tooltip. */
export type BucketLabels = readonly string[];

/**
 * Shares of the classes with their 95 % bands above, posts by class below, on one axis.
 * Buckets without posts leave a gap in the lines and nothing in the bars.
 */
export function toTrendOption(trend: Trend, labels: BucketLabels, colors: ChartColors): EChartsCoreOption {
  const hasNeutral = trend.counts.some((counts) => counts[1] > 0);
  const classes = classStyles(colors).filter(({ name }) => name !== 'Neutral' || hasNeutral);
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: colors.ink },
    grid: [
      { ...PLOT_INSET_PX, top: 32, height: '54%' },
      { ...PLOT_INSET_PX, bottom: 28, height: '20%' },
    ],
    legend: {
      top: 0,
      right: 16,
      data: classes.map(({ name }) => name),
      textStyle: { color: colors.ink, fontSize: 12 },
      itemWidth: 22,
      itemGap: 20,
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
        tooltipText(trend, labels, classes, items[0]?.dataIndex ?? 0),
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
    yAxis: [shareAxis(colors), countAxis(colors)],
    series: [
      ...classes.flatMap((style) => shareSeries(trend, style)),
      ...classes.map((style) => volumeSeries(trend, style)),
    ],
  };
}

function classStyles(colors: ChartColors): readonly ClassStyle[] {
  return [
    { name: 'Negative', code: 0, color: colors.negative, line: 'solid' },
    { name: 'Neutral', code: 1, color: colors.neutral, line: 'dotted' },
    { name: 'Positive', code: 2, color: colors.positive, line: 'dashed' },
  ];
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The line of a class, and its band as two invisible lines with the space between them filled. */
function shareSeries(trend: Trend, { name, code, color, line }: ClassStyle): object[] {
  const intervals = trend.counts.map((counts) => wilsonInterval(counts[code], total(counts)));
  const gapless = (pick: (interval: (typeof intervals)[number]) => number): (number | null)[] =>
    intervals.map((interval) => (Number.isNaN(interval.value) ? null : 100 * pick(interval)));
  const band = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: `band-${name}`,
    lineStyle: { opacity: 0 },
  };
  return [
    { ...band, name: `${name} low`, data: gapless(({ low }) => low) },
    {
      ...band,
      name: `${name} high`,
      data: gapless(({ low, high }) => high - low),
      areaStyle: { color, opacity: 0.14 },
    },
    {
      name,
      type: 'line',
      data: withPoints(gapless(({ value }) => value)),
      symbol: 'circle',
      showAllSymbol: true,
      lineStyle: { color, width: 2, type: line },
      itemStyle: { color },
    },
  ];
}

const POINT_PX = 4;
// More points than this run together into a thick line.
const MAX_POINTS = 60;

/** Values with the size of their points: a bucket between gaps has no line to it, so its point must show. */
function withPoints(values: readonly (number | null)[]): ({ value: number; symbolSize: number } | null)[] {
  const isGap = (i: number): boolean => (values[i] ?? null) === null;
  return values.map((value, i) => {
    if (value === null) return null;
    const isShown = values.length <= MAX_POINTS || (isGap(i - 1) && isGap(i + 1));
    return { value, symbolSize: isShown ? POINT_PX : 0 };
  });
}

function volumeSeries(trend: Trend, { name, code, color }: ClassStyle): object {
  return {
    name: `${name} posts`,
    type: 'bar',
    stack: 'volume',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barCategoryGap: trend.counts.length > 200 ? '0%' : '12%',
    data: trend.counts.map((counts) => counts[code]),
    itemStyle: { color },
  };
}

function categoryAxis(labels: BucketLabels, gridIndex: 0 | 1, colors: ChartColors): object {
  return {
    type: 'category',
    gridIndex,
    data: labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
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

function tooltipText(
  trend: Trend,
  labels: BucketLabels,
  classes: readonly ClassStyle[],
  index: number,
): string {
  const counts = trend.counts[index];
  if (!counts) return '';
  const posts = total(counts);
  const lines = classes.map(({ name, code }) => {
    const { low, high } = wilsonInterval(counts[code], posts);
    return posts === 0
      ? ''
      : `${name}: ${formatShare(counts[code] / posts)} (${formatShare(low)} to ${formatShare(high)}), ${formatCount(counts[code])} posts`;
  });
  return [`<b>${labels[index]}</b>`, `${formatCount(posts)} posts`, ...lines].filter(Boolean).join('<br>');
}
