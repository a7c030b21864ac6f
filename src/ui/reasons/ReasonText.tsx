import type { Contribution } from '../../app/types.ts';
import { formatCount, formatSigned } from '../format.ts';
import { cutSegments } from './segments.ts';
import { loudestOf, wordStyle } from './word-style.ts';

// Below this share of the loudest word a word is drawn plain: if all were marked, none would stand out.
const QUIET = 0.12;

interface ReasonTextProps {
  readonly text: string;
  readonly contributions: readonly Contribution[];
}

/**
 * The text with its words tinted and underlined by what they add: solid towards positive, dashed towards negative.
 */
export function ReasonText({ text, contributions }: ReasonTextProps) {
  const loudest = loudestOf(contributions);
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words text-base leading-8">
      {cutSegments(text, contributions).map(({ start, text: part, value, leftOut }) =>
        value === null ? (
          <span key={start}>
            {part}
            {leftOut > 0 && (
              <span className="text-ink-faint text-sm">
                {' '}
                … {formatCount(leftOut)} characters that the model does not read …{' '}
              </span>
            )}
          </span>
        ) : (
          <span
            key={start}
            data-testid="reason-word"
            data-value={value.toFixed(6)}
            title={formatSigned(value)}
            className="rounded-xs"
            style={Math.abs(value) < QUIET * loudest ? {} : wordStyle(value, loudest)}
          >
            {part}
          </span>
        ),
      )}
    </p>
  );
}
