import type { Route } from '../../app/route.ts';
import type { PostFilter, Summary } from '../../app/types.ts';

export type DatasetRoute = Extract<Route, { name: 'dataset' }>;

/** Totals, and the filter they are about: for a moment after a change that is the filter before. */
export type AnsweredSummary = Summary & { readonly filter: PostFilter };

/** What each view of a dataset is given. */
export interface DatasetViewProps {
  readonly route: DatasetRoute;
  /** Changes whenever the dataset's rows or scores do; part of every query's key. */
  readonly revisionKey: string;
  /** Totals of the posts that pass the filter; null until they are first known. */
  readonly summary: AnsweredSummary | null;
  /** `summary` is about the filter and the rows as they are now. */
  readonly isSummaryCurrent: boolean;
}
