import { memo, useState } from 'react';
import type { PostFilter, SpikeDetail, Spikes } from '../../app/types.ts';
import { Button } from '../controls/Button.tsx';
import { Explained } from '../controls/Explained.tsx';
import { eventsTable } from '../save/list-tables.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { EventItem } from './EventItem.tsx';
import { widthWords } from './event-words.ts';

const SHOWN_AT_FIRST = 5;

interface EventsPanelProps {
  readonly spikes: Spikes | null;
  readonly details: readonly SpikeDetail[] | null;
  readonly isCurrent: boolean;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** Times that stand out, strongest first; a click selects one. */
export const EventsPanel = memo(function EventsPanel({
  spikes,
  details,
  isCurrent,
  filter,
  onFilter,
}: EventsPanelProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (spikes === null || spikes.bucketMs === null) return null;
  const { events, bucketMs } = spikes;
  const shown = isWhole ? events : events.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-labelledby="events-title" data-testid="events" data-current={isCurrent}>
      <div className="mb-1 flex items-center gap-3">
        <h2 id="events-title" className="font-semibold text-base">
          Events
        </h2>
        <Explained
          label="Events"
          className="text-ink-faint text-xs"
          explanation={<HowFound bucketMs={bucketMs} />}
        >
          how they are found
        </Explained>
        {events.length > 0 && (
          <span className="ml-auto">
            <SaveMenu name="events" words={null} chart={eventsTable(spikes, details)} />
          </span>
        )}
      </div>
      {events.length === 0 ? (
        <p className="text-ink-soft">
          Nothing stands out: posts and their mood stayed near what is usual{seasonWords(bucketMs)}.
        </p>
      ) : (
        <ol className="divide-y divide-line border-line border-y">
          {shown.map((event) => (
            <EventItem
              key={`${event.kind} ${event.startMs}`}
              event={event}
              detail={details?.find(({ startMs }) => startMs === event.startMs) ?? null}
              filter={filter}
              onFilter={onFilter}
            />
          ))}
        </ol>
      )}
      {events.length > SHOWN_AT_FIRST && (
        <Button look="quiet" className="mt-1 h-7 px-2 text-xs" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show the strongest only' : `Show all ${events.length}`}
        </Button>
      )}
    </section>
  );
});

/** What of the time counts in what is expected. */
function seasonWords(bucketMs: number): string {
  if (bucketMs >= 86_400_000) return ' for that weekday';
  return bucketMs >= 3_600_000 ? ' for that hour and weekday' : '';
}

/** How long it must be quiet until an event is over: six buckets, two where they are days. */
function coolDownWords(bucketMs: number): string {
  if (bucketMs >= 86_400_000) return 'two days';
  return bucketMs >= 3_600_000 ? 'six hours' : `${(6 * bucketMs) / 60_000} minutes`;
}

function HowFound({ bucketMs }: { readonly bucketMs: number }) {
  return (
    <div className="flex flex-col gap-2">
      <p>
        The posts that pass the filter, counted {widthWords(bucketMs)}, against what the time before let
        expect{seasonWords(bucketMs)}; over four weeks and more also by the day, for what no single hour
        tells. A filter by time or class does not change it.
      </p>
      <p>
        Possible crisis: negative posts rise in number and in share at once. What follows within{' '}
        {coolDownWords(bucketMs)} is the same event. The first part of the time is only learnt from.
      </p>
    </div>
  );
}
