import type { SpikeEvent, Trend } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { formatDateTime } from '../format.ts';
import { KIND_LOOK, KIND_MARK, KIND_WORDS } from './event-words.ts';
import { placeMarks } from './place-marks.ts';

interface EventMarksProps {
  readonly trend: Trend;
  readonly events: readonly SpikeEvent[];
  /** Pixels from the ends of the row to the first and the last bucket of the chart. */
  readonly inset: { readonly left: number; readonly right: number };
  readonly top: number;
  readonly onRange: (fromMs: number, toMs: number) => void;
}

/**
 * A thin row of marks over the buckets of a chart. By keyboard and screen reader the same events are reached in the
 * list of events, so the marks are not in the way there.
 */
export function EventMarks({ trend, events, inset, top, onRange }: EventMarksProps) {
  const zone = useAppState((state) => state.zone);
  const said = ({ kind, startMs }: SpikeEvent): string =>
    `${KIND_WORDS[kind]}, ${formatDateTime(startMs, zone)}`;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute h-4" style={{ ...inset, top }}>
      {placeMarks(trend.boundsUtc, events).map(({ event, others, from, to }) => (
        <button
          key={`${event.kind} ${event.startMs}`}
          type="button"
          tabIndex={-1}
          data-testid="spike-mark"
          data-kind={event.kind}
          title={[event, ...others].map(said).join('\n')}
          className="pointer-events-auto absolute top-0 flex h-4 min-w-4 -translate-x-1/2 items-center justify-center border-line-strong border-b-2 hover:bg-sunken"
          style={{ left: `${50 * (from + to)}%`, width: `${100 * (to - from)}%` }}
          onClick={() => onRange(event.startMs, event.endMs)}
        >
          <span
            className={`grid h-3.5 min-w-3.5 place-items-center rounded-full text-[10px] leading-none ${KIND_LOOK[event.kind]}`}
          >
            {KIND_MARK[event.kind]}
          </span>
        </button>
      ))}
    </div>
  );
}
