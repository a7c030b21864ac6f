import { useState } from 'react';
import type { NoteRecord, PostFilter, Trend } from '../../app/types.ts';
import { lastAtMost } from '../../core/alert/event-buckets.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatDateTime } from '../format.ts';
import { useShortcut } from '../use-shortcut.ts';
import { NoteForm } from './NoteForm.tsx';

interface NotesPanelProps {
  /** Its time axis is what notes are on. */
  readonly trend: Trend | null;
  readonly filter: PostFilter;
  readonly onRange: (fromMs: number, toMs: number) => void;
}

/** The person's notes on the time axis: written, changed, removed and brought back here. */
export function NotesPanel({ trend, filter, onRange }: NotesPanelProps) {
  const { putNote } = useActions();
  const notes = useAppState((state) => state.notes);
  const zone = useAppState((state) => state.zone);
  // The note that is written or changed: an id, or null for a new one.
  const [edited, setEdited] = useState<{ readonly id: string | null } | null>(null);
  const [removed, setRemoved] = useState<NoteRecord | null>(null);
  const bounds = trend?.axis === 'time' ? trend.boundsUtc : [];
  const hasAxis = bounds.length > 1;
  useShortcut('n', () => {
    if (hasAxis) setEdited({ id: null });
  });
  if (!hasAxis && notes.length === 0) return null;

  const save = (id: string | null) => (atMs: number, text: string) => {
    setEdited(null);
    setRemoved(null);
    void putNote({ id, atMs, text });
  };
  const form = (id: string | null, atMs: number, text: string) => (
    <NoteForm atMs={atMs} text={text} zone={zone} onSave={save(id)} onCancel={() => setEdited(null)} />
  );
  return (
    <section aria-labelledby="notes-title" data-testid="notes" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h2 id="notes-title" className="font-semibold text-base">
          Notes
        </h2>
        {edited === null && (
          <Button
            className="h-7 px-2 text-xs"
            data-testid="add-note"
            title="Mark a moment on the time axis (n)"
            onClick={() => setEdited({ id: null })}
          >
            Add a note
          </Button>
        )}
        <p role="status" className="text-ink-soft text-xs">
          {removed && (
            <>
              Removed ‘{removed.text}’.{' '}
              <button
                type="button"
                className="underline underline-offset-2 hover:text-ink"
                onClick={() => save(removed.id)(removed.atMs, removed.text)}
              >
                Bring it back
              </button>
            </>
          )}
        </p>
      </div>
      {edited?.id === null && form(null, filter.time?.fromMs ?? middleOf(bounds), '')}
      {notes.length > 0 && (
        <ul className="flex flex-col">
          {notes.map((note) => (
            <li key={note.id} className="border-line border-t py-1 text-sm">
              {edited?.id === note.id ? (
                form(note.id, note.atMs, note.text)
              ) : (
                <NoteLine
                  note={note}
                  bounds={bounds}
                  zone={zone}
                  onRange={onRange}
                  onEdit={() => setEdited({ id: note.id })}
                  onRemoved={() => setRemoved(note)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {notes.length === 0 && edited === null && !removed && (
        <p className="text-ink-faint text-xs">
          What happened outside the posts, a launch or a resignation, can be marked on the chart. Notes stay
          on this device.
        </p>
      )}
    </section>
  );
}

interface NoteLineProps {
  readonly note: NoteRecord;
  readonly bounds: readonly number[];
  readonly zone: string;
  readonly onRange: NotesPanelProps['onRange'];
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

function NoteLine({ note, bounds, zone, onRange, onEdit, onRemoved }: NoteLineProps) {
  const { removeNote } = useActions();
  const { atMs, text } = note;
  const last = bounds.length - 1;
  const isInChart = last >= 1 && atMs >= bounds[0]! && atMs < bounds[last]!;
  const select = (): void => {
    const bucket = lastAtMost(bounds, atMs);
    onRange(bounds[bucket]!, bounds[bucket + 1]!);
  };
  return (
    <div data-testid="note" className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <button
        type="button"
        disabled={!isInChart}
        title={isInChart ? 'Show the posts around it' : 'Not within the time that the chart shows'}
        className="flex min-w-0 flex-wrap gap-x-3 text-left enabled:hover:underline"
        onClick={select}
      >
        <span className="text-ink-soft">{formatDateTime(atMs, zone)}</span>
        <span>{text}</span>
      </button>
      <span className="ml-auto flex">
        <Button
          look="quiet"
          className="h-7 px-2 text-xs"
          aria-label={`Change the note ${text}`}
          onClick={onEdit}
        >
          Change
        </Button>
        <Button
          look="quiet"
          className="h-7 px-2 text-xs"
          aria-label={`Remove the note ${text}`}
          onClick={() => {
            onRemoved();
            void removeNote(note.id);
          }}
        >
          Remove
        </Button>
      </span>
    </div>
  );
}

function middleOf(bounds: readonly number[]): number {
  return bounds[bounds.length >> 1] ?? 0;
}
