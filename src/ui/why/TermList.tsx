import type { WhyTerm } from '../../app/types.ts';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatShare } from '../format.ts';

/** What a list of terms shows. */
export interface TermListProps {
  readonly label: string;
  readonly terms: readonly WhyTerm[];
  /** Distinct texts on either side. */
  readonly texts: number;
  readonly restTexts: number;
  /** What the others are called beside a figure, and in a sentence. */
  readonly restWord: string;
  readonly restWords: string;
  /** Tailwind class of the bars. */
  readonly bar: string;
  readonly onTerm: (term: string) => void;
}

/** Terms with how often they are used here and elsewhere; a click searches for one. */
export function TermList({
  label,
  terms,
  texts,
  restTexts,
  restWord,
  restWords,
  bar,
  onTerm,
}: TermListProps) {
  const most = Math.max(...terms.map(({ share, restShare }) => Math.max(share, restShare)));
  return (
    <ol aria-label={label} className="divide-y divide-line border-line border-y">
      {terms.map((found) => (
        <li
          key={found.term}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 py-1.5 hover:bg-raised"
        >
          <button
            type="button"
            data-testid="term-item"
            data-term={found.term}
            data-z={found.z}
            title={`Search for ${found.term}`}
            className="truncate text-left font-medium after:absolute after:inset-0"
            onClick={() => onTerm(found.term)}
          >
            {found.term}
          </button>
          <Explained
            label="Strength"
            className="relative z-10 px-1 text-right"
            explanation={
              <p>
                “{found.term}” is in {formatCount(found.posts)} of {formatCount(texts)} texts here, and in{' '}
                {formatCount(found.restPosts)} of {formatCount(restTexts)} {restWords}. Its log-odds are{' '}
                {found.z.toFixed(1)} standard errors higher here; from 3 on it is listed.
              </p>
            }
          >
            {found.z.toFixed(1)}
          </Explained>
          <div className="flex flex-col justify-center gap-0.5" aria-hidden="true">
            <Bar share={found.share / most} look={bar} />
            <Bar share={found.restShare / most} look="bg-line-strong" />
          </div>
          <span className="pl-2 text-right text-ink-faint text-xs">
            {formatShare(found.share)}, {restWord} {formatShare(found.restShare)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Bar({ share, look }: { readonly share: number; readonly look: string }) {
  return <span className={`h-[3px] min-w-px ${look}`} style={{ width: `${100 * share}%` }} />;
}
