import type { Spike, SpikeKind } from '../../app/types.ts';
import { formatCount, formatCounted, formatShare } from '../format.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A kind of event in words. */
export const KIND_WORDS: Readonly<Record<SpikeKind, string>> = {
  crisis: 'Possible crisis',
  volume: 'More posts',
  negative: 'More negative',
  positive: 'More positive',
};

/** A mark per kind that does not depend on colour. */
export const KIND_MARK: Readonly<Record<SpikeKind, string>> = {
  crisis: '!',
  volume: '◆',
  negative: '▼',
  positive: '▲',
};

/** Tailwind classes of a kind's mark. */
export const KIND_LOOK: Readonly<Record<SpikeKind, string>> = {
  crisis: 'bg-negative-ink text-ground font-bold',
  volume: 'text-ink-soft',
  negative: 'text-negative-ink',
  positive: 'text-positive-ink',
};

/** What was seen at the peak of a spike and what was expected: 1,312 posts in an hour, 256 expected. */
export function spikeWords({ kind, observed, expected, bucketMs }: Spike): string {
  if (kind === 'negative' || kind === 'positive')
    return `${formatShare(observed)} ${kind} ${widthWords(bucketMs)}, ${formatShare(expected)} expected`;
  const things = kind === 'crisis' ? 'negative post' : 'post';
  return `${formatCounted(observed, things)} ${widthWords(bucketMs)}, ${formatCount(Math.round(expected))} expected`;
}

/** A bucket of a width: in 5 minutes, in an hour, in a day. */
export function widthWords(bucketMs: number): string {
  if (bucketMs >= DAY_MS) return 'in a day';
  if (bucketMs >= HOUR_MS) return 'in an hour';
  return `in ${bucketMs / MINUTE_MS} minutes`;
}

/** How long an event lasted, in whole buckets: 25 min, 3 h, 2 days. */
export function lengthWords(ms: number): string {
  // A day on which the clocks change is an hour longer or shorter.
  const days = Math.round(ms / DAY_MS);
  if (days >= 2) return formatCounted(days, 'day');
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return `${formatCount(Math.round((10 * ms) / HOUR_MS) / 10)} h`;
}
