import type { Look } from '../../app/look.ts';
import type { Sentiment, Trend } from '../../app/types.ts';
import { type AnswerErrors, sampledShares, sharesWithErrors } from '../../core/stats/count-shares.ts';
import type { Estimate } from '../../core/stats/intervals.ts';
import { movingCounts } from '../../core/trend/smooth.ts';
import type { ChartColors } from '../charts/chart-colors.ts';

export interface ClassStyle {
  readonly name: Sentiment;
  readonly code: 0 | 1 | 2;
  readonly color: string;
  /** Line styles differ too, so that colour is never the only sign. */
  readonly line: 'solid' | 'dashed' | 'dotted';
}

/** A line of the chart, one value a bucket, each -1..1; NaN where there is no post. */
export interface TrendLine {
  readonly name: string;
  readonly color: string;
  readonly line: ClassStyle['line'];
  /** With the band that was chosen. */
  readonly values: readonly Estimate[];
  /** The band of the sample alone, where `values` covers the model's errors, too. */
  readonly sampled: readonly Estimate[] | null;
}

/** What decides the lines of a trend. */
export interface LineRequest {
  readonly trend: Trend;
  readonly look: Look;
  /** Null where nothing is known of the model's errors: bands are of the sample then. */
  readonly errors: AnswerErrors | null;
}

export const NET_NAME = 'Net sentiment';

/** The classes that a trend has posts of, with their looks. */
export function classStyles(trend: Trend, colors: ChartColors): readonly ClassStyle[] {
  const hasNeutral = trend.counts.some((counts) => counts[1] > 0);
  const styles: readonly ClassStyle[] = [
    { name: 'Negative', code: 0, color: colors.negative, line: 'solid' },
    { name: 'Neutral', code: 1, color: colors.neutral, line: 'dotted' },
    { name: 'Positive', code: 2, color: colors.positive, line: 'dashed' },
  ];
  return styles.filter(({ name }) => name !== 'Neutral' || hasNeutral);
}

/** Net sentiment, or the share of each class, smoothed as the look says. */
export function trendLines(request: LineRequest, colors: ChartColors): readonly TrendLine[] {
  const { trend, look } = request;
  const counts = movingCounts(trend.counts, look.smoothing);
  const sampled = counts.map(sampledShares);
  const errors = errorsShown(request);
  const shown = errors === null ? sampled : counts.map((bucket) => sharesWithErrors(bucket, errors));
  if (look.measure === 'net')
    return [
      {
        name: NET_NAME,
        color: colors.ink,
        line: 'solid',
        values: shown.map(({ net }) => net),
        sampled: errors === null ? null : sampled.map(({ net }) => net),
      },
    ];
  return classStyles(trend, colors).map(({ name, code, color, line }) => ({
    name,
    color,
    line,
    values: shown.map(({ shares }) => shares[code]),
    sampled: null,
  }));
}

/** The errors that the bands cover; null where they cover the sample alone. */
export function errorsShown({ look, errors }: Omit<LineRequest, 'trend'>): AnswerErrors | null {
  return look.band === 'model' ? errors : null;
}
