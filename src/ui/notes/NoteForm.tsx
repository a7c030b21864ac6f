import { useId, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { fromWallTime, toWallTime } from './wall-time.ts';

const LONGEST_NOTE = 200;

interface NoteFormProps {
  /** UTC milliseconds and words to begin with. */
  readonly atMs: number;
  readonly text: string;
  readonly zone: string;
  readonly onSave: (atMs: number, text: string) => void;
  readonly onCancel: () => void;
}

/** When and what, for a new note or one that is changed. Enter saves, Esc puts it away. */
export function NoteForm({ atMs, text, zone, onSave, onCancel }: NoteFormProps) {
  const [when, setWhen] = useState(() => toWallTime(atMs, zone));
  const [words, setWords] = useState(text);
  const id = useId();
  const chosenMs = fromWallTime(when, zone);
  const isWhole = chosenMs !== null && words.trim() !== '';
  return (
    <form
      data-testid="note-form"
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) onSave(chosenMs, words);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-when`} className="text-ink-faint text-xs">
          When ({zone})
        </label>
        <input
          id={`${id}-when`}
          type="datetime-local"
          required
          value={when}
          className="h-8 rounded border border-line-strong bg-ground px-2 text-sm"
          onChange={(event) => setWhen(event.target.value)}
        />
      </div>
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <label htmlFor={`${id}-what`} className="text-ink-faint text-xs">
          What happened
        </label>
        <input
          id={`${id}-what`}
          // biome-ignore lint/a11y/noAutofocus: the form opens because the person asked to write
          autoFocus
          required
          maxLength={LONGEST_NOTE}
          placeholder="CEO resigns"
          value={words}
          className="h-8 rounded border border-line-strong bg-ground px-2 text-sm"
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <Button look="primary" type="submit" disabled={!isWhole} data-testid="save-note">
        Save note
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
    </form>
  );
}
