import type { PostFilter, Topics } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import type { LiveQuery } from '../use-live-query.ts';
import { useOnceRead } from '../use-once-read.ts';

/**
 * What the posts of a filter are about; asks again while words are read and topics found. Null while posts are scored, for
 * reading words then would take from that, unless the filter names topics, and as long as it is not `isWanted`.
 */
export function useTopics(filter: PostFilter, revisionKey: string, isWanted: boolean): LiveQuery<Topics> {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const isScoring = useIsScoring();
  const isAsked = isWanted && (!isScoring || filter.topics !== null);
  const key = isAsked ? `${revisionKey} ${zone} ${JSON.stringify({ ...filter, topics: null })}` : 'waiting';
  return useOnceRead<Topics>(key, async () => (isAsked ? await queries.topics(filter) : null));
}
