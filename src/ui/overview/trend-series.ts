import type { Trend } from '../../app/types.ts';
import type { Estimate } from '../../core/stats/intervals.ts';
import type { ClassStyle, TrendLine } from './trend-lines.ts';

const BAND_OPACITY = 0.14;
const POINT_PX = 4;
// More points than this run together into a thick line.
const MAX_POINTS = 60;

/** The line, and its bands under it. */
export function lineSeries({ name, color, line, values, sampled }: TrendLine): object[] {
  return [
    ...bandSeries(name, color, values),
    ...(sampled === null ? [] : bandSeries(`${name} sample`, color, sampled)),
    {
      name,
      type: 'line',
      data: withPoints(gapless(values, ({ value }) => value)),
      symbol: 'circle',
      showAllSymbol: true,
      lineStyle: { color, width: 2, type: line },
      itemStyle: { color },
    },
  ];
}

/** A band as two invisible lines with the space between them filled. */
function bandSeries(name: string, color: string, values: readonly Estimate[]): object[] {
  const edge = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: `band-${name}`,
    // Stacked apart by sign, the height of a band from below 0 would start at 0.
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
  };
  return [
    { ...edge, name: `${name} low`, data: gapless(values, ({ low }) => low) },
    {
      ...edge,
      name: `${name} high`,
      data: gapless(values, ({ low, high }) => high - low),
      areaStyle: { color, opacity: BAND_OPACITY },
    },
  ];
}

/** Posts of a class by bucket, as bars that stand on each other. */
export function volumeSeries(trend: Trend, { name, code, color }: ClassStyle): { readonly name: string } {
  const series = {
    name: `${name} posts`,
    type: 'bar',
    stack: 'volume',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barCategoryGap: trend.counts.length > 200 ? '0%' : '12%',
    data: trend.counts.map((counts) => counts[code]),
    itemStyle: { color },
  };
  return series;
}

/** In percent or points; null, a gap, where there is no post. */
function gapless(values: readonly Estimate[], pick: (estimate: Estimate) => number): (number | null)[] {
  return values.map((estimate) => (Number.isNaN(estimate.value) ? null : 100 * pick(estimate)));
}

/** Values with the size of their points: a bucket between gaps has no line to it, so its point must show. */
function withPoints(values: readonly (number | null)[]): ({ value: number; symbolSize: number } | null)[] {
  const isGap = (i: number): boolean => (values[i] ?? null) === null;
  return values.map((value, i) => {
    if (value === null) return null;
    const isShown = values.length <= MAX_POINTS || (isGap(i - 1) && isGap(i + 1));
    return { value, symbolSize: isShown ? POINT_PX : 0 };
  });
}
