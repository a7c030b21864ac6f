import type { Topics } from '../../app/types.ts';

// From here on words are read, and topics are found among them.
const WORDS_READ = 0.8;

interface TopicsReadingProps {
  /** Null while posts are scored. */
  readonly reading: Extract<Topics, { state: 'reading' }> | null;
}

/** How far the topics are. */
export function TopicsReading({ reading }: TopicsReadingProps) {
  if (!reading) return <p className="text-ink-soft">Topics are found when all posts are scored.</p>;
  const percent = Math.floor(100 * reading.share);
  return (
    <div className="max-w-80 text-ink-soft">
      <p>
        {reading.share < WORDS_READ ? 'Reading words' : 'Finding topics'}: {percent} %
      </p>
      <progress
        aria-label="Finding topics"
        className="mt-1 h-1 w-full accent-accent"
        max={100}
        value={percent}
      />
    </div>
  );
}

const ROWS = Array.from({ length: 8 }, (_, i) => `row-${i}`);

/** Where the topics will be. */
export function TopicPlaceholders() {
  return (
    <ol aria-hidden="true" className="border-line border-t">
      {ROWS.map((row) => (
        <li key={row} className="flex h-16 flex-col justify-center gap-2 border-line border-b px-2">
          <span className="h-3 w-40 max-w-full rounded-xs bg-sunken" />
          <span className="h-2 w-64 max-w-full rounded-xs bg-sunken" />
        </li>
      ))}
    </ol>
  );
}
