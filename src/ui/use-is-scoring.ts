import { useAppState } from './app-context.tsx';

/** True while the posts of the open dataset are being read or scored. */
export function useIsScoring(): boolean {
  return useAppState(({ run, opened }) => run.state === 'running' && run.datasetId === opened?.datasetId);
}
