import type { AccountCount, PostFilter, SpikeDetail, SpikeEvent } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatCounted, formatDateTime } from '../format.ts';
import { KIND_LOOK, KIND_MARK, KIND_WORDS, lengthWords, spikeWords } from './event-words.ts';

interface EventItemProps {
  readonly event: SpikeEvent;
  /** Null until it is known. */
  readonly detail: SpikeDetail | null;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** One event: when, what, how far from the usual, and who is behind it. A click selects its time, another all again. */
export function EventItem({ event, detail, filter, onFilter }: EventItemProps) {
  const zone = useAppState((state) => state.zone);
  const { kind, startMs, endMs, strength } = event;
  const isSelected = filter.time?.fromMs === startMs && filter.time.toMs === endMs;
  return (
    <li
      className={`relative grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2 py-2 hover:bg-raised ${isSelected ? 'bg-accent-soft' : ''}`}
    >
      <span
        aria-hidden="true"
        className={`mt-0.5 grid h-4 w-4 place-items-center rounded-full text-xs leading-none ${KIND_LOOK[kind]}`}
      >
        {KIND_MARK[kind]}
      </span>
      <div className="min-w-0">
        <button
          type="button"
          data-testid="spike-item"
          data-kind={kind}
          data-start={new Date(startMs).toISOString()}
          data-strength={strength}
          aria-pressed={isSelected}
          title={isSelected ? 'Take this time away again' : 'Show the posts of this time'}
          className="text-left after:absolute after:inset-0"
          onClick={() => onFilter({ ...filter, time: isSelected ? null : { fromMs: startMs, toMs: endMs } })}
        >
          <span className="font-medium">{KIND_WORDS[kind]}</span>{' '}
          <span className="text-ink-soft">
            {formatDateTime(startMs, zone)}{' '}
            <span className="whitespace-nowrap">· {lengthWords(endMs - startMs)}</span>
          </span>
        </button>
        <p className="text-ink-soft text-xs">{spikeWords(event.parts[0] ?? event)}</p>
        {detail?.terms && detail.terms.length > 0 && (
          <p className="text-ink-soft text-xs" title="Said more often in this time than in all others">
            Words: {detail.terms.join(', ')}
          </p>
        )}
        {detail && detail.accounts.length > 0 && <Accounts accounts={detail.accounts} />}
      </div>
      <Explained
        label="Strength"
        className="relative z-10 self-start px-1 text-right"
        explanation={<Strength event={event} />}
      >
        {strength.toFixed(1)}
        <span className="block text-ink-faint text-xs">strength</span>
      </Explained>
    </li>
  );
}

function Accounts({ accounts }: { readonly accounts: readonly AccountCount[] }) {
  return (
    <p
      className="truncate text-ink-faint text-xs"
      title="Accounts whose posts drew most, reposts and likes counted"
    >
      Accounts:{' '}
      {accounts
        .map(({ author, posts, engagement }) =>
          engagement > 0
            ? `${author} (${formatCounted(posts, 'post')}, ${formatCount(engagement)} reactions)`
            : `${author} (${formatCounted(posts, 'post')})`,
        )
        .join(', ')}
    </p>
  );
}

function Strength({ event }: { readonly event: SpikeEvent }) {
  return (
    <>
      <p>
        How many standard scores the strongest part lies above what is usual for the time; from 5 it is an
        event.
      </p>
      <ul className="mt-2 flex flex-col gap-1">
        {event.parts.map((part) => (
          <li key={`${part.kind} ${part.startMs}`}>
            {KIND_WORDS[part.kind]}, {part.strength.toFixed(1)}: {spikeWords(part)}
          </li>
        ))}
      </ul>
    </>
  );
}
