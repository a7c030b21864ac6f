import { isUnfiltered } from '../app/route.ts';
import type { PostFilter } from '../app/types.ts';
import { useIsScoring } from './use-is-scoring.ts';

/** Why no post is shown, and what brings some. */
export function useEmptyWords(filter: PostFilter): string {
  const isRunning = useIsScoring();
  if (!isUnfiltered(filter)) return 'No post passes these filters. Take one away above.';
  return isRunning
    ? 'The first scores come in a moment.'
    : 'No post of this file is scored. The ledger lists the rows that were refused.';
}
