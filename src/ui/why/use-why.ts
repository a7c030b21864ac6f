import type { PostFilter, Why, WhyAgainst } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { useIsScoring } from '../use-is-scoring.ts';
import type { LiveQuery } from '../use-live-query.ts';
import { useOnceRead } from '../use-once-read.ts';

const TERMS_SHOWN = 12;

/**
 * What distinguishes the posts of a filter; asks again while the words of the dataset are read. Null while posts are
 * scored: reading words then would take from that.
 */
export function useWhy(filter: PostFilter, against: WhyAgainst, revisionKey: string): LiveQuery<Why> {
  const queries = useQueries();
  const isScoring = useIsScoring();
  const key = isScoring ? 'scoring' : `${revisionKey} ${against} ${JSON.stringify(filter)}`;
  return useOnceRead<Why>(key, async () =>
    isScoring ? null : await queries.why(filter, against, TERMS_SHOWN),
  );
}
