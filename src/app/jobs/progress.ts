import type { RowCounts } from '../../storage/ports.ts';
import type { RunningState } from '../state.ts';

/** What a run knows of how far it is. */
export interface RunMeter {
  readonly counts: RowCounts;
  readonly bytesRead: number;
  readonly sizeBytes: number;
  readonly readComplete: boolean;
  /** When the first scores of this run came, UTC milliseconds, and how many rows were scored before it. */
  readonly scoringSinceMs: number | null;
  readonly scoredBefore: number;
}

/** Progress, speed and time left, as of `nowMs`. */
export function runningState(datasetId: string, meter: RunMeter, nowMs: number): RunningState {
  const { counts } = meter;
  const handled = counts.scored + counts.refused;
  const expected = expectedRows(meter);
  const seconds = meter.scoringSinceMs === null ? 0 : (nowMs - meter.scoringSinceMs) / 1000;
  const fresh = counts.scored - meter.scoredBefore;
  const postsPerSecond = seconds > 0.2 && fresh > 0 ? fresh / seconds : null;
  return {
    state: 'running',
    datasetId,
    counts,
    progress: expected === null ? null : expected > 0 ? Math.min(1, handled / expected) : 0,
    postsPerSecond,
    secondsLeft:
      postsPerSecond === null || expected === null
        ? null
        : Math.max(0, (expected - handled) / postsPerSecond),
  };
}

/**
 * Rows in the file: counted once it is read, before that extrapolated from the bytes taken in. Null while rows that
 * an earlier run stored are passed over.
 */
function expectedRows({ counts, bytesRead, sizeBytes, readComplete }: RunMeter): number | null {
  if (readComplete || counts.read === 0) return counts.read;
  if (bytesRead === 0) return null;
  return Math.max(counts.read, (counts.read * sizeBytes) / bytesRead);
}
