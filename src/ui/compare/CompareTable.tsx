import { type ReactNode, useState } from 'react';
import { Explained } from '../controls/Explained.tsx';
import { ScrollRegion } from '../controls/ScrollRegion.tsx';
import { ShareBar } from '../facets/ShareBar.tsx';
import { formatCount, formatPoints, formatPointsExactly, formatShare } from '../format.ts';
import { SortIcon } from '../icons.tsx';
import { ChangeWords } from './ChangeWords.tsx';
import { type SegmentKey, type SegmentSort, type SegmentView, sortViews, totalOf } from './segment-view.ts';

interface CompareTableProps {
  readonly views: readonly SegmentView[];
  /** What the first column names. */
  readonly heading: string;
  /** The order at first; null leaves the segments as they come. */
  readonly firstSort: SegmentSort | null;
  /** The change between two periods is known, by segment. */
  readonly hasChange: boolean;
  readonly isChosen: (view: SegmentView) => boolean;
  /** Null where a click does nothing. */
  readonly onChoose: ((view: SegmentView, isAdding: boolean) => void) | null;
}

/** The segments as rows; a click on a heading sorts, another turns the order round. */
export function CompareTable({
  views,
  heading,
  firstSort,
  hasChange,
  isChosen,
  onChoose,
}: CompareTableProps) {
  const [sort, setSort] = useState<SegmentSort | null>(firstSort);
  const header = (key: SegmentKey, words: string, isLeft = false) => (
    <Header words={words} isLeft={isLeft} sort={sort} sortKey={key} onSort={setSort} />
  );
  const rows = sort ? sortViews(views, sort) : views;
  return (
    <ScrollRegion label="Comparison" className="overflow-x-auto">
      <table data-testid="compare-table" className="w-full text-right sm:min-w-[46rem]">
        <thead>
          <tr className="border-line border-b text-ink-soft text-xs">
            {header('name', heading, true)}
            {header('posts', 'Posts')}
            <th scope="col" className="whitespace-nowrap px-3 py-1.5 font-medium max-sm:hidden">
              Share of voice
            </th>
            <th scope="col" className="w-32 px-3 py-1.5 text-left font-medium max-sm:hidden">
              Classes
            </th>
            {header('net', 'Net sentiment')}
            {hasChange && header('change', 'Change')}
            {hasChange && header('mix', 'Mix')}
            {hasChange && header('mood', 'Mood')}
          </tr>
        </thead>
        <tbody>
          {rows.map((view) => (
            <tr
              key={view.name}
              data-testid="compare-row"
              data-value={view.name}
              data-posts={view.posts}
              data-mix={view.mix}
              data-mood={view.mood}
              className={`border-line border-b hover:bg-raised ${isChosen(view) ? 'bg-accent-soft' : ''}`}
            >
              <Name view={view} isChosen={isChosen(view)} onChoose={onChoose} />
              <td className="px-3">{formatCount(view.posts)}</td>
              <td className="whitespace-nowrap px-3 max-sm:hidden">{formatShare(view.share)}</td>
              <td className="px-3 max-sm:hidden">
                <ShareBar counts={view.counts} />
              </td>
              <td className="whitespace-nowrap px-3">
                <Net view={view} />
              </td>
              {hasChange && <ChangeCells view={view} />}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface HeaderProps {
  readonly words: string;
  readonly isLeft: boolean;
  readonly sort: SegmentSort | null;
  readonly sortKey: SegmentKey;
  readonly onSort: (sort: SegmentSort) => void;
}

function Header({ words, isLeft, sort, sortKey, onSort }: HeaderProps) {
  const isDescending = sort?.key === sortKey ? sort.descending : null;
  return (
    <th
      scope="col"
      aria-sort={isDescending === null ? 'none' : isDescending ? 'descending' : 'ascending'}
      className={`py-1.5 font-medium ${isLeft ? 'pr-3 text-left' : 'px-3'}`}
    >
      <button
        type="button"
        className="inline-flex items-center gap-1 rounded hover:text-ink"
        onClick={() =>
          onSort({ key: sortKey, descending: isDescending === null ? sortKey !== 'name' : !isDescending })
        }
      >
        {words}
        {isDescending !== null && <SortIcon descending={isDescending} />}
      </button>
    </th>
  );
}

interface NameProps {
  readonly view: SegmentView;
  readonly isChosen: boolean;
  readonly onChoose: CompareTableProps['onChoose'];
}

function Name({ view, isChosen, onChoose }: NameProps) {
  return (
    <th scope="row" className="max-w-32 py-1.5 pr-3 text-left sm:max-w-56 font-normal">
      {onChoose && view.value !== null ? (
        <button
          type="button"
          aria-pressed={isChosen}
          title={`Show only ${view.name}`}
          className="max-w-full truncate rounded underline-offset-4 hover:underline aria-pressed:font-medium"
          onClick={(event) => onChoose(view, event.ctrlKey || event.metaKey || event.shiftKey)}
        >
          {isChosen && <span aria-hidden="true">✓ </span>}
          {view.name}
        </button>
      ) : (
        <span className={view.value === null && onChoose ? 'text-ink-soft' : ''}>{view.name}</span>
      )}
    </th>
  );
}

function Net({ view: { name, net, counts } }: { readonly view: SegmentView }): ReactNode {
  if (Number.isNaN(net.value)) return '–';
  return (
    <Explained
      label={`Net sentiment of ${name}`}
      explanation={
        <p>
          {formatCount(counts[2])} positive less {formatCount(counts[0])} negative of{' '}
          {formatCount(totalOf(counts))} posts, in points, with the 95 % interval of a sample of this size
          (Agresti and Min 2005).
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

function ChangeCells({ view }: { readonly view: SegmentView }) {
  const { name, mix, mood, change, before, after } = view;
  return (
    <>
      <td className="whitespace-nowrap px-3">
        <ChangeWords label={`Change of ${name}`} change={change} before={before} after={after} />
      </td>
      <td className="px-3">
        <Explained
          label={`Mix: ${name}`}
          explanation={
            <p>
              Points of the overall change that came from its share of the posts having grown or shrunk:{' '}
              {formatCount(totalOf(before))} posts before, {formatCount(totalOf(after))} after. A share that
              grows lowers the whole where its posts are worse than the rest.
            </p>
          }
        >
          {formatPointsExactly(mix)}
        </Explained>
      </td>
      <td className="px-3">
        <Explained
          label={`Mood: ${name}`}
          explanation={
            <p>
              Points of the overall change that came from its own posts having become better or worse, weighed
              by its mean share of both periods (Marshall and Edgeworth). Mix and mood of all rows add up to
              the change exactly.
            </p>
          }
        >
          {formatPointsExactly(mood)}
        </Explained>
      </td>
    </>
  );
}
