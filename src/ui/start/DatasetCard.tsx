import { datasetRoute } from '../../app/route.ts';
import { isToBeResumed } from '../../app/run-actions.ts';
import type { DatasetRecord } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Confirm } from '../controls/Confirm.tsx';
import { datasetTitle } from '../dataset/dataset-title.ts';
import { formatBytes, formatCounted, formatDateTime } from '../format.ts';
import { PencilIcon, TrashIcon } from '../icons.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { Sparkline } from './Sparkline.tsx';

const HALT_WORDS = {
  cancelled: 'incomplete',
  failed: 'incomplete',
  'storage-full': 'paused, storage was full',
} as const;

/** One stored dataset: what it is, how it went over time, when it was last open. */
export function DatasetCard({ dataset }: { readonly dataset: DatasetRecord }) {
  const { navigate, deleteDataset } = useActions();
  const zone = useAppState((state) => state.zone);
  const isRunning = useAppState(
    (state) => state.run.state === 'running' && state.run.datasetId === dataset.id,
  );
  const isElsewhere = useAppState(
    (state) => state.run.state === 'elsewhere' && state.run.datasetId === dataset.id,
  );
  const { id, counts, phase, halt } = dataset;
  const progress = isRunning
    ? 'being scored'
    : isElsewhere
      ? 'being scored in another tab'
      : isToBeResumed(dataset)
        ? 'interrupted, goes on when opened'
        : HALT_WORDS[halt ?? 'failed'];
  return (
    <article className="relative flex flex-col gap-2 rounded border border-line bg-ground p-3 hover:border-line-strong">
      <div className="flex items-start justify-between gap-2">
        <button
          type="button"
          className="min-w-0 truncate text-left font-medium after:absolute after:inset-0"
          onClick={() => navigate(datasetRoute(id, 'overview'))}
        >
          {datasetTitle(dataset)}
        </button>
        <span className="relative z-10 flex shrink-0">
          <RenameDialog dataset={dataset}>
            <button
              type="button"
              aria-label={`Rename ${dataset.name}`}
              className="rounded p-1 text-ink-faint hover:bg-sunken hover:text-ink"
            >
              <PencilIcon />
            </button>
          </RenameDialog>
          <Confirm
            title={`Delete ${dataset.name}?`}
            text={`${formatCounted(counts.read, 'row')} and the scores are removed from this device. The file you dropped is not touched.`}
            action="Delete"
            onConfirm={() => void deleteDataset(id)}
          >
            <button
              type="button"
              aria-label={`Delete ${dataset.name}`}
              disabled={isRunning}
              className="rounded p-1 text-ink-faint hover:bg-sunken hover:text-ink disabled:opacity-40"
            >
              <TrashIcon />
            </button>
          </Confirm>
        </span>
      </div>
      <Sparkline shares={dataset.sparkline} />
      <p className="text-ink-soft text-xs">
        {formatCounted(counts.read, 'row')}, {formatBytes(dataset.sizeBytes)}
        {phase !== 'complete' && `, ${progress}`}
        <br />
        opened {formatDateTime(dataset.openedAtMs, zone)}
      </p>
    </article>
  );
}
