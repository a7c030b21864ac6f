import { useCallback } from 'react';
import type { CompareBy, PostFilter } from '../../app/types.ts';
import { useActions, useAppState, useQueries } from '../app-context.tsx';
import { Choice } from '../controls/Choice.tsx';
import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { hasValue, PART_OF, withValueClicked } from '../dataset/filters.ts';
import { PanelTitle } from '../facets/PanelTitle.tsx';
import { compareTable, smallTrends } from '../save/compare-charts.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { useEmptyWords } from '../use-empty-words.ts';
import { useHasOtherLanguages } from '../use-has-other-languages.ts';
import { useLiveQuery, useSame } from '../use-live-query.ts';
import { ChangeSummary } from './ChangeSummary.tsx';
import { CompareTable } from './CompareTable.tsx';
import { LEAST_POSTS, SmallTrend, sharedAxes } from './SmallTrend.tsx';
import { SmallTrendsTable } from './SmallTrendsTable.tsx';
import { type SegmentView, toViews } from './segment-view.ts';

// More small charts than this cannot be told apart.
const VALUES_SHOWN = 8;

const LABELS: Readonly<Record<CompareBy, string>> = {
  brand: 'Brands',
  platform: 'Platforms',
  author: 'Authors',
  file: 'Files',
  language: 'Languages',
  period: 'Two periods',
};
const HEADINGS: Readonly<Record<CompareBy, string>> = {
  brand: 'Brand',
  platform: 'Platform',
  author: 'Author',
  file: 'File',
  language: 'Language',
  period: 'Period',
};

const MOST_POSTS = { key: 'posts', descending: true } as const;

/** Brands, platforms, authors, languages or two periods side by side, and what the change between the periods is made of. */
export function CompareView({ route, revisionKey }: DatasetViewProps) {
  const queries = useQueries();
  const { navigate } = useActions();
  const zone = useAppState((state) => state.zone);
  const options = useCompareOptions();
  const { filter, look } = route;
  const by = options.find((value) => value === look.compareBy) ?? options[0] ?? 'period';
  const emptyWords = useEmptyWords(filter);
  const answer = useLiveQuery(`${revisionKey} ${by} ${zone} ${JSON.stringify(filter)}`, () =>
    queries.compare(filter, by, VALUES_SHOWN),
  );
  const comparison = useSame(answer.data);
  const setFilter = useCallback(
    (next: PostFilter) => navigate({ ...route, filter: next }),
    [navigate, route],
  );
  const part = comparison && comparison.by !== 'period' ? PART_OF[comparison.by] : null;
  const views = comparison ? toViews(comparison) : [];
  const axes = sharedAxes(views);
  const choose = (view: SegmentView, isAdding: boolean): void => {
    if (part) setFilter(withValueClicked(filter, part, view.name, isAdding));
  };
  const isEmpty = comparison !== null && views.every(({ posts }) => posts === 0);

  return (
    <div data-testid="view-compare" data-current={answer.isCurrent} className="flex flex-col gap-6 px-4 py-4">
      <section aria-labelledby="compare-title" className="flex flex-col gap-4">
        <PanelTitle id="compare-title" title="Compare" explanation={<Explanation />}>
          <Choice
            label="What is compared"
            testId="compare-by"
            value={by}
            options={options.map((value) => ({ value, label: LABELS[value] }))}
            onChange={(value) => navigate({ ...route, look: { ...look, compareBy: value as CompareBy } })}
          />
          {!isEmpty && <SaveMenu name="compare" words={null} chart={compareTable(views, HEADINGS[by])} />}
        </PanelTitle>
        {answer.error !== null && <p className="text-negative-ink">{answer.error}</p>}
        {isEmpty && <p className="text-ink-soft">{emptyWords}</p>}
        {comparison && !isEmpty && (
          <>
            <ChangeSummary comparison={comparison} />
            <CompareTable
              key={comparison.by}
              firstSort={comparison.by === 'period' ? null : MOST_POSTS}
              views={views}
              heading={HEADINGS[comparison.by]}
              hasChange={comparison.by !== 'period' && comparison.periods !== null}
              isChosen={(view) => part !== null && view.value !== null && hasValue(filter, part, view.value)}
              onChoose={part ? choose : null}
            />
          </>
        )}
      </section>
      {comparison?.size && !isEmpty && (
        <section aria-labelledby="compare-trends">
          <div className="mb-1 flex items-center gap-2">
            <h2 id="compare-trends" className="mr-auto font-semibold text-base">
              Net sentiment over time
            </h2>
            <SaveMenu name="compare-trends" words={null} chart={smallTrends(views, axes, comparison.size)} />
          </div>
          <p className="mb-3 text-ink-faint text-xs">
            All on the same axes, in points; the line in the middle is 0. Band: 95 % interval. Buckets of
            fewer than {LEAST_POSTS} posts are left out.
          </p>
          <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
            {views.map((view) => (
              <SmallTrend key={view.name} view={view} axes={axes} size={comparison.size} />
            ))}
          </div>
          <SmallTrendsTable views={views} size={comparison.size} />
        </section>
      )}
    </div>
  );
}

function Explanation() {
  return (
    <p>
      Posts that pass every filter but the one by what is compared. Shares of voice are of these posts; net
      sentiment and its change leave a filter by class aside. The change is between the selected time and as
      much time before it, or between the halves of the span where no time is selected.
    </p>
  );
}

/** What the open file can be compared by. */
function useCompareOptions(): readonly CompareBy[] {
  const roles = useAppState(
    (state) => state.datasets?.find(({ id }) => id === state.opened?.datasetId)?.mapping.roles,
  );
  const columns: CompareBy[] = (['brand', 'platform', 'author', 'file'] as const).filter((role) =>
    roles?.includes(role),
  );
  if (useHasOtherLanguages()) columns.push('language');
  return roles?.includes('time') ? [...columns, 'period'] : columns;
}
