import { useState } from 'react';
import { isUnfiltered } from '../../app/route.ts';
import type { PostFilter } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { downloadBlob } from '../download.ts';
import { DownloadIcon } from '../icons.tsx';

/** Saves the scored CSV: every row of the file, or the posts that pass the filter. */
export function ExportButton({
  filter,
  datasetId,
}: {
  readonly filter: PostFilter;
  readonly datasetId: string;
}) {
  const queries = useQueries();
  const datasets = useAppState((state) => state.datasets);
  const [state, setState] = useState<'idle' | 'writing' | 'failed'>('idle');
  const name = datasets?.find((dataset) => dataset.id === datasetId)?.name ?? 'posts';
  const isWhole = isUnfiltered(filter);

  async function exportCsv(): Promise<void> {
    setState('writing');
    try {
      downloadBlob(
        await queries.exportCsv(isWhole ? null : filter),
        `${name}-scored${isWhole ? '' : '-selection'}.csv`,
      );
      setState('idle');
    } catch {
      setState('failed');
    }
  }

  return (
    <Button
      data-testid="export-csv"
      disabled={state === 'writing'}
      title={isWhole ? 'Every row of the file with its scores' : 'The posts that pass the filters'}
      onClick={() => void exportCsv()}
    >
      <DownloadIcon />
      {state === 'writing'
        ? 'Writing the CSV'
        : state === 'failed'
          ? 'Export failed, try again'
          : isWhole
            ? 'Export CSV'
            : 'Export selection'}
    </Button>
  );
}
