import { Dialog } from 'radix-ui';
import { useEffect, useId, useRef, useState } from 'react';
import { datasetModel } from '../../app/dataset-model.ts';
import type { Look } from '../../app/look.ts';
import { isUnfiltered } from '../../app/route.ts';
import type { PostFilter } from '../../app/types.ts';
import { reportHtml } from '../../core/report/report-html.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { downloadBlob } from '../download.ts';
import { useIsScoring } from '../use-is-scoring.ts';
import { buildReport } from './build-report.ts';
import { reportAnswers } from './report-answers.ts';

type Making =
  | { readonly state: 'idle' }
  | { readonly state: 'making'; readonly step: string }
  | { readonly state: 'failed' };

interface ReportButtonProps {
  readonly filter: PostFilter;
  readonly look: Look;
  readonly datasetId: string;
}

/** Opens the small dialog that saves what the screen shows as one HTML file. */
export function ReportButton(props: ReportButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isScoring = useIsScoring();
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger asChild>
        <Button
          data-testid="export-report"
          disabled={isScoring}
          title={
            isScoring ? 'When all posts are scored' : 'Charts, events, words and method as one HTML file'
          }
        >
          Report
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          data-testid="report-dialog"
          className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-ground p-5 shadow-xl"
        >
          <Dialog.Title className="font-semibold text-base">Save a report</Dialog.Title>
          <Dialog.Description className="mt-2 text-ink-soft">
            One HTML file with the totals, the chart, events, words and how they were counted
            {isUnfiltered(props.filter) ? '' : ', of the posts that pass the filters'}. It opens without a
            network and prints well.
          </Dialog.Description>
          <ReportForm {...props} onSaved={() => setIsOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ReportForm({ onSaved, ...props }: ReportButtonProps & { readonly onSaved: () => void }) {
  const [hasTexts, setHasTexts] = useState(false);
  const { making, make } = useReport(props, hasTexts, onSaved);
  const id = useId();
  const isMaking = making.state === 'making';
  return (
    <>
      <div className="mt-4 flex gap-2">
        <input
          id={id}
          type="checkbox"
          data-testid="report-texts"
          className="mt-1 h-4 w-4 shrink-0 accent-accent"
          checked={hasTexts}
          disabled={isMaking}
          onChange={(event) => setHasTexts(event.currentTarget.checked)}
        />
        <label htmlFor={id}>
          Include posts
          <span className="block text-ink-soft text-xs">
            The ten surest, with their texts and authors. Without it no post text is in the file; words and
            mentions that many posts share are.
          </span>
        </label>
      </div>
      <p role="status" className="mt-4 min-h-5 text-ink-soft text-sm">
        {isMaking && making.step}
        {making.state === 'failed' &&
          'The report could not be made. Your data are unchanged; try again, or reload the page.'}
      </p>
      <div className="mt-2 flex justify-end gap-2">
        <Dialog.Close asChild>
          <Button>Cancel</Button>
        </Dialog.Close>
        <Button look="primary" data-testid="report-save" disabled={isMaking} onClick={() => void make()}>
          {isMaking ? 'Making the report' : 'Save report'}
        </Button>
      </div>
    </>
  );
}

/** Makes the report and saves it, unless the dialog is closed before. */
function useReport({ filter, look, datasetId }: ReportButtonProps, hasTexts: boolean, onSaved: () => void) {
  const queries = useQueries();
  const zone = useAppState((state) => state.zone);
  const model = useAppState(datasetModel);
  const notes = useAppState((state) => state.notes);
  const dataset = useAppState((state) => state.datasets?.find(({ id }) => id === datasetId));
  const [making, setMaking] = useState<Making>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function make(): Promise<void> {
    if (!dataset) return;
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const onStep = (step: string): void => setMaking({ state: 'making', step });
    try {
      const isFiltered = !isUnfiltered(filter);
      const answers = await reportAnswers(queries, {
        filter,
        size: look.size,
        isFiltered,
        hasTexts,
        signal,
        onStep,
      });
      const source = { dataset, model, filter, look, notes, zone, madeAtMs: Date.now(), answers };
      const html = reportHtml(buildReport(source));
      downloadBlob(new Blob([html], { type: 'text/html;charset=utf-8' }), `${dataset.name}-report.html`);
      onSaved();
    } catch {
      if (!signal.aborted) setMaking({ state: 'failed' });
    }
  }
  return { making, make };
}
