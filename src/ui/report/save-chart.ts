import type { EChartsCoreOption } from 'echarts/core';
import type { Trend } from '../../app/types.ts';
import { trendCsv } from '../../core/report/trend-csv.ts';
import { chartSvg, svgToPng } from '../charts/chart-svg.ts';
import { TREND_SIZE } from './report-chart.ts';

export const CHART_FORMATS = ['png', 'svg', 'csv'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** The trend chart on the ground of its theme, and the figures behind it. */
export interface SavedChart {
  readonly option: EChartsCoreOption;
  readonly ground: string;
  readonly trend: Trend;
  /** Buckets of the moving average that the lines are; 1 for none. */
  readonly smoothing: number;
}

const PNG_SCALE = 2;

/** The chart as a file: a picture of twice its pixels, a drawing, or its figures. */
export async function chartFile(
  { option, ground, trend, smoothing }: SavedChart,
  format: ChartFormat,
): Promise<Blob> {
  if (format === 'csv') return new Blob([trendCsv(trend, smoothing)], { type: 'text/csv;charset=utf-8' });
  const svg = chartSvg({ ...option, backgroundColor: ground }, TREND_SIZE);
  return format === 'svg'
    ? new Blob([svg], { type: 'image/svg+xml' })
    : await svgToPng(svg, TREND_SIZE, PNG_SCALE);
}
