import { type FormEvent, useState } from 'react';
import type { TextAnalysis } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatProbability } from '../format.ts';
import { Reasons } from '../reasons/Reasons.tsx';
import { ClassProbabilities } from '../scores/ClassProbabilities.tsx';
import { LanguageNote } from '../scores/LanguageNote.tsx';
import { SentimentMark } from '../scores/SentimentMark.tsx';
import { UnsureNote } from '../scores/Unsure.tsx';

const BUTTON_WORDS = { loading: 'Loading the model', ready: 'Score it', failed: 'No model' } as const;

type Outcome =
  | { readonly state: 'none' }
  | { readonly state: 'done'; readonly text: string; readonly analysis: TextAnalysis }
  | { readonly state: 'failed'; readonly message: string };

/** One text in, its score and what its words did out; nothing of it is kept. */
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
      setOutcome({ state: 'done', text, analysis: await analyse(text) });
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
      {outcome.state === 'done' && (
        <div data-testid="single-reasons" className="mt-4 border-line border-t pt-3">
          <Reasons key={outcome.text} text={outcome.text} />
        </div>
      )}
    </section>
  );
}

function Result({ analysis }: { readonly analysis: TextAnalysis }) {
  const { sentiment, classes, probability, confidence, milliseconds, cleanedText } = analysis;
  const band = useAppState(({ model }) => (model.state === 'ready' ? model.info.unsure : null));
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Figure term="Sentiment">
          <span className="font-semibold" data-testid="single-sentiment">
            <SentimentMark sentiment={sentiment} />
          </span>
        </Figure>
        {classes ? (
          <Figure term="Probabilities">
            <ClassProbabilities classes={classes} chosen={sentiment} />
          </Figure>
        ) : (
          <Figure term="Probability of positive">{formatProbability(probability)}</Figure>
        )}
        <Figure term="Confidence">{formatProbability(confidence)}</Figure>
        <Figure term="Time">{milliseconds.toFixed(1)} ms</Figure>
        <Figure term="As the model reads it">
          <span className="break-words text-ink-soft">{cleanedText}</span>
        </Figure>
      </dl>
      <UnsureNote confidence={confidence} band={band} />
      <LanguageNote language={analysis.language} />
    </div>
  );
}

function Figure({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-faint text-xs">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
