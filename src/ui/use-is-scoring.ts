import { useAppState } from './app-context.tsx';

/** True while the posts of the open dataset are being read or scored, here or in another tab. */
export function useIsScoring(): boolean {
  return useAppState(
    ({ run, opened }) =>
      (run.state === 'running' || run.state === 'elsewhere') && run.datasetId === opened?.datasetId,
  );
}
