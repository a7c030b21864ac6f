import type { PostFilter, SpikeDetail, Spikes } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import { useLiveQuery, useSame } from '../use-live-query.ts';

export interface Events {
  readonly spikes: Spikes | null;
  /** What is behind them; null until it is known, and while posts are still being scored. */
  readonly details: readonly SpikeDetail[] | null;
  readonly isCurrent: boolean;
}

/**
 * Events among the posts of a filter; they stay as they are when only its class or time changes. What they are about is
 * known once the words of the dataset are read.
 */
export function useEvents(
  filter: PostFilter,
  revisionKey: string,
  zone: string,
  areWordsRead: boolean,
): Events {
  const queries = useQueries();
  const isScoring = useIsScoring();
  const key = `${revisionKey} ${zone} ${JSON.stringify({ ...filter, sentiments: null, time: null })}`;
  const spikes = useLiveQuery(key, () => queries.spikes(filter));
  // Authors are read from the store: not for every few rows that are added.
  const details = useLiveQuery(isScoring ? 'scoring' : `${key} ${areWordsRead}`, async () =>
    isScoring ? null : await queries.spikeDetails(filter),
  );
  return {
    spikes: useSame(spikes.data),
    details: useSame(details.data),
    isCurrent: spikes.isCurrent && details.isCurrent,
  };
}
