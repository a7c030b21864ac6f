import type { ReactNode } from 'react';
import type { ClassCounts, Comparison } from '../../app/types.ts';
import { netChange, netOfCounts } from '../../core/stats/net-change.ts';
import { type SegmentCounts, splitBalance } from '../../core/trend/change.ts';
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
          <Balance comparison={comparison} mix={mix} mood={mood} />
        </>
      )}
    </dl>
  );
}

interface BalanceProps {
  readonly comparison: Comparison;
  readonly mix: number;
  readonly mood: number;
}

/** Positive less negative posts of both periods, and what the difference is made of: volume, mix and mood. */
function Balance({ comparison, mix, mood }: BalanceProps) {
  const [before, after] = [comparison.before, comparison.after].map((counts) => ({
    posts: totalOf(counts),
    net: counts[2] - counts[0],
  })) as [SegmentCounts, SegmentCounts];
  const parts = splitBalance(before, after, { mix, mood });
  if (!parts) return null;
  const { volume } = parts;
  return (
    <Figure
      term="Positive less negative posts"
      note={`volume ${signed(volume)}, mix ${signed(parts.mix)}, mood ${signed(parts.mood)}`}
    >
      <span
        data-testid="compare-balance"
        data-value={after.net - before.net}
        data-volume={volume}
        data-mix={parts.mix}
        data-mood={parts.mood}
      >
        <Explained
          label="Change of positive less negative posts"
          explanation={
            <p>
              {signed(before.net)} before, {signed(after.net)} after. Volume: from there being{' '}
              {formatCount(after.posts)} instead of {formatCount(before.posts)} posts, at the mean mood of
              both periods; mix and mood at the mean number of posts. The three add up to the difference
              exactly.
            </p>
          }
        >
          {signed(after.net - before.net)}
        </Explained>
      </span>
    </Figure>
  );
}

/** Posts with their sign: +1,204, −31, 0. */
function signed(posts: number): string {
  const whole = Math.round(posts);
  return whole > 0 ? `+${formatCount(whole)}` : whole < 0 ? `−${formatCount(-whole)}` : '0';
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
