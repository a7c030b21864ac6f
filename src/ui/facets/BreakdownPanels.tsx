import { memo } from 'react';
import type { FacetTable, PostFilter } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { useLiveQuery, useSame } from '../use-live-query.ts';
import { ConfidencePanel } from './ConfidencePanel.tsx';
import { FacetPanel } from './FacetPanel.tsx';
import { HourGrid } from './HourGrid.tsx';

// More rows than this are read in the table of posts.
const VALUES_SHOWN = 8;

interface BreakdownPanelsProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
  readonly onFilter: (filter: PostFilter) => void;
}

/** Posts by brand, platform, author, hour and confidence: what is clicked becomes a filter, and all else follows. */
export const BreakdownPanels = memo(function BreakdownPanels({
  filter,
  revisionKey,
  onFilter,
}: BreakdownPanelsProps) {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const answer = useLiveQuery(`${revisionKey} ${zone} ${JSON.stringify(filter)}`, () =>
    queries.breakdown(filter, VALUES_SHOWN),
  );
  const breakdown = useSame(answer.data);
  if (answer.error !== null) return <p className="text-negative-ink">{answer.error}</p>;
  if (!breakdown) return <div data-testid="breakdown" data-current={false} className="h-72" />;
  const hasTimes = breakdown.hours.cells.some(({ counts }) => counts[0] + counts[1] + counts[2] > 0);
  const facetPanel = (table: FacetTable) => (
    <FacetPanel key={table.facet} table={table} filter={filter} onFilter={onFilter} />
  );
  const author = breakdown.facets.filter(({ facet }) => facet === 'author').map(facetPanel);
  const others = breakdown.facets.filter(({ facet }) => facet !== 'author').map(facetPanel);
  const hours = (hasTimes || filter.hours) && (
    <HourGrid key="hours" hours={breakdown.hours} filter={filter} onFilter={onFilter} />
  );
  const confidence = (
    <ConfidencePanel key="confidence" bins={breakdown.confidence} filter={filter} onFilter={onFilter} />
  );
  // Two columns of about the same height, whichever columns the file has.
  const hasRight = author.length > 0 || Boolean(hours);
  const [left, right] =
    others.length > 0
      ? [
          [...others, hasRight && confidence],
          [...author, hours, !hasRight && confidence],
        ]
      : [author, [hours, confidence]];
  return (
    <div
      data-testid="breakdown"
      data-current={answer.isCurrent}
      className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2"
    >
      <div className="flex min-w-0 flex-col gap-6">{left}</div>
      <div className="flex min-w-0 flex-col gap-6">{right}</div>
    </div>
  );
});
