import type { Route } from '../../app/route.ts';
import type { Summary } from '../../app/types.ts';

export type DatasetRoute = Extract<Route, { name: 'dataset' }>;

/** What each view of a dataset is given. */
export interface DatasetViewProps {
  readonly route: DatasetRoute;
  /** Changes whenever the dataset's rows or scores do; part of every query's key. */
  readonly revisionKey: string;
  /** Totals of the posts that pass the filter; null until they are first known. */
  readonly summary: Summary | null;
}
