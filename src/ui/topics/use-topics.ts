import { useEffect, useState } from 'react';
import type { PostFilter, Topics } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import { type LiveQuery, useLiveQuery } from '../use-live-query.ts';

const ASK_AGAIN_MS = 300;

/**
 * What the posts of a filter are about; asks again while words are read and topics found. Null while posts are scored, for
 * reading words then would take from that, unless the filter names topics, and as long as it is not `isWanted`.
 */
export function useTopics(filter: PostFilter, revisionKey: string, isWanted: boolean): LiveQuery<Topics> {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const isScoring = useIsScoring();
  const [asked, setAsked] = useState(0);
  const isAsked = isWanted && (!isScoring || filter.topics !== null);
  const key = isAsked
    ? `${revisionKey} ${zone} ${JSON.stringify({ ...filter, topics: null })} ${asked}`
    : 'waiting';
  const answer = useLiveQuery<Topics | null>(key, async () =>
    isAsked ? await queries.topics(filter) : null,
  );
  const { data } = answer;
  useEffect(() => {
    if (data?.state !== 'reading') return;
    const timer = setTimeout(() => setAsked((times) => times + 1), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data]);
  return { ...answer, isCurrent: answer.isCurrent && data?.state !== 'reading' };
}
