import type { DatasetRecord } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { Confirm } from '../controls/Confirm.tsx';
import { datasetTitle } from '../dataset/dataset-title.ts';
import { useStorageState } from '../device/use-storage-state.ts';
import { formatBytes, formatCounted } from '../format.ts';

/** Why the run of a dataset is paused, and what can be deleted to make room for the rest of it. */
export function StorageFull({ datasetId }: { readonly datasetId: string }) {
  const { state } = useStorageState();
  const datasets = useAppState((store) => store.datasets);
  const others = (datasets ?? []).filter(({ id }) => id !== datasetId);
  return (
    <div role="alert" data-testid="storage-full" className="border-line border-t px-4 py-2 text-sm">
      <p>
        There is no room for the rest of this dataset. All rows read and scored so far are kept.{' '}
        {others.length > 0 ? 'Delete a dataset below' : 'Free space on the disk'}, then continue.
        {/* What the browser says it would allow is only a guess once it has refused. */}
        {state && ` This app takes ${formatBytes(state.usage)} now.`}
      </p>
      {others.length > 0 && (
        <ul className="mt-1 max-h-40 overflow-y-auto">
          {others.map((dataset) => (
            <Deletable key={dataset.id} dataset={dataset} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Deletable({ dataset }: { readonly dataset: DatasetRecord }) {
  const { deleteDataset } = useActions();
  const size = `${formatCounted(dataset.counts.read, 'row')} of a file of ${formatBytes(dataset.sizeBytes)}`;
  return (
    <li className="flex items-center gap-3 py-0.5">
      <span className="min-w-0 truncate">{datasetTitle(dataset)}</span>
      <span className="text-ink-soft text-xs">{size}</span>
      <Confirm
        title={`Delete ${dataset.name}?`}
        text={`${formatCounted(dataset.counts.read, 'row')} and the scores are removed from this device. The file you dropped is not touched.`}
        action="Delete"
        onConfirm={() => void deleteDataset(dataset.id)}
      >
        <Button look="quiet" className="ml-auto h-7">
          Delete
        </Button>
      </Confirm>
    </li>
  );
}
