import type { ClassProbabilities as Probabilities, Sentiment } from '../../app/types.ts';
import { formatProbability, SENTIMENT_FILL } from '../format.ts';
import { SentimentMark } from './SentimentMark.tsx';

const CLASSES: readonly Sentiment[] = ['Negative', 'Neutral', 'Positive'];

interface ClassProbabilitiesProps {
  readonly classes: Probabilities;
  /** The class that was chosen of them. */
  readonly chosen: Sentiment;
}

/** The probabilities of the three classes, as numbers and as one bar, and why a lesser one was chosen if one was. */
export function ClassProbabilities({ classes, chosen }: ClassProbabilitiesProps) {
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
      {classes[CLASSES.indexOf(chosen)]! < Math.max(...classes) && (
        <p className="mt-1 max-w-prose text-ink-soft text-sm">
          {chosen} is chosen although another class is more probable: what counts is how far a probability
          exceeds the share of its class among the posts learned from.
        </p>
      )}
    </div>
  );
}
