import type { ClassCounts, TopicTable } from '../../app/types.ts';
import { bucketWords } from '../compare/bucket-words.ts';
import { formatCounted } from '../format.ts';
import { peakOf, tintColor, volumeBars } from './volume-bars.ts';

const WIDTH = 240;
const HEIGHT = 36;

interface TopicTrendProps {
  readonly name: string;
  readonly trend: readonly ClassCounts[];
  readonly table: Pick<TopicTable, 'starts' | 'size'>;
  /** Posts of the fullest bucket of any topic: all charts have the same axes. */
  readonly most: number;
}

/** Posts over time as bars, tinted by net sentiment. */
export function TopicTrend({ name, trend, table: { starts, size }, most }: TopicTrendProps) {
  const peak = peakOf(trend);
  const peakWords =
    peak < 0
      ? 'none with these filters'
      : `most, ${formatCounted(totalOf(trend[peak]!), 'post')}, in the ${size} of ${bucketWords(starts[peak]!, size)}`;
  const label = `Posts over time on ${name}: ${peakWords}`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-9 w-full border-line-strong border-b"
    >
      <title>{label}</title>
      {volumeBars(trend, most, WIDTH, HEIGHT).map(({ tint, path }) => (
        <path key={tint} d={path} fill={tintColor(tint)} />
      ))}
    </svg>
  );
}

/** Posts of the fullest bucket of any topic, 1 at least. */
export function mostInBucket(trends: readonly (readonly ClassCounts[])[]): number {
  return trends.flat().reduce((most, counts) => Math.max(most, totalOf(counts)), 1);
}

function totalOf(counts: ClassCounts): number {
  return counts[0] + counts[1] + counts[2];
}
