import type { EChartsCoreOption } from 'echarts/core';
import type { Trend } from '../../app/types.ts';
import { trendCsv } from '../../core/report/trend-csv.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import { TREND_SIZE } from '../report/report-chart.ts';
import type { SavedChart } from './save-file.ts';

/** The trend chart on the ground of its theme; `smoothing`: buckets of the moving average that its lines are. */
export function trendChart(
  option: EChartsCoreOption,
  ground: string,
  trend: Trend,
  smoothing: number,
): SavedChart {
  return {
    draw: () => ({ svg: chartSvg({ ...option, backgroundColor: ground }, TREND_SIZE), size: TREND_SIZE }),
    csv: () => trendCsv(trend, smoothing),
  };
}
