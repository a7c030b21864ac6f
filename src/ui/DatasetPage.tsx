import type { Route } from '../app/route.ts';
import { useAppState } from './app-context.tsx';
import { DatasetBar } from './DatasetBar.tsx';
import { LedgerView } from './ledger/LedgerView.tsx';
import { OverviewView } from './overview/OverviewView.tsx';
import { PostsView } from './posts/PostsView.tsx';

export type DatasetRoute = Extract<Route, { name: 'dataset' }>;

/** Key of everything that is asked about the open dataset: grows as its scores come in. */
export function useRevisionKey(datasetId: string): string | null {
  const opened = useAppState((state) => state.opened);
  return opened?.datasetId === datasetId ? `${datasetId}#${opened.revision}` : null;
}

/** The views of one dataset under their common bar of search, filters and export. */
export function DatasetPage({ route }: { readonly route: DatasetRoute }) {
  const revisionKey = useRevisionKey(route.datasetId);
  if (revisionKey === null)
    return <p className="p-8 text-ink-soft">Opening the dataset. Its numbers are read from this device.</p>;
  const props = { route, revisionKey };
  return (
    <div className="flex min-h-full flex-col">
      <DatasetBar {...props} />
      {route.view === 'overview' && <OverviewView {...props} />}
      {route.view === 'posts' && <PostsView {...props} />}
      {route.view === 'ledger' && <LedgerView {...props} />}
    </div>
  );
}

/** What each view of a dataset is given. */
export interface DatasetViewProps {
  readonly route: DatasetRoute;
  /** Changes whenever the dataset's rows or scores do; part of every query's key. */
  readonly revisionKey: string;
}
