import { memo, useId } from 'react';
import type { Facet, FacetRow, FacetTable, PostFilter } from '../../app/types.ts';
import { MODEL_LANGUAGE } from '../../core/rows/languages.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import { hasValue, PART_OF, withValueClicked } from '../dataset/filters.ts';
import { formatCount, formatCounted, formatPoints, formatShare } from '../format.ts';
import { facetChart } from '../save/facet-charts.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { PanelTitle } from './PanelTitle.tsx';
import { ShareBar } from './ShareBar.tsx';

const TITLES: Readonly<Record<Facet, string>> = {
  brand: 'By brand',
  author: 'By author',
  platform: 'By platform',
  file: 'By file',
  language: 'By language',
};

const ABOUT: Readonly<Partial<Record<Facet, string>>> = {
  language: `the language is told by the letters of a post (ELD), and unclear where it is very short or mixed. The model learnt from ${MODEL_LANGUAGE}, and is not reliable on others`,
};

interface FacetPanelProps {
  readonly table: FacetTable;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** The values of a column with most posts; a click on one shows its posts alone. */
export const FacetPanel = memo(function FacetPanel({ table, filter, onFilter }: FacetPanelProps) {
  const titleId = useId();
  const { facet, rows, others, otherPosts } = table;
  const part = PART_OF[facet];
  const most = rows.reduce((max, { posts }) => Math.max(max, posts), 1);
  return (
    <section aria-labelledby={titleId} data-testid={`facet-${facet}`} className="min-w-0">
      <PanelTitle
        id={titleId}
        title={TITLES[facet]}
        explanation={
          <p>
            Posts that pass every filter but the one by {facet};{' '}
            {ABOUT[facet] ?? 'upper and lower case do not count'}. The bar has the shares of negative, neutral
            and positive posts, the last column net sentiment with its 95 % interval; both leave a filter by
            class aside. Click to see one {facet} alone; with Ctrl, Cmd or Shift it is added to those chosen.
          </p>
        }
      >
        <SaveMenu name={`by-${facet}`} words={null} chart={facetChart(table)} />
      </PanelTitle>
      <ol className="border-line border-t">
        {rows.map((row) => (
          <FacetRowButton
            key={row.value}
            row={row}
            most={most}
            isChosen={hasValue(filter, part, row.value)}
            onClick={(isAdding) => onFilter(withValueClicked(filter, part, row.value, isAdding))}
          />
        ))}
      </ol>
      <p className="mt-1 text-ink-faint text-xs">
        {rows.length === 0
          ? `No post with these filters names a ${facet}.`
          : others > 0 && `${formatCounted(others, `other ${facet}`)}: ${formatCounted(otherPosts, 'post')}`}
      </p>
    </section>
  );
});

interface FacetRowButtonProps {
  readonly row: FacetRow;
  /** Posts of the largest row. */
  readonly most: number;
  readonly isChosen: boolean;
  readonly onClick: (isAdding: boolean) => void;
}

function FacetRowButton({ row: { value, posts, counts }, most, isChosen, onClick }: FacetRowButtonProps) {
  const total = counts[0] + counts[1] + counts[2];
  const net = netSentiment(counts[0], counts[2], total);
  return (
    <li className="border-line border-b">
      <button
        type="button"
        data-testid="facet-row"
        data-value={value}
        data-posts={posts}
        aria-pressed={isChosen}
        aria-label={`${value}: ${formatCounted(posts, 'post')}, net sentiment ${formatPoints(net.value)}`}
        title={`${value}: ${formatShare(counts[0] / total)} negative, ${formatShare(counts[1] / total)} neutral, ${formatShare(counts[2] / total)} positive`}
        className="relative grid w-full grid-cols-[minmax(0,1fr)_4rem_5rem_2.5rem] items-center gap-3 px-2 py-1.5 text-left hover:bg-raised aria-pressed:bg-accent-soft sm:grid-cols-[minmax(0,1fr)_4rem_6rem_7.5rem]"
        onClick={(event) => onClick(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 border-line-strong border-b-2"
          style={{ width: `${(40 * posts) / most}%` }}
        />
        <span className={`truncate ${isChosen ? 'font-medium' : ''}`}>
          {isChosen && <span aria-hidden="true">✓ </span>}
          {value}
        </span>
        <span className="text-right">{formatCount(posts)}</span>
        <ShareBar counts={counts} />
        <span className="whitespace-nowrap text-right">
          {formatPoints(net.value)}
          {total > 0 && (
            <span className="ml-1.5 hidden text-ink-soft text-xs sm:inline">
              {formatPoints(net.low)} to {formatPoints(net.high)}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
