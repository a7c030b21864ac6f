import { hasOtherLanguages } from '../core/rows/languages.ts';
import { useAppState } from './app-context.tsx';

/** Whether the open dataset has posts in other languages than the model learnt, enough of them to be told apart. */
export function useHasOtherLanguages(): boolean {
  return useAppState(({ datasets, opened }) => {
    const counts = datasets?.find(({ id }) => id === opened?.datasetId)?.counts;
    return counts !== undefined && hasOtherLanguages(counts.foreign, counts.read - counts.refused);
  });
}
