import type { ComponentProps } from 'react';
import type { Contribution, Explanation } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { ScrollRegion } from '../controls/ScrollRegion.tsx';
import { formatSigned } from '../format.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { ReasonText } from './ReasonText.tsx';
import { StrongestWords } from './StrongestWords.tsx';

const NO_WORDS: readonly Contribution[] = [];

/** A text with what each of its words adds to the score, computed when it is drawn. */
export function Reasons({ text }: { readonly text: string }) {
  const { explain } = useQueries();
  const model = useAppState((state) => state.model);
  const isReady = model.state === 'ready';
  const { data, error } = useLiveQuery(`${isReady} ${text}`, async () => (isReady ? explain(text) : null));
  const failure = model.state === 'failed' ? model.message : error;
  const state = data ? 'done' : failure === null ? 'loading' : 'failed';
  return (
    <div className="flex flex-col gap-3" data-testid="reasons" data-state={state} data-score={data?.score}>
      <TextOfAnyLength text={text} contributions={data?.contributions ?? NO_WORDS} />
      <div className="flex min-h-20 flex-col gap-3" aria-live="polite">
        {state === 'loading' && (
          <p className="text-ink-soft">{isReady ? 'Weighing the words.' : 'Loading the model.'}</p>
        )}
        {state === 'failed' && <p className="text-negative-ink">The words cannot be weighed: {failure}</p>}
        {data && (
          <>
            <p className="text-ink-soft text-sm">{sumWords(text, data)}</p>
            <StrongestWords text={text} contributions={data.contributions} />
          </>
        )}
      </div>
    </div>
  );
}

// What would be written as 0.00.
const NOTHING = 0.005;
// Longer than this, a text would push what is said about it out of sight.
const LONG = 1200;

function TextOfAnyLength(props: ComponentProps<typeof ReasonText>) {
  if (props.text.length <= LONG) return <ReasonText {...props} />;
  return (
    <ScrollRegion label="Text" className="max-h-72 overflow-y-auto">
      <ReasonText {...props} />
    </ScrollRegion>
  );
}

/** One line on what the numbers are. */
function sumWords(text: string, { score, baseline, contributions, standardError }: Explanation): string {
  const isGrouped = contributions.some(({ start, end }) => /\s/u.test(text.slice(start, end)));
  const sum = `What each ${isGrouped ? 'group of words' : 'word'} adds to P(positive) minus P(negative): with ${formatSigned(baseline)} for a text without words, they add up to ${formatSigned(score)}.`;
  // Two standard errors: 95 of 100 estimates are as close as that.
  return standardError < NOTHING / 2
    ? sum
    : `${sum} Each part is an estimate, ± ${(2 * standardError).toFixed(2)}.`;
}
