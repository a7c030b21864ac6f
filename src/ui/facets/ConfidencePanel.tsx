import { memo, useId, useRef } from 'react';
import type { PostFilter } from '../../app/types.ts';
import { formatCounted } from '../format.ts';
import { confidenceChart } from '../save/facet-charts.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { PanelTitle } from './PanelTitle.tsx';

const STEP_PERCENT = 5;

interface ConfidencePanelProps {
  /** Posts by steps of 0.05 from 0 on. */
  readonly bins: readonly number[];
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** How sure the model was, as bars; a click chooses a range of confidence. */
export const ConfidencePanel = memo(function ConfidencePanel({
  bins,
  filter,
  onFilter,
}: ConfidencePanelProps) {
  const titleId = useId();
  // Where a range begins that Shift extends.
  const anchor = useRef(0);
  const most = Math.max(1, ...bins);
  const range = filter.confidence;
  const isChosen = (bin: number): boolean =>
    range !== null && range.from <= edge(bin) && range.to >= edge(bin + 1);
  const choose = (bin: number, isExtending: boolean): void => {
    const isOnly = range?.from === edge(bin) && range.to === edge(bin + 1);
    if (!isExtending || !range) anchor.current = bin;
    const [from, to] = isExtending
      ? [Math.min(anchor.current, bin), Math.max(anchor.current, bin)]
      : [bin, bin];
    onFilter({ ...filter, confidence: isOnly ? null : { from: edge(from), to: edge(to + 1) } });
  };
  return (
    <section aria-labelledby={titleId} data-testid="confidence-panel" className="min-w-0">
      <PanelTitle
        id={titleId}
        title="By confidence"
        explanation={
          <p>
            Posts by the probability that the model gives to the class it chose, in steps of 0.05. All filters
            count but the one by confidence. Click to see one step alone; with Shift the range reaches to the
            step that is clicked.
          </p>
        }
      >
        <SaveMenu name="by-confidence" words={null} chart={confidenceChart(bins)} />
      </PanelTitle>
      <ol className="flex h-28 items-stretch gap-px">
        {bins.map((posts, bin) => (
          <li key={edge(bin)} className="min-w-0 flex-1">
            <button
              type="button"
              data-testid="confidence-bin"
              data-posts={posts}
              aria-pressed={isChosen(bin)}
              aria-label={`Confidence ${edge(bin).toFixed(2)} to ${edge(bin + 1).toFixed(2)}: ${formatCounted(posts, 'post')}`}
              title={`${edge(bin).toFixed(2)} to ${edge(bin + 1).toFixed(2)}: ${formatCounted(posts, 'post')}`}
              className="group flex size-full flex-col justify-end rounded-xs hover:bg-sunken aria-pressed:bg-accent-soft"
              onClick={(event) => choose(bin, event.shiftKey)}
            >
              <span
                className="block w-full bg-ink-faint group-aria-pressed:bg-accent"
                style={{ height: posts === 0 ? 0 : `max(2px, ${(100 * posts) / most}%)` }}
              />
            </button>
          </li>
        ))}
      </ol>
      <div aria-hidden="true" className="flex justify-between text-ink-faint text-xs">
        <span>{edge(0).toFixed(2)}</span>
        <span>{edge(bins.length / 2).toFixed(2)}</span>
        <span>{edge(bins.length).toFixed(2)}</span>
      </div>
    </section>
  );
});

function edge(bin: number): number {
  return (STEP_PERCENT * bin) / 100;
}
