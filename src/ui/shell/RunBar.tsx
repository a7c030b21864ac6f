import { datasetRoute } from '../../app/route.ts';
import type { RunState } from '../../app/state.ts';
import type { RowCounts } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatCount, formatCounted, formatDuration } from '../format.ts';
import { StorageFull } from './StorageFull.tsx';

const IDLE: RunState = { state: 'idle' };
const NO_ROWS: RowCounts = { read: 0, scored: 0, refused: 0, noted: 0, foreign: 0 };

/** The run under way as a thin bar: rows, speed, time left, cancel; afterwards what came of it. */
export function RunBar() {
  // While another file comes in, what is shown is not the run that ended before.
  const run = useAppState(({ run, route, intake }) =>
    run.state !== 'running' && (route.name === 'mapping' || intake.step === 'inspecting') ? IDLE : run,
  );
  const route = useAppState((state) => state.route);
  const counts = run.state === 'idle' ? NO_ROWS : run.counts;
  const isShown = run.state === 'running' || route.name === 'dataset';
  return (
    <section
      aria-label="Run"
      data-testid="run-status"
      data-state={run.state}
      data-rows-read={counts.read}
      data-rows-scored={counts.scored}
      data-rows-refused={counts.refused}
      className={isShown ? 'shrink-0 border-line border-b bg-raised' : ''}
    >
      {isShown && run.state !== 'idle' && <RunLine run={run} />}
      {isShown && run.state === 'paused' && <StorageFull datasetId={run.datasetId} />}
      {route.name !== 'start' && <MergeLine />}
    </section>
  );
}

/** Posts on their way into another dataset; the start page has a dialog for it. */
function MergeLine() {
  const merge = useAppState((state) => state.merge);
  const { cancelMerge } = useActions();
  if (!merge) return null;
  return (
    <div role="status" className="flex min-h-9 items-center gap-4 bg-accent-soft px-4 text-xs">
      <span>
        Putting the posts into {merge.name}: {Math.floor(100 * merge.progress)} %
      </span>
      <Button look="quiet" className="ml-auto h-7" onClick={cancelMerge}>
        Leave them by themselves
      </Button>
    </div>
  );
}

function RunLine({ run }: { readonly run: Exclude<RunState, { state: 'idle' }> }) {
  return (
    <>
      {run.state === 'running' && (
        <div
          role="progressbar"
          aria-label="Rows scored"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={run.progress === null ? undefined : Math.round(run.progress * 100)}
          className="h-0.5 bg-sunken"
        >
          <div
            className="h-full origin-left bg-accent"
            style={{ transform: `scaleX(${run.progress ?? 0})` }}
          />
        </div>
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1 text-ink-soft text-xs">
        <span className="font-medium text-ink">{stateWords(run)}</span>
        <span>{formatCounted(run.counts.read, 'row')} read</span>
        <span>{formatCount(run.counts.scored)} scored</span>
        <Refusals counts={run.counts} datasetId={run.datasetId} />
        <RunEnd run={run} />
      </div>
    </>
  );
}

function stateWords(run: Exclude<RunState, { state: 'idle' }>): string {
  switch (run.state) {
    case 'running':
      return run.progress === null
        ? 'Looking for the place where reading stopped'
        : `Scoring, ${Math.floor(run.progress * 100)} %`;
    case 'done':
      return run.seconds === null ? 'Complete' : `Complete in ${formatDuration(run.seconds)}`;
    case 'failed':
      return 'Stopped by an error';
    case 'cancelled':
      return 'Incomplete';
    case 'paused':
      return 'Paused: storage is full';
    case 'elsewhere':
      return 'Another tab is scoring this dataset';
  }
}

function Refusals({ counts, datasetId }: { readonly counts: RowCounts; readonly datasetId: string }) {
  const { navigate } = useActions();
  const words = `${formatCount(counts.refused)} refused${
    counts.noted > 0 ? `, ${formatCount(counts.noted)} with a remark` : ''
  }`;
  if (counts.refused + counts.noted === 0) return <span>{words}</span>;
  return (
    <button
      type="button"
      className="underline decoration-line-strong underline-offset-2 hover:text-ink"
      onClick={() => navigate(datasetRoute(datasetId, 'ledger'))}
    >
      {words}
    </button>
  );
}

/** Speed and cancel while it runs; the way on where it stopped early. */
function RunEnd({ run }: { readonly run: Exclude<RunState, { state: 'idle' }> }) {
  const { cancelRun } = useActions();
  if (run.state === 'running')
    return (
      <>
        {run.postsPerSecond !== null && <span>{formatCount(Math.round(run.postsPerSecond))} posts/s</span>}
        {run.secondsLeft !== null && <span>about {formatDuration(run.secondsLeft)} left</span>}
        <Button look="quiet" className="ml-auto h-7" data-testid="cancel-run" onClick={cancelRun}>
          Cancel
        </Button>
      </>
    );
  if (run.state === 'elsewhere') return <span>It goes on here when that tab is closed.</span>;
  return run.state === 'done' ? null : <WayOn run={run} />;
}

/** Goes on with an incomplete dataset; where its file was not read to its end and is not at hand, says so. */
function WayOn({ run: { datasetId, counts } }: { readonly run: Extract<RunState, { counts: RowCounts }> }) {
  const { continueRun } = useActions();
  const dataset = useAppState(({ datasets }) => datasets?.find(({ id }) => id === datasetId));
  const phase = dataset?.phase;
  const isCutOff = phase === 'reading';
  const isInPage = useAppState(({ importedFile }) => importedFile?.datasetId === datasetId);
  const hasFile = isInPage || dataset?.hasSource === true;
  // A run that was cancelled after its last score has nothing left to do but to be completed.
  const isUnscored = phase === 'scoring' || counts.read > counts.scored + counts.refused;
  return (
    <>
      {isCutOff && !hasFile && (
        <span>The file was not read to its end. Drop it again to have all of it.</span>
      )}
      {(isUnscored || (isCutOff && hasFile)) && (
        <Button
          className="ml-auto h-7"
          data-testid="continue-run"
          onClick={() => void continueRun(datasetId)}
        >
          Continue
        </Button>
      )}
    </>
  );
}
