import { mergeColumns } from '../core/rows/merge-columns.ts';
import type { DatasetRecord, RowCounts } from '../storage/ports.ts';
import type { DatasetActions } from './dataset-actions.ts';
import { failureText } from './errors.ts';
import { newRecord } from './new-record.ts';
import type { AppDependencies } from './ports.ts';
import { datasetRoute } from './route.ts';
import { type RunActions, SPARKLINE_BINS } from './run-actions.ts';
import type { AppStore } from './state.ts';

/** What becomes of several datasets that are made one. */
export interface MergeRequest {
  /** At least two that are read to their end, in the order in which their rows are to stand. */
  readonly ids: readonly string[];
  readonly name: string;
  /** False: the datasets that were merged are deleted afterwards. */
  readonly keepsOriginals: boolean;
}

export interface MergeActions {
  renameDataset(id: string, name: string): Promise<void>;
  /**
   * Makes one dataset of several, with their notes and views, and goes to it. Where they were scored by different models
   * it is scored anew. Resolves when it is open, or nothing was changed.
   */
  mergeDatasets(request: MergeRequest): Promise<void>;
  /** Ends a merge under way; nothing of it is left. */
  cancelMerge(): void;
}

export function createMergeActions(
  store: AppStore,
  deps: AppDependencies,
  datasets: Pick<DatasetActions, 'navigate' | 'refreshDatasets' | 'leave'>,
  runs: Pick<RunActions, 'continueRun'>,
): MergeActions {
  const { storage, analytics } = deps;
  let current: AbortController | null = null;

  async function merge(
    { name, keepsOriginals }: MergeRequest,
    parts: readonly DatasetRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    const withScores = new Set(parts.map(({ modelVersion }) => modelVersion)).size === 1;
    const { record, cells } = mergedRecord(store, deps, name, parts, withScores);
    const report = (chunks: number): void =>
      store.setState({ merge: { name: record.name, progress: chunks / Math.max(1, record.chunkCount) } });
    report(0);
    await storage.datasets.merge(
      record,
      parts.map(({ id }, i) => ({ datasetId: id, cells: cells[i]! })),
      withScores,
      signal,
      report,
    );
    await copyBelongings(deps, parts, record.id);
    if (!keepsOriginals)
      for (const { id } of parts) {
        await storage.datasets.remove(id);
        datasets.leave(id, null);
      }
    const sparkline = await analytics.sparkline(record.id, SPARKLINE_BINS);
    await storage.datasets.update(record.id, { sparkline });
    await datasets.refreshDatasets();
    datasets.navigate(datasetRoute(record.id, 'overview'));
    if (!withScores) void runs.continueRun(record.id);
  }

  return {
    async renameDataset(id, name) {
      if (name.trim() === '') return;
      try {
        await storage.datasets.update(id, { name: name.trim() });
      } catch (error) {
        store.setState({ error: failureText(error) });
      }
      await datasets.refreshDatasets();
    },
    async mergeDatasets(request) {
      if (store.getState().merge) return;
      try {
        const found = await Promise.all(request.ids.map((id) => storage.datasets.get(id)));
        const parts = found.filter((record) => record !== undefined);
        if (parts.length < 2 || parts.length < found.length)
          throw new Error('A dataset that was to be merged is not there any more. Nothing was changed.');
        if (!parts.every(isMergeable))
          throw new Error(
            'A dataset that was to be merged is not complete. Let it be scored to its end first.',
          );
        current = new AbortController();
        await merge(request, parts, current.signal);
      } catch (error) {
        if (!current?.signal.aborted) store.setState({ error: failureText(error) });
      } finally {
        current = null;
        store.setState({ merge: null });
      }
    },
    cancelMerge: () => current?.abort(new DOMException('Cancelled', 'AbortError')),
  };
}

/** True for a dataset whose every row is kept and scored. */
export function isMergeable({ phase }: Pick<DatasetRecord, 'phase'>): boolean {
  return phase === 'complete';
}

/** The dataset that several become, and the cells of each under the common header. */
function mergedRecord(
  store: AppStore,
  deps: AppDependencies,
  name: string,
  parts: readonly DatasetRecord[],
  withScores: boolean,
) {
  const first = parts[0]!;
  const { columns, roles, cells } = mergeColumns(
    parts.map(({ format, mapping, fileName }) => ({
      columns: format.columns,
      roles: mapping.roles,
      fileName,
    })),
  );
  const sum = (pick: (record: DatasetRecord) => number): number =>
    parts.reduce((total, record) => total + pick(record), 0);
  const counts: RowCounts = {
    read: sum(({ counts }) => counts.read),
    scored: withScores ? sum(({ counts }) => counts.scored) : 0,
    refused: sum(({ counts }) => counts.refused),
    noted: sum(({ counts }) => counts.noted),
    foreign: sum(({ counts }) => counts.foreign),
  };
  const record: DatasetRecord = {
    ...newRecord(store, deps, {
      name: name.trim() || parts.map((part) => part.name).join(' + '),
      fileName: parts.map(({ fileName }) => fileName).join(', '),
      sizeBytes: sum(({ sizeBytes }) => sizeBytes),
      format: { ...first.format, columns },
      mapping: { ...first.mapping, roles },
      isSample: parts.every(({ isSample }) => isSample),
    }),
    phase: withScores ? 'complete' : 'scoring',
    halt: withScores ? null : 'cancelled',
    counts,
    chunkCount: sum(({ chunkCount }) => chunkCount),
    modelVersion: withScores ? first.modelVersion : '',
  };
  return { record, cells };
}

async function copyBelongings(
  { storage: { notes, views }, newId }: AppDependencies,
  parts: readonly DatasetRecord[],
  datasetId: string,
): Promise<void> {
  for (const { id } of parts) {
    for (const note of await notes.list(id)) await notes.put({ ...note, id: newId(), datasetId });
    for (const view of await views.list(id)) await views.put({ ...view, id: newId(), datasetId });
  }
}
