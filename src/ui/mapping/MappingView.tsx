import { useEffect, useRef } from 'react';
import { isMergeable } from '../../app/merge-actions.ts';
import type { ColumnRole, FilePreview, Mapping } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { datasetTitle } from '../dataset/dataset-title.ts';
import { formatBytes } from '../format.ts';
import { FormatControls } from './FormatControls.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { assignRole, ROLE_LABELS } from './roles.ts';

const NEW_DATASET = 'new';

/** How the dropped file will be read: first rows, the part each column plays, one button to go on. */
export function MappingView() {
  const intake = useAppState((state) => state.intake);
  const { changeMapping, confirmMapping, dropIntake } = useActions();
  const isRunning = useAppState((state) => state.run.state === 'running');
  const confirm = useRef<HTMLButtonElement>(null);
  const file = intake.step === 'mapping' ? intake.file : null;
  // Enter goes on straight away: the guess is mostly right.
  useEffect(() => {
    if (file) confirm.current?.focus();
  }, [file]);
  if (intake.step !== 'mapping') return null;
  const { preview, mapping, isSample } = intake;
  const hasText = mapping.roles.includes('text');

  return (
    <div className="mx-auto flex h-full max-w-7xl flex-col gap-4 px-4 py-5 sm:px-8">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="truncate font-semibold text-lg">{preview.name}</h1>
          <p className="text-ink-soft">
            {isSample && 'Made-up posts about invented brands. '}
            {formatBytes(preview.sizeBytes)}, {preview.format.columns.length}{' '}
            {preview.format.columns.length === 1 ? 'column' : 'columns'}.
          </p>
          <p className="text-ink-soft">{mappingWords(preview, mapping)}</p>
        </div>
        <div className="flex gap-2">
          <Button look="quiet" onClick={dropIntake}>
            Put it away
          </Button>
          <Button
            ref={confirm}
            look="primary"
            data-testid="mapping-confirm"
            disabled={!hasText || isRunning}
            onClick={() => void confirmMapping()}
          >
            Score these posts
          </Button>
        </div>
      </div>
      {isRunning && (
        <p className="text-ink-soft">
          Another file is being scored. Wait for it, or cancel it above, then go on here.
        </p>
      )}
      {!hasText && (
        <p role="alert" data-testid="error-message" className="text-negative-ink">
          No column looks like the text of a post. If one is, choose “Text” above it; otherwise drop another
          file.
        </p>
      )}
      {!isSample && <AppendChoice appendTo={intake.appendTo} />}
      <FormatControls preview={preview} mapping={mapping} />
      <PreviewTable
        preview={preview}
        mapping={mapping}
        onRole={(column: number, role: ColumnRole | null) => changeMapping(assignRole(mapping, column, role))}
      />
    </div>
  );
}

/** Where the rows go: a dataset of their own, or behind those of one that is here. */
function AppendChoice({ appendTo }: { readonly appendTo: string | null }) {
  const actions = useActions();
  const datasets = useAppState((state) => state.datasets)?.filter(isMergeable) ?? [];
  if (datasets.length === 0) return null;
  const options = datasets.map((dataset) => ({
    value: dataset.id,
    label: `Add to ${datasetTitle(dataset)}`,
  }));
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Choice
        label="Where the posts go"
        testId="append-to"
        isMarked={appendTo !== null}
        value={appendTo ?? NEW_DATASET}
        options={[{ value: NEW_DATASET, label: 'A dataset of its own' }, ...options]}
        onChange={(value) => actions.appendTo(value === NEW_DATASET ? null : value)}
      />
      {appendTo !== null && (
        <p className="text-ink-soft text-xs">
          When they are scored, the posts are put behind those of that dataset. A column tells the files
          apart.
        </p>
      )}
    </div>
  );
}

/** Which columns were taken for what, and what the dates will do for the charts. */
function mappingWords(preview: FilePreview, mapping: Mapping): string {
  const columnsOf = (role: ColumnRole): string =>
    preview.format.columns.filter((_, column) => mapping.roles[column] === role).join(', ');
  const taken = ROLE_LABELS.flatMap(([role, label]) => {
    const columns = columnsOf(role);
    return columns === '' ? [] : [`${label}: ${columns}`];
  });
  const dates = mapping.roles.includes('time')
    ? 'Times without a zone count as UTC.'
    : 'No column of dates: charts will follow the order of the file.';
  return `${taken.join(' · ')}. ${dates}`;
}
