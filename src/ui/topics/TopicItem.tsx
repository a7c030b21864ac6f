import type { ReactNode } from 'react';
import type { TopicTable } from '../../app/types.ts';
import { ChangeWords } from '../compare/ChangeWords.tsx';
import { Explained } from '../controls/Explained.tsx';
import { ShareBar } from '../facets/ShareBar.tsx';
import { formatCount, formatCounted, formatPoints, formatShare } from '../format.ts';
import { SearchIcon } from '../icons.tsx';
import { TopicTrend } from './TopicTrend.tsx';
import type { TopicView } from './topic-view.ts';

interface TopicItemProps {
  readonly view: TopicView;
  readonly table: TopicTable;
  /** Posts of the fullest bucket of any topic. */
  readonly most: number;
  readonly isChosen: boolean;
  readonly onChoose: (isAdding: boolean) => void;
  readonly onTerm: (term: string) => void;
}

/** Columns of a row from a wide screen on; the captions above the list have the same. */
export const TOPIC_COLUMNS =
  'lg:grid-cols-[minmax(12rem,1fr)_6.5rem_6rem_8.5rem_8.5rem_minmax(10rem,16rem)] lg:gap-x-6';

/** One topic: a click anywhere but on a figure or a term shows its posts alone. */
export function TopicItem({ view, table, most, isChosen, onChoose, onTerm }: TopicItemProps) {
  const { key, terms, posts, share, counts, net, change, before, after, trend } = view;
  return (
    <li
      className={`relative grid grid-cols-2 items-center gap-x-4 gap-y-1.5 border-line border-b px-2 py-2 hover:bg-raised ${TOPIC_COLUMNS} ${isChosen ? 'bg-accent-soft' : ''}`}
    >
      <div className="col-span-2 min-w-0 lg:col-span-1">
        <div className="flex items-center gap-1.5">
          <button
            type="button"
            data-testid="topic-item"
            data-topic={key}
            data-posts={posts}
            aria-pressed={isChosen}
            aria-label={`Topic ${terms.join(', ')}: ${formatCounted(posts, 'post')}, net sentiment ${formatPoints(net.value)}`}
            title={`Show only posts on ${key}`}
            className="min-w-0 truncate text-left font-semibold after:absolute after:inset-0"
            onClick={(event) => onChoose(event.ctrlKey || event.metaKey || event.shiftKey)}
          >
            {isChosen && <span aria-hidden="true">✓ </span>}
            {key}
          </button>
          <TermButton term={key} onTerm={onTerm}>
            <SearchIcon />
          </TermButton>
        </div>
        <OtherTerms terms={terms} onTerm={onTerm} />
      </div>
      <p className="lg:text-right">
        {formatCount(posts)} <span className="text-ink-soft text-xs">{formatShare(share)}</span>
      </p>
      <div className="max-lg:order-last max-lg:col-span-2">
        <ShareBar counts={counts} />
      </div>
      <div className="whitespace-nowrap text-right">
        <Net view={view} />
      </div>
      <div className="max-lg:hidden whitespace-nowrap text-right">
        {table.periods && (
          <span className="relative z-10">
            <ChangeWords label={`Change of ${key}`} change={change} before={before} after={after} />
          </span>
        )}
      </div>
      <div className="max-lg:order-last max-lg:col-span-2">
        {trend.length > 0 && <TopicTrend name={key} trend={trend} table={table} most={most} />}
      </div>
      {Number.isNaN(net.value) && <span className="sr-only">no posts with these filters</span>}
    </li>
  );
}

/** The terms of a topic but the first. */
function OtherTerms({
  terms,
  onTerm,
}: Pick<TopicItemProps, 'onTerm'> & { readonly terms: readonly string[] }) {
  return (
    <ul
      aria-label="Search for its other terms"
      className="flex min-w-0 flex-wrap gap-x-2.5 text-ink-soft text-xs"
    >
      {terms.slice(1).map((term) => (
        <li key={term} className="min-w-0">
          <TermButton term={term} onTerm={onTerm}>
            {term}
          </TermButton>
        </li>
      ))}
    </ul>
  );
}

interface TermButtonProps extends Pick<TopicItemProps, 'onTerm'> {
  readonly term: string;
  readonly children: ReactNode;
}

function TermButton({ term, onTerm, children }: TermButtonProps) {
  return (
    <button
      type="button"
      data-testid="topic-term"
      data-term={term}
      aria-label={`Search for ${term}`}
      title={`Search for ${term}`}
      className="relative z-10 block max-w-full shrink-0 truncate rounded text-ink-faint underline-offset-4 hover:text-ink hover:underline"
      onClick={() => onTerm(term)}
    >
      {children}
    </button>
  );
}

function Net({ view: { key, net, counts } }: { readonly view: TopicView }) {
  if (Number.isNaN(net.value)) return <span className="text-ink-faint">–</span>;
  return (
    <Explained
      label={`Net sentiment of ${key}`}
      className="relative z-10"
      explanation={
        <p>
          {formatCount(counts[2])} positive less {formatCount(counts[0])} negative of{' '}
          {formatCounted(counts[0] + counts[1] + counts[2], 'post')}, in points, with the 95 % interval of a
          sample of this size (Agresti and Min 2005). A filter by class is left aside.
        </p>
      }
    >
      {formatPoints(net.value)}
      <span className="ml-1.5 text-ink-soft text-xs">
        {formatPoints(net.low)} to {formatPoints(net.high)}
      </span>
    </Explained>
  );
}
