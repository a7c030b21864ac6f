import { type FormEvent, useState } from 'react';
import type { TextAnalysis } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatProbability, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';

const BUTTON_WORDS = { loading: 'Loading the model', ready: 'Score it', failed: 'No model' } as const;

type Outcome =
  | { readonly state: 'none' }
  | { readonly state: 'done'; readonly analysis: TextAnalysis }
  | { readonly state: 'failed'; readonly message: string };

/** One text in, its score out; nothing of it is kept. */
export function SingleText() {
  const { analyse } = useQueries();
  const model = useAppState((state) => state.model.state);
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });

  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    if (text.trim() === '') {
      setOutcome({ state: 'failed', message: 'Type or paste a text first.' });
      return;
    }
    try {
      setOutcome({ state: 'done', analysis: await analyse(text) });
    } catch (error) {
      setOutcome({ state: 'failed', message: (error as Error).message });
    }
  }

  return (
    <section aria-labelledby="single-title">
      <h2 id="single-title" className="mb-3 font-semibold text-base">
        Try one text
      </h2>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2 sm:flex-row">
        <textarea
          data-testid="single-text"
          aria-labelledby="single-title"
          rows={2}
          value={text}
          placeholder="The new app is great, but it keeps crashing."
          className="min-h-16 flex-1 rounded border border-line-strong bg-ground px-3 py-2 placeholder:text-ink-faint"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void submit();
            }
          }}
        />
        <Button type="submit" disabled={model !== 'ready'} className="sm:h-16">
          {BUTTON_WORDS[model]}
        </Button>
      </form>
      <div aria-live="polite" data-testid="single-result" className="mt-3 min-h-16">
        {outcome.state === 'failed' && <p className="text-negative-ink">{outcome.message}</p>}
        {outcome.state === 'done' && <Result analysis={outcome.analysis} />}
      </div>
    </section>
  );
}

function Result({ analysis }: { readonly analysis: TextAnalysis }) {
  const { sentiment, probability, confidence, milliseconds, cleanedText } = analysis;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-[auto_auto_auto_auto_1fr]">
      <Figure term="Sentiment">
        <span className={`font-semibold ${SENTIMENT_TEXT[sentiment]}`}>
          {SENTIMENT_MARK[sentiment]} {sentiment}
        </span>
      </Figure>
      <Figure term="Probability of positive">{formatProbability(probability)}</Figure>
      <Figure term="Confidence">{formatProbability(confidence)}</Figure>
      <Figure term="Time">{milliseconds.toFixed(1)} ms</Figure>
      <Figure term="As the model reads it">
        <span className="break-words text-ink-soft">{cleanedText}</span>
      </Figure>
    </dl>
  );
}

function Figure({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
