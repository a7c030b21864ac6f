import type { ClassCounts, Sentiment } from '../../app/types.ts';
import { SENTIMENT_FILL } from '../format.ts';

const CLASSES: readonly Sentiment[] = ['Negative', 'Neutral', 'Positive'];

/** The shares of the classes as one bar; decoration, the same numbers stand beside it or in its row's label. */
export function ShareBar({ counts }: { readonly counts: ClassCounts }) {
  return (
    <span aria-hidden="true" className="flex h-2 w-full gap-px overflow-hidden rounded-xs bg-sunken">
      {CLASSES.map((sentiment, code) =>
        counts[code] === 0 ? null : (
          <span key={sentiment} className={SENTIMENT_FILL[sentiment]} style={{ flexGrow: counts[code] }} />
        ),
      )}
    </span>
  );
}
