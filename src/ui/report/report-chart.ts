import type { SpikeEvent, Trend } from '../../app/types.ts';
import { escapeHtml } from '../../core/report/escape-html.ts';
import { inlineSvg } from '../../core/report/inline-svg.ts';
import { LIGHT_COLORS } from '../charts/chart-colors.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import { placeMarks } from '../events/place-marks.ts';
import { bucketLabels } from '../overview/bucket-labels.ts';
import { chartLabel } from '../overview/chart-words.ts';
import { FREE_ROW_PX, PLOT_INSET_PX, type TrendDrawing, toTrendOption } from '../overview/trend-option.ts';

/** Pixels of the trend chart in a file: as wide as a page of the report, as high as on screen. */
export const TREND_SIZE = { width: 912, height: 380 } as const;

/** The trend chart for the report, in light colours, its events numbered as in their table. */
export function reportChart(drawing: Omit<TrendDrawing, 'labels'>, events: readonly SpikeEvent[]): string {
  const { trend, look } = drawing;
  const option = toTrendOption({ ...drawing, labels: bucketLabels(trend) }, LIGHT_COLORS);
  return inlineSvg(withMarks(chartSvg(option, TREND_SIZE), trend, events), chartLabel(look));
}

/** Numbers between the two parts of the chart, over the buckets of each event. */
function withMarks(svg: string, trend: Trend, events: readonly SpikeEvent[]): string {
  const width = TREND_SIZE.width - PLOT_INSET_PX.left - PLOT_INSET_PX.right;
  const marks = placeMarks(trend.boundsUtc, events).map(({ event, others, from, to }) => {
    const x = PLOT_INSET_PX.left + (width * (from + to)) / 2;
    const words = [event, ...others].map((one) => events.indexOf(one) + 1).join(', ');
    return `<text x="${x.toFixed(1)}" y="${FREE_ROW_PX + 12}" text-anchor="middle" font-size="12" font-weight="600" font-family="system-ui, sans-serif" fill="${LIGHT_COLORS.ink}">${escapeHtml(words)}</text>`;
  });
  return svg.replace(/<\/svg>\s*$/u, `${marks.join('')}</svg>`);
}
