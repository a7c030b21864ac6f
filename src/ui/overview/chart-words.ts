import type { Look } from '../../app/look.ts';

/** What the chart draws, for those who do not see it. */
export function chartLabel({ measure }: Look): string {
  return measure === 'net'
    ? 'Net sentiment with its 95 % interval above, number of posts below'
    : 'Share of each class with its 95 % interval above, number of posts below';
}

/** What lines, bands and bars are. `coversErrors`: the bands cover the model's errors, too. */
export function chartNote({ measure, smoothing }: Look, coversErrors: boolean): string {
  const line =
    measure === 'net'
      ? 'Line: share of positive less share of negative posts, in points'
      : 'Lines: share of posts';
  const mean =
    smoothing === 1 ? '' : `, over ${smoothing} buckets centred on each (moving average, each post alike)`;
  return `${line}${mean}. ${bandWords(measure, coversErrors)} Bars: posts.`;
}

function bandWords(measure: Look['measure'], coversErrors: boolean): string {
  if (!coversErrors) return 'Band: 95 % interval for the number of posts.';
  return measure === 'net'
    ? 'Inner band: 95 % interval for the number of posts; outer band: with the model’s errors, as measured on posts of other origin.'
    : 'Bands: 95 % interval for the number of posts and the model’s errors, as measured on posts of other origin.';
}
