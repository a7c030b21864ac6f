import type { Mapping } from '../core/rows/types.ts';
import type { FormatOverride } from '../services/ingest/types.ts';
import type { DatasetActions } from './dataset-actions.ts';
import { failureText } from './errors.ts';
import type { MergeActions } from './merge-actions.ts';
import type { AppDependencies } from './ports.ts';
import type { RunActions } from './run-actions.ts';
import type { AppStore } from './state.ts';

export interface IntakeActions {
  /** Looks into the first of the dropped files and proposes how to read it; says so where there were more. */
  takeFiles(files: readonly File[]): Promise<void>;
  takeSample(): Promise<void>;
  /** Reads the same file again with settings the person changed. */
  reinspect(override: FormatOverride): Promise<void>;
  changeMapping(mapping: Mapping): void;
  /** Puts the rows behind those of a stored dataset when they are scored; null makes a dataset of their own. */
  appendTo(datasetId: string | null): void;
  /** Imports the file as mapped, and appends it where that was chosen; needs a text column. */
  confirmMapping(): Promise<void>;
  /** Puts the file away, or takes back a refusal's message. */
  dropIntake(): void;
}

export function createIntakeActions(
  store: AppStore,
  deps: AppDependencies,
  runs: Pick<RunActions, 'startImport'>,
  { mergeDatasets }: Pick<MergeActions, 'mergeDatasets'>,
  { navigate }: Pick<DatasetActions, 'navigate'>,
): IntakeActions {
  async function inspect(file: File, override: FormatOverride | null, isSample: boolean): Promise<void> {
    store.setState({ error: null });
    if (override === null) store.setState({ intake: { step: 'inspecting', fileName: file.name } });
    const before = store.getState().intake;
    try {
      const inspected = await deps.importer.inspect(file, override);
      // Another file was dropped, or this one put away, while we looked.
      if (store.getState().intake !== before) return;
      store.setState({
        intake: inspected.ok
          ? {
              step: 'mapping',
              file,
              preview: inspected.value,
              mapping: inspected.value.mapping,
              isSample,
              appendTo: before.step === 'mapping' ? before.appendTo : null,
            }
          : { step: 'refused', fileName: file.name, problem: inspected.error },
      });
      if (inspected.ok) navigate({ name: 'mapping' });
    } catch (error) {
      store.setState({ intake: { step: 'none' }, error: failureText(error) });
    }
  }

  /** Puts the dataset that was just imported behind another; one that is incomplete stays by itself. */
  async function append(datasetId: string): Promise<void> {
    const { run, datasets } = store.getState();
    const into = datasets?.find(({ id }) => id === datasetId);
    if (run.state !== 'done' || !into) return;
    await mergeDatasets({ ids: [datasetId, run.datasetId], name: into.name, keepsOriginals: false });
  }

  return {
    async takeFiles([file, ...others]) {
      if (!file) return;
      await inspect(file, null, false);
      if (others.length > 0)
        store.setState({
          error: `One file at a time: this is ${file.name}. Drop the others after it, and choose there to add them to it.`,
        });
    },
    async takeSample() {
      await inspect(await deps.sampleFile(), null, true);
    },
    async reinspect(override) {
      const { intake } = store.getState();
      if (intake.step === 'mapping') await inspect(intake.file, override, intake.isSample);
    },
    changeMapping(mapping) {
      const { intake } = store.getState();
      if (intake.step === 'mapping') store.setState({ intake: { ...intake, mapping } });
    },
    appendTo(datasetId) {
      const { intake } = store.getState();
      if (intake.step === 'mapping') store.setState({ intake: { ...intake, appendTo: datasetId } });
    },
    async confirmMapping() {
      const { intake, run } = store.getState();
      if (intake.step !== 'mapping' || !intake.mapping.roles.includes('text') || run.state === 'running')
        return;
      const { file, preview, mapping, isSample, appendTo } = intake;
      store.setState({ intake: { step: 'none' } });
      await runs.startImport(
        {
          name: file.name.replace(/\.(csv|tsv|txt)?(\.gz)?$/iu, ''),
          fileName: file.name,
          sizeBytes: preview.sizeBytes,
          format: preview.format,
          mapping,
          isSample,
        },
        file,
      );
      if (appendTo !== null) await append(appendTo);
    },
    dropIntake() {
      store.setState({ intake: { step: 'none' } });
      if (store.getState().route.name === 'mapping') navigate({ name: 'start' });
    },
  };
}
