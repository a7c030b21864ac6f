import { useApplyUpdate, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';

/** Offers a new version of the app; it never takes over by itself, least of all during a run. */
export function UpdateNotice() {
  const updateReady = useAppState((state) => state.updateReady);
  const isRunning = useAppState((state) => state.run.state === 'running');
  const applyUpdate = useApplyUpdate();
  if (!updateReady) return null;
  return (
    <div
      role="status"
      className="flex items-center justify-between gap-4 border-line border-b bg-accent-soft px-4 py-1.5"
    >
      <span>
        A new version of Undertone is ready.
        {isRunning && ' It can take over when this run has ended.'}
      </span>
      <Button look="primary" disabled={isRunning} onClick={applyUpdate}>
        Reload with it
      </Button>
    </div>
  );
}
