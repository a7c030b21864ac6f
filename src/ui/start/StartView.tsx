import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { FileIcon } from '../icons.tsx';
import { useFilePicker } from '../shell/FileDrop.tsx';
import { DatasetCard } from './DatasetCard.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { SingleText } from './SingleText.tsx';

/** The first page: a place to drop a file, earlier datasets, and one box for a single text. */
export function StartView() {
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-10 px-4 py-8 sm:px-8">
      <DropZone />
      <EarlierDatasets />
      <SingleText />
    </div>
  );
}

function DropZone() {
  const { takeSample } = useActions();
  const intake = useAppState((state) => state.intake);
  const openPicker = useFilePicker();
  const isBusy = intake.step === 'inspecting';
  return (
    <section aria-labelledby="drop-title">
      <div className="flex flex-col items-center gap-4 rounded-lg border-2 border-line-strong border-dashed px-6 py-12 text-center sm:py-16">
        <span className="scale-150 text-ink-faint">
          <FileIcon />
        </span>
        <div>
          <h1 id="drop-title" className="font-semibold text-lg">
            {isBusy ? `Looking into ${intake.fileName}` : 'Drop a CSV of posts here'}
          </h1>
          <p className="mt-1 text-ink-soft">
            Tweets, reviews, comments: one post a row, a thousand or a million. CSV or TSV, also .gz.
          </p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">
          <Button look="primary" disabled={isBusy} onClick={openPicker}>
            Choose a file
          </Button>
          <Button disabled={isBusy} onClick={() => void takeSample()}>
            Try the sample
          </Button>
        </div>
        <p className="text-ink-faint text-xs">
          Your posts stay on this device. They are read, scored and kept here, and sent nowhere.
        </p>
      </div>
    </section>
  );
}

function EarlierDatasets() {
  const datasets = useAppState((state) => state.datasets);
  if (datasets === null) return <div className="h-28" aria-hidden="true" />;
  return (
    <section aria-labelledby="datasets-title">
      <div className="mb-3 flex min-h-8 items-center justify-between gap-2">
        <h2 id="datasets-title" className="font-semibold text-base">
          Datasets on this device
        </h2>
        {datasets.length >= 2 && <MergeDialog datasets={datasets} />}
      </div>
      {datasets.length === 0 ? (
        <p className="text-ink-soft">
          None yet. The first file you drop will be kept here, ready at the next visit, with or without a
          network.
        </p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {datasets.map((dataset) => (
            <li key={dataset.id} className="min-w-0">
              <DatasetCard dataset={dataset} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
