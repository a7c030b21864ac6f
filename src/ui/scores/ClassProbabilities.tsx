import type { ClassProbabilities as Probabilities, Sentiment } from '../../app/types.ts';
import { formatProbability, SENTIMENT_FILL } from '../format.ts';
import { SentimentMark } from './SentimentMark.tsx';

const CLASSES: readonly Sentiment[] = ['Negative', 'Neutral', 'Positive'];

/** The probabilities of the three classes, as numbers and as one bar. */
export function ClassProbabilities({ classes }: { readonly classes: Probabilities }) {
  return (
    <div className="inline-block max-w-full" data-testid="class-probabilities">
      <div className="flex flex-wrap gap-x-4">
        {CLASSES.map((sentiment, code) => (
          <span key={sentiment} className="whitespace-nowrap" data-value={classes[code]}>
            <SentimentMark sentiment={sentiment} /> {formatProbability(classes[code]!)}
          </span>
        ))}
      </div>
      <div className="mt-1 flex h-1 gap-px" aria-hidden="true">
        {CLASSES.map((sentiment, code) => (
          <div key={sentiment} className={SENTIMENT_FILL[sentiment]} style={{ flexGrow: classes[code] }} />
        ))}
      </div>
    </div>
  );
}
