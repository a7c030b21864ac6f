import { useAppState, useQueries } from '../app-context.tsx';
import { CompareView } from '../compare/CompareView.tsx';
import { LedgerView } from '../ledger/LedgerView.tsx';
import { OverviewView } from '../overview/OverviewView.tsx';
import { PostsView } from '../posts/PostsView.tsx';
import { useUnsureBand } from '../scores/Unsure.tsx';
import { TopicsView } from '../topics/TopicsView.tsx';
import { useLiveQuery } from '../use-live-query.ts';
import { DatasetBar } from './DatasetBar.tsx';
import type { DatasetRoute, DatasetViewProps } from './dataset-view.ts';

/** The views of one dataset under their common bar of search, filters and export. */
export function DatasetPage({ route }: { readonly route: DatasetRoute }) {
  const opened = useAppState((state) => state.opened);
  if (opened?.datasetId !== route.datasetId)
    return <p className="p-8 text-ink-soft">Opening the dataset. Its numbers are read from this device.</p>;
  return <OpenedDataset route={route} revisionKey={`${opened.datasetId}#${opened.revision}`} />;
}

function OpenedDataset({ route, revisionKey }: Pick<DatasetViewProps, 'route' | 'revisionKey'>) {
  const queries = useQueries();
  const { filter, view } = route;
  const unsureBelow = useUnsureBand()?.below ?? null;
  const summary = useLiveQuery(`${revisionKey} ${unsureBelow} ${JSON.stringify(filter)}`, async () => ({
    ...(await queries.summary(filter)),
    filter,
  }));
  const props = { route, revisionKey, summary: summary.data, isSummaryCurrent: summary.isCurrent };
  return (
    <div className="flex min-h-full flex-col">
      <DatasetBar {...props} />
      {view === 'overview' && <OverviewView {...props} />}
      {view === 'topics' && <TopicsView {...props} />}
      {view === 'compare' && <CompareView {...props} />}
      {view === 'posts' && <PostsView {...props} />}
      {view === 'ledger' && <LedgerView {...props} />}
    </div>
  );
}
