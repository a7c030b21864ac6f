import type { ReactNode } from 'react';
import type { Amplification, AuthorShares } from '../../app/types.ts';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatCounted, formatShare } from '../format.ts';

type Counted = Extract<Amplification, { state: 'done' }>;

/** The figures over the lists: repeats, groups, and the shares of the most active authors. */
export function AmplificationTotals({ amplification }: { readonly amplification: Counted }) {
  const { posts, distinct, groupCount, authors } = amplification;
  const repeats = posts - distinct;
  return (
    <dl className="flex flex-wrap items-start gap-x-10 gap-y-3">
      <Total
        term="Repeats"
        value={formatShare(repeats / posts)}
        count={formatCount(repeats)}
        testId="repeat-share"
        exact={repeats}
      >
        Posts that say the same as an earlier one of the selection: {formatCount(posts)} posts less{' '}
        {formatCount(distinct)} distinct ones, over {formatCount(posts)}.
      </Total>
      <Total term="Distinct posts" value={formatCount(distinct)} testId="distinct-count" exact={distinct}>
        Posts less repeats: one of each group of posts that say the same, and every post that is said once.
        The switch above counts these alone.
      </Total>
      <Total term="Said more than once" value={formatCount(groupCount)}>
        Groups of at least two posts that say the same.
      </Total>
      {authors && authors.authors > 0 && <AuthorFigures authors={authors} />}
    </dl>
  );
}

function AuthorFigures({ authors }: { readonly authors: AuthorShares }) {
  const { topPercent, most, engagement, topEngagement } = authors;
  const ofMost = most.reduce((sum, { posts }) => sum + posts, 0);
  return (
    <>
      <Total
        term="Posts by the top 1 % of authors"
        value={formatShare(topPercent.posts / authors.posts)}
        count={formatCounted(topPercent.authors, 'author')}
      >
        The {formatCounted(topPercent.authors, 'author')} with most posts, the hundredth part of{' '}
        {formatCount(authors.authors)} rounded up, wrote {formatCount(topPercent.posts)} of{' '}
        {formatCount(authors.posts)} posts that name an author.
      </Total>
      <Total term="Posts by the top 10 authors" value={formatShare(ofMost / authors.posts)}>
        The ten authors with most posts, listed below, wrote {formatCount(ofMost)} of{' '}
        {formatCount(authors.posts)} posts that name an author.
      </Total>
      {engagement !== null && engagement > 0 && (
        <Total
          term="Engagement of the top 10 authors"
          value={formatShare(topEngagement / engagement)}
          count={formatCount(topEngagement)}
        >
          The posts of the ten authors with most engagement drew {formatCount(topEngagement)} of{' '}
          {formatCount(engagement)} reactions: reposts, likes and what else the file counts. These need not be
          the ten with most posts.
        </Total>
      )}
    </>
  );
}

interface TotalProps {
  readonly term: string;
  readonly value: string;
  /** What the value is a share of, or of how many. */
  readonly count?: string;
  readonly testId?: string;
  readonly exact?: number;
  /** What it counts. */
  readonly children: ReactNode;
}

function Total({ term, value, count, testId, exact, children }: TotalProps) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{term}</dt>
      <dd>
        <Explained label={term} className="text-xl" explanation={<p>{children}</p>}>
          <span data-testid={testId} data-value={exact}>
            {value}
          </span>
          {count !== undefined && <span className="ml-2 text-ink-soft text-sm">{count}</span>}
        </Explained>
      </dd>
    </div>
  );
}
