import type { Contribution, Sentiment } from '../../app/types.ts';
import { formatSigned, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';

const SHOWN = 5;
// What would be written as 0.00.
const NOTHING = 0.005;

interface StrongestWordsProps {
  readonly text: string;
  readonly contributions: readonly Contribution[];
}

/** The words that moved the score most, with their numbers, by direction. */
export function StrongestWords({ text, contributions }: StrongestWordsProps) {
  const strongest = (sign: 1 | -1): Contribution[] =>
    contributions
      .filter(({ value }) => sign * value >= NOTHING)
      .toSorted((a, b) => sign * (b.value - a.value))
      .slice(0, SHOWN);
  return (
    <div className="grid grid-cols-2 gap-x-6">
      <WordList text={text} towards="Positive" words={strongest(1)} />
      <WordList text={text} towards="Negative" words={strongest(-1)} />
    </div>
  );
}

interface WordListProps {
  readonly text: string;
  readonly towards: Extract<Sentiment, 'Positive' | 'Negative'>;
  readonly words: readonly Contribution[];
}

function WordList({ text, towards, words }: WordListProps) {
  return (
    <section className="min-w-0">
      <h3 className={`mb-1 text-xs ${SENTIMENT_TEXT[towards]}`}>
        <span aria-hidden="true">{SENTIMENT_MARK[towards]}</span> Towards {towards.toLowerCase()}
      </h3>
      {words.length === 0 ? (
        <p className="text-ink-faint">No word.</p>
      ) : (
        <ol>
          {words.map(({ start, end, value }) => (
            <li key={start} className="flex gap-3">
              <span className={`w-12 shrink-0 text-right ${SENTIMENT_TEXT[towards]}`}>
                {formatSigned(value)}
              </span>
              <span className="min-w-0 truncate" dir="auto">
                {text.slice(start, end)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
