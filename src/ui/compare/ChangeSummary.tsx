import type { ReactNode } from 'react';
import type { ClassCounts, Comparison } from '../../app/types.ts';
import { netChange, netOfCounts } from '../../core/stats/net-change.ts';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatPoints, formatPointsExactly } from '../format.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { periodWords, totalOf } from './segment-view.ts';

/** What changed between the two periods, and how much of it came from mix and from mood. */
export function ChangeSummary({ comparison }: { readonly comparison: Comparison }) {
  const { periods, before, after, segments, by, zone } = comparison;
  if (!periods)
    return (
      <p className="text-ink-soft">Without dates there is no change to show. The counts are of all posts.</p>
    );
  const change = netChange(before, after);
  const mix = segments.reduce((sum, segment) => sum + segment.mix, 0);
  const mood = segments.reduce((sum, segment) => sum + segment.mood, 0);
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      <Figure term="Before" note={periodWords(periods.before, zone)}>
        <PeriodNet label="Net sentiment before" counts={before} />
      </Figure>
      <Figure term="After" note={periodWords(periods.after, zone)}>
        <PeriodNet label="Net sentiment after" counts={after} />
      </Figure>
      <Figure term="Change of net sentiment">
        <span data-testid="compare-change" data-value={change.value}>
          <ChangeWords label="Change of net sentiment" change={change} before={before} after={after} />
        </span>
      </Figure>
      {by !== 'period' && !Number.isNaN(change.value) && (
        <>
          <Figure term="of it from mix" note="who is talked about">
            <span data-testid="compare-mix" data-value={mix}>
              <Explained
                label="Change from mix"
                explanation={
                  <p>
                    Points of the change that came from the shares of the posts having shifted, all rows
                    together. It would be the whole change if everybody had been talked about as before.
                  </p>
                }
              >
                {formatPointsExactly(mix)}
              </Explained>
            </span>
          </Figure>
          <Figure term="of it from mood" note="how each is talked about">
            <span data-testid="compare-mood" data-value={mood}>
              <Explained
                label="Change from mood"
                explanation={
                  <p>
                    Points of the change that came from posts about the same having become better or worse,
                    all rows together. Mix and mood add up to the change exactly (weights of Marshall and
                    Edgeworth).
                  </p>
                }
              >
                {formatPointsExactly(mood)}
              </Explained>
            </span>
          </Figure>
        </>
      )}
    </dl>
  );
}

function PeriodNet({ label, counts }: { readonly label: string; readonly counts: ClassCounts }) {
  const { value, low, high } = netOfCounts(counts);
  return (
    <Explained
      label={label}
      explanation={
        <p>
          {formatCount(counts[2])} positive less {formatCount(counts[0])} negative of{' '}
          {formatCount(totalOf(counts))} posts, in points; 95 % interval {formatPoints(low)} to{' '}
          {formatPoints(high)}.
        </p>
      }
    >
      {formatPoints(value)}
    </Explained>
  );
}

interface FigureProps {
  readonly term: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Figure({ term, note, children }: FigureProps) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{term}</dt>
      <dd>
        <span className="text-lg">{children}</span>
        {note && <span className="block text-ink-soft text-xs">{note}</span>}
      </dd>
    </div>
  );
}
