import type { PostFilter } from '../../app/types.ts';
import { netChange } from '../../core/stats/net-change.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { useLiveQuery, useSame } from '../use-live-query.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { periodWords } from './segment-view.ts';

interface PeriodChangeProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
}

/** The change of net sentiment against as much time before, or between the halves of the span, as one of the totals. */
export function PeriodChange({ filter, revisionKey }: PeriodChangeProps) {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const answer = useLiveQuery(
    `${revisionKey} ${zone} ${JSON.stringify({ ...filter, sentiments: null })}`,
    () => queries.compare({ ...filter, sentiments: null }, 'period', 0),
  );
  const comparison = useSame(answer.data);
  if (!comparison?.periods) return null;
  const { before, after, periods } = comparison;
  const change = netChange(before, after);
  if (Number.isNaN(change.value)) return null;
  return (
    <div data-testid="net-change" data-value={change.value} data-current={answer.isCurrent}>
      <dt className="text-ink-faint text-xs">
        {filter.time ? 'Against the time before' : 'Second half against first'}
      </dt>
      <dd
        className="text-lg leading-9"
        title={`${periodWords(periods.after, zone)} against ${periodWords(periods.before, zone)}`}
      >
        <ChangeWords label="Change of net sentiment" change={change} before={before} after={after} />
      </dd>
    </div>
  );
}
