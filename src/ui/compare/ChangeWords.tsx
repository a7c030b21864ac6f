import type { ClassCounts, Estimate } from '../../app/types.ts';
import { isDistinguishable } from '../../core/stats/net-change.ts';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatPoints } from '../format.ts';
import { totalOf } from './segment-view.ts';

interface ChangeWordsProps {
  /** What changed. */
  readonly label: string;
  readonly change: Estimate;
  readonly before: ClassCounts;
  readonly after: ClassCounts;
}

/** A change of net sentiment with its interval, or that it cannot be told from chance; on click, what it compares. */
export function ChangeWords({ label, change, before, after }: ChangeWordsProps) {
  if (Number.isNaN(change.value)) return <span className="text-ink-faint">–</span>;
  return (
    <Explained
      label={label}
      explanation={
        <p>
          Net sentiment of {formatCount(totalOf(after))} posts of the later period less that of{' '}
          {formatCount(totalOf(before))} of the earlier one, in points: {formatPoints(change.value)}, 95 %
          interval {formatPoints(change.low)} to {formatPoints(change.high)} (Zou and Donner 2008).
          {!isDistinguishable(change) &&
            ' The interval reaches 0: a change of this size can come about by chance.'}
        </p>
      }
    >
      {isDistinguishable(change) ? (
        <>
          <span aria-hidden="true" className="mr-1 text-ink-faint">
            {change.value > 0 ? '↑' : '↓'}
          </span>
          {formatPoints(change.value)}
          <span className="ml-1.5 text-ink-soft text-xs">
            {formatPoints(change.low)} to {formatPoints(change.high)}
          </span>
        </>
      ) : (
        <span className="text-ink-soft text-xs">not distinguishable</span>
      )}
    </Explained>
  );
}
