import { useEffect, useState } from 'react';
import type { PostFilter, Why, WhyAgainst } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import { type LiveQuery, useLiveQuery } from '../use-live-query.ts';

const ASK_AGAIN_MS = 300;
const TERMS_SHOWN = 12;

/**
 * What distinguishes the posts of a filter; asks again while the words of the dataset are read. Null while posts are
 * scored: reading words then would take from that.
 */
export function useWhy(filter: PostFilter, against: WhyAgainst, revisionKey: string): LiveQuery<Why> {
  const queries = useQueries();
  const isScoring = useIsScoring();
  const [asked, setAsked] = useState(0);
  const key = isScoring ? 'scoring' : `${revisionKey} ${against} ${JSON.stringify(filter)} ${asked}`;
  const answer = useLiveQuery<Why | null>(key, async () =>
    isScoring ? null : await queries.why(filter, against, TERMS_SHOWN),
  );
  const { data } = answer;
  useEffect(() => {
    if (data?.state !== 'reading') return;
    const timer = setTimeout(() => setAsked((times) => times + 1), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data]);
  return { ...answer, isCurrent: answer.isCurrent && data?.state !== 'reading' };
}
