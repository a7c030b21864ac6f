import { markedParts } from './marked-parts.ts';

interface PostTextProps {
  readonly text: string;
  /** What was searched for, to be marked; null where nothing was. */
  readonly marks: RegExp | null;
  /** Tailwind's clamp for the lines shown. */
  readonly clamp: string;
  readonly onOpen: () => void;
}

/** A post's text as a button that opens it; the nearest positioned ancestor is clicked as a whole. */
export function PostText({ text, marks, clamp, onOpen }: PostTextProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className="block w-full text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
      onClick={onOpen}
    >
      <span dir="auto" className={`${clamp} break-words`}>
        {markedParts(text, marks).map(({ start, text: part, isMarked }) =>
          isMarked ? (
            <mark key={start} className="rounded-xs bg-accent-soft text-ink">
              {part}
            </mark>
          ) : (
            part
          ),
        )}
      </span>
    </button>
  );
}
