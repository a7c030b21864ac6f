import { memo, useId } from 'react';
import type { Amplification, PostFilter } from '../../app/types.ts';
import { PanelTitle } from '../facets/PanelTitle.tsx';
import { AmplificationTotals } from './AmplificationTotals.tsx';
import { AuthorTotals } from './AuthorTotals.tsx';
import { GroupList } from './GroupList.tsx';
import { HowGrouped } from './HowGrouped.tsx';

interface AmplificationPanelProps {
  readonly amplification: Amplification | null;
  readonly isCurrent: boolean;
  readonly error: string | null;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** How much of the selection repeats other posts, what is repeated most, and how few accounts it comes from. */
export const AmplificationPanel = memo(function AmplificationPanel({
  amplification,
  isCurrent,
  error,
  filter,
  onFilter,
}: AmplificationPanelProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      data-testid="amplification"
      data-state={amplification?.state ?? 'waiting'}
      data-current={isCurrent}
    >
      <PanelTitle id={titleId} title="Amplification" explanation={<HowGrouped />} />
      {error !== null && <p className="text-negative-ink">{error}</p>}
      {amplification?.state === 'done' ? (
        <>
          <AmplificationTotals amplification={amplification} />
          <div className="mt-3 grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
            <GroupList groups={amplification.groups} search={filter.search} />
            {amplification.authors && (
              <AuthorTotals authors={amplification.authors} filter={filter} onFilter={onFilter} />
            )}
          </div>
        </>
      ) : (
        <Waiting amplification={amplification} />
      )}
    </section>
  );
});

/** As much room as the panel takes, so that what is below it stays where it is. */
function Waiting({
  amplification,
}: {
  readonly amplification: Extract<Amplification, { state: 'reading' }> | null;
}) {
  const percent = amplification && Math.floor(100 * amplification.share);
  return (
    <div className="min-h-96 text-ink-soft">
      {percent === null ? (
        <p>Repeats are looked for when all posts are scored.</p>
      ) : (
        <>
          <p>Looking for repeats: {percent} %</p>
          <progress
            aria-label="Looking for repeats"
            className="mt-1 h-1 w-80 max-w-full accent-accent"
            max={100}
            value={percent}
          />
        </>
      )}
    </div>
  );
}
