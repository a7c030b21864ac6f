import type { Contribution } from '../../app/types.ts';
import { markedParts } from './marked-parts.ts';
import { loudestOf, underline } from './word-style.ts';

// In a line among many only what moved the score most is marked.
const QUIET = 0.5;

interface PostTextProps {
  readonly text: string;
  /** What was searched for, to be marked; null where nothing was. */
  readonly marks: RegExp | null;
  /** What its words add to the score, of which the strongest are marked. */
  readonly contributions?: readonly Contribution[] | undefined;
  /** Tailwind's clamp for the lines shown. */
  readonly clamp: string;
  readonly onOpen: () => void;
}

/** A post's text as a button that opens it; the nearest positioned ancestor is clicked as a whole. */
export function PostText({ text, marks, contributions = [], clamp, onOpen }: PostTextProps) {
  const loudest = loudestOf(contributions);
  const loud = contributions.filter(({ value }) => Math.abs(value) >= QUIET * loudest);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className="block w-full text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
      onClick={onOpen}
    >
      <span dir="auto" className={`${clamp} break-words`}>
        {markedParts(text, marks, loud).map(({ start, text: part, isMarked, value }) =>
          isMarked ? (
            <mark
              key={start}
              className="rounded-xs bg-accent-soft text-ink"
              style={value === null ? undefined : underline(value)}
            >
              {part}
            </mark>
          ) : value === null ? (
            part
          ) : (
            <span key={start} data-testid="moving-word" className="rounded-xs" style={underline(value)}>
              {part}
            </span>
          ),
        )}
      </span>
    </button>
  );
}
