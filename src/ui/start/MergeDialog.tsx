import { Dialog } from 'radix-ui';
import { useId, useState } from 'react';
import { isMergeable } from '../../app/merge-actions.ts';
import type { DatasetRecord } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { datasetTitle } from '../dataset/dataset-title.ts';
import { formatCount, formatCounted } from '../format.ts';

/** Makes one dataset of several: chosen in the order in which their rows are to stand. */
export function MergeDialog({ datasets }: { readonly datasets: readonly DatasetRecord[] }) {
  const merge = useAppState((state) => state.merge);
  const [isOpen, setIsOpen] = useState(false);
  return (
    // While rows are copied the dialog stays: closing it would say that it is over.
    <Dialog.Root open={isOpen || merge !== null} onOpenChange={setIsOpen}>
      <Dialog.Trigger asChild>
        <Button data-testid="merge-datasets" title="Make one dataset of several">
          Merge
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[85vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-auto rounded-lg border border-line-strong bg-ground p-5 shadow-xl">
          <Dialog.Title className="font-semibold text-base">Merge datasets</Dialog.Title>
          <Dialog.Description className="text-ink-soft">
            Their posts become one dataset, in the order in which you choose them. Columns of the same meaning
            are put together; a column ‘source_file’ tells the files apart, and Compare shows them side by
            side.
          </Dialog.Description>
          {merge ? <Progress /> : <MergeForm datasets={datasets} onMerge={() => setIsOpen(false)} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Progress() {
  const merge = useAppState((state) => state.merge);
  const { cancelMerge } = useActions();
  const percent = Math.floor(100 * (merge?.progress ?? 0));
  return (
    <>
      <p role="status">Copying posts: {percent} %</p>
      <progress aria-label="Posts copied" max={100} value={percent} className="h-1 w-full" />
      <div className="flex justify-end">
        <Button onClick={cancelMerge}>Cancel</Button>
      </div>
    </>
  );
}

interface MergeFormProps {
  readonly datasets: readonly DatasetRecord[];
  readonly onMerge: () => void;
}

function MergeForm({ datasets, onMerge }: MergeFormProps) {
  const { mergeDatasets } = useActions();
  const [ids, setIds] = useState<readonly string[]>([]);
  const [typed, setName] = useState<string | null>(null);
  const [keepsOriginals, setKeepsOriginals] = useState(true);
  const fieldId = useId();
  const chosen = ids.flatMap((id) => datasets.filter((dataset) => dataset.id === id));
  const name = typed ?? chosen.map((dataset) => dataset.name).join(' + ');
  const rows = chosen.reduce((sum, { counts }) => sum + counts.read, 0);
  const models = new Set(chosen.map(({ modelVersion }) => modelVersion)).size;
  const toggle = (id: string): void =>
    setIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onMerge();
        void mergeDatasets({ ids, name, keepsOriginals });
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="sr-only">Datasets</legend>
        {datasets.map((dataset) => {
          const place = ids.indexOf(dataset.id);
          const isDisabled = !isMergeable(dataset);
          return (
            <label
              key={dataset.id}
              className={`flex items-center gap-3 border-line border-t py-1.5 ${isDisabled ? 'text-ink-faint' : ''}`}
            >
              <input
                type="checkbox"
                className="h-4 w-4 accent-accent"
                disabled={isDisabled}
                checked={place >= 0}
                onChange={() => toggle(dataset.id)}
              />
              <span className="min-w-0 flex-1 truncate">{datasetTitle(dataset)}</span>
              <span className="text-ink-soft text-xs">
                {isDisabled ? 'not complete' : formatCounted(dataset.counts.read, 'row')}
              </span>
              <span aria-hidden="true" className="w-4 text-right text-ink-soft text-xs">
                {place >= 0 && place + 1}
              </span>
            </label>
          );
        })}
      </fieldset>
      <div className="flex flex-col gap-1">
        <label htmlFor={fieldId} className="text-ink-faint text-xs">
          Name
        </label>
        <input
          id={fieldId}
          data-testid="merge-name"
          value={name}
          maxLength={200}
          className="h-8 rounded border border-line-strong bg-ground px-2"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 h-4 w-4 accent-accent"
          checked={keepsOriginals}
          onChange={(event) => setKeepsOriginals(event.target.checked)}
        />
        <span>
          Keep the originals
          <span className="block text-ink-soft text-xs">Otherwise they are deleted once all is copied.</span>
        </span>
      </label>
      <p role="status" className="min-h-5 text-ink-soft text-sm">
        {chosen.length >= 2 &&
          `${formatCount(rows)} rows in all.${models > 1 ? ' They were scored by different models, so all are scored anew.' : ''}`}
      </p>
      <div className="flex justify-end gap-2">
        <Dialog.Close asChild>
          <Button>Cancel</Button>
        </Dialog.Close>
        <Button
          look="primary"
          type="submit"
          data-testid="merge-confirm"
          disabled={chosen.length < 2 || name.trim() === ''}
        >
          {chosen.length < 2 ? 'Choose two or more' : `Merge ${chosen.length} datasets`}
        </Button>
      </div>
    </form>
  );
}
