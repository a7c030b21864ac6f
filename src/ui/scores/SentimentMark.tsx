import type { Sentiment } from '../../app/types.ts';
import { SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';

/** A class by its mark, word and colour. */
export function SentimentMark({ sentiment }: { readonly sentiment: Sentiment }) {
  return (
    <span className={`whitespace-nowrap ${SENTIMENT_TEXT[sentiment]}`}>
      <span aria-hidden="true">{SENTIMENT_MARK[sentiment]}</span> {sentiment}
    </span>
  );
}
