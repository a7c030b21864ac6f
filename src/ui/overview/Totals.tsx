import { memo, type ReactNode } from 'react';
import { datasetModel } from '../../app/dataset-model.ts';
import type { Estimate, PostFilter, Sentiment, Summary, UnsureBand } from '../../app/types.ts';
import { sharesWithErrors } from '../../core/stats/count-shares.ts';
import { useAppState } from '../app-context.tsx';
import { PeriodChange } from '../compare/PeriodChange.tsx';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatPoints, formatShare, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';

interface TotalsProps {
  readonly summary: Summary | null;
  readonly isCurrent: boolean;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
  /** Changes whenever the dataset's rows or scores do. */
  readonly revisionKey: string;
}

const CLASSES: readonly Sentiment[] = ['Negative', 'Neutral', 'Positive'];

/** The figures over the chart: net sentiment, each class, how sure the model was. */
export const Totals = memo(function Totals({
  summary,
  isCurrent,
  filter,
  onFilter,
  revisionKey,
}: TotalsProps) {
  const model = useAppState(datasetModel);
  if (!summary) return <div data-current={false} className="h-16" aria-hidden="true" />;
  const { selected, byClass, net: sampled, meanConfidence } = summary;
  const errors = model?.answerErrors ?? null;
  const { net } = sharesWithErrors(byClass, errors);
  const ofAnyClass = byClass[0] + byClass[1] + byClass[2];
  // Of scores of two classes, a third column of zeros would say otherwise.
  const hasNeutral = byClass[1] > 0 || (model?.classes.includes('Neutral') ?? false);
  const toggle = (sentiment: Sentiment): void =>
    onFilter({ ...filter, sentiments: filter.sentiments?.includes(sentiment) ? null : [sentiment] });
  return (
    <dl data-current={isCurrent} className="flex flex-wrap items-start gap-x-10 gap-y-3">
      <Total term="Net sentiment">
        <Explained
          label="Net sentiment"
          className="font-semibold text-2xl"
          explanation={
            <p>
              Share of positive posts minus share of negative posts, in points: {formatCount(byClass[2])}{' '}
              positive and {formatCount(byClass[0])} negative of {formatCount(ofAnyClass)}. A filter by class
              does not change it. {intervalWords(sampled, errors !== null)}
            </p>
          }
        >
          <span data-testid="net-sentiment" data-value={net.value} data-low={net.low} data-high={net.high}>
            {formatPoints(net.value)}
          </span>
          {ofAnyClass > 0 && (
            <span className="ml-2 font-normal text-ink-soft text-sm">
              {formatPoints(net.low)} to {formatPoints(net.high)}
            </span>
          )}
        </Explained>
      </Total>
      <PeriodChange filter={filter} revisionKey={revisionKey} />
      {CLASSES.map((sentiment, code) =>
        sentiment === 'Neutral' && !hasNeutral ? null : (
          <Total key={sentiment} term={sentiment}>
            <button
              type="button"
              aria-pressed={filter.sentiments?.includes(sentiment) ?? false}
              aria-label={`${sentiment}: ${formatShare(byClass[code]! / ofAnyClass)}, ${formatCount(byClass[code]!)} posts. Show only these`}
              title={`Show only ${sentiment.toLowerCase()} posts`}
              className={`rounded text-2xl underline-offset-4 hover:underline aria-pressed:underline ${SENTIMENT_TEXT[sentiment]}`}
              onClick={() => toggle(sentiment)}
            >
              <span aria-hidden="true" className="mr-1 text-sm">
                {SENTIMENT_MARK[sentiment]}
              </span>
              {formatShare(byClass[code]! / ofAnyClass)}
              <span className="ml-2 text-ink-soft text-sm">{formatCount(byClass[code]!)}</span>
            </button>
          </Total>
        ),
      )}
      <Total term="Mean confidence">
        <Explained
          label="Mean confidence"
          className="text-2xl"
          explanation={
            <p>
              Mean over {formatCount(selected)} posts of the probability that the model gives to the class it
              chose. {hasNeutral ? '0.33' : '0.50'} would be a blind guess.
            </p>
          }
        >
          {Number.isNaN(meanConfidence) ? '–' : meanConfidence.toFixed(2)}
        </Explained>
      </Total>
      {model?.unsure && summary.unsure !== null && (
        <Unsure unsure={summary.unsure} selected={selected} band={model.unsure} />
      )}
    </dl>
  );
});

/** What the range beside net sentiment covers. */
function intervalWords(sampled: Estimate, coversErrors: boolean): string {
  const range = `${formatPoints(sampled.low)} to ${formatPoints(sampled.high)}`;
  return coversErrors
    ? `The range is a 95 % interval for the number of posts and the model’s errors, as measured on posts of other origin. For the number of posts alone it is ${range} (Agresti and Min 2005): compare times and brands by that, for the model errs alike on both.`
    : 'The range is the 95 % interval of a sample of this size (Agresti and Min 2005); it does not cover errors of the model.';
}

interface UnsureProps {
  /** Posts under the bound, of those selected. */
  readonly unsure: number;
  readonly selected: number;
  readonly band: UnsureBand;
}

function Unsure({ unsure, selected, band }: UnsureProps) {
  return (
    <Total term="Unsure">
      <Explained
        label="Unsure"
        className="text-2xl"
        explanation={
          <p>
            Posts whose confidence is under {band.below.toFixed(2)}. In validation those were{' '}
            {formatShare(band.share)} of all; the model gave {formatShare(band.errorInside)} of them the wrong
            class, and {formatShare(band.errorOutside)} of the others.
          </p>
        }
      >
        <span data-testid="unsure-count" data-value={unsure}>
          {formatShare(unsure / selected)}
        </span>
        <span className="ml-2 text-ink-soft text-sm">{formatCount(unsure)}</span>
      </Explained>
    </Total>
  );
}

function Total({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
