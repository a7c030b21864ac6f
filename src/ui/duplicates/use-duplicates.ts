import { useEffect, useState } from 'react';
import type { Amplification, Duplicates, PostFilter } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import type { LiveQuery } from '../use-live-query.ts';
import { ASK_AGAIN_MS, useOnceRead } from '../use-once-read.ts';

const GROUPS_SHOWN = 6;

/**
 * Repeats among the posts of a filter. Null while posts are scored: looking for repeats then would take from that.
 */
export function useAmplification(filter: PostFilter, revisionKey: string): LiveQuery<Amplification> {
  const queries = useQueries();
  const isScoring = useIsScoring();
  // Distinct posts have no repeats: the same answer serves both.
  const ofAll = { ...filter, distinct: null };
  return useOnceRead<Amplification>(
    isScoring ? 'scoring' : `${revisionKey} ${JSON.stringify(ofAll)}`,
    async () => (isScoring ? null : await queries.amplification(ofAll, GROUPS_SHOWN)),
  );
}

/** The other posts of the file that say the same as a row. */
export function useDuplicatesOf(row: number, limit: number): LiveQuery<Duplicates> {
  const queries = useQueries();
  return useOnceRead<Duplicates>(String(row), () => queries.duplicatesOf(row, limit));
}

/** How much of the texts was read in search of repeats, 0..1, while `isAsked`; null where nothing need be waited for. */
export function useDuplicatesShare(isAsked: boolean): number | null {
  const queries = useQueries();
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    if (!isAsked) return setShare(null);
    let isOver = false;
    const ask = (): void =>
      void queries.duplicatesShare().then(
        (next) => !isOver && setShare(next < 1 ? next : null),
        () => undefined,
      );
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isAsked, queries]);
  return share;
}
