import { escapeHtml } from '../../core/report/escape-html.ts';
import { sampledShares, sharesWithErrors } from '../../core/stats/count-shares.ts';
import type { Estimate } from '../../core/stats/intervals.ts';
import { formatCount, formatPoints, formatShare } from '../format.ts';
import { type ClassStyle, errorsShown, NET_NAME, type TrendLine } from './trend-lines.ts';
import type { TrendDrawing } from './trend-option.ts';

/** What is known of a bucket, as HTML: its posts, each class and net sentiment with their intervals, its notes. */
export function tooltipText(
  drawing: TrendDrawing,
  lines: readonly TrendLine[],
  classes: readonly ClassStyle[],
  index: number,
): string {
  const { trend, labels, look, notes } = drawing;
  const counts = trend.counts[index];
  if (!counts) return '';
  const posts = counts[0] + counts[1] + counts[2];
  const errors = errorsShown(drawing);
  const { shares, net } = errors === null ? sampledShares(counts) : sharesWithErrors(counts, errors);
  const classLines = classes.map(
    ({ name, code }) => `${name}: ${ranged(shares[code], formatShare)}, ${formatCount(counts[code])} posts`,
  );
  const figures = [`${NET_NAME}: ${ranged(net, formatPoints)}`, ...classLines];
  const smoothed =
    look.smoothing === 1 ? [] : lines.map(({ name, values }) => smoothedWords(name, values[index]!, look));
  const ofBucket = notes
    .filter((note) => note.bucket === index)
    .map(({ text }) => `<i>${escapeHtml(text)}</i>`);
  return [
    `<b>${labels[index]}</b>`,
    `${formatCount(posts)} posts`,
    ...(posts === 0 ? [] : figures),
    ...smoothed,
    ...ofBucket,
  ].join('<br>');
}

function ranged({ value, low, high }: Estimate, words: (share: number) => string): string {
  return `${words(value)} (${words(low)} to ${words(high)})`;
}

function smoothedWords(
  name: string,
  estimate: Estimate,
  { measure, smoothing }: TrendDrawing['look'],
): string {
  const words = measure === 'net' ? formatPoints : formatShare;
  return `${name}, mean of ${smoothing}: ${words(estimate.value)}`;
}
