import type { ClassCounts } from '../../core/trend/fold.ts';
import type { PostRow } from './types.ts';

/** Texts are being read in search of repeats; `share` of them are, 0..1. */
export interface DuplicatesReading {
  readonly state: 'reading';
  readonly share: number;
}

/** Posts that say the same (see `core/duplicates`). */
export interface DuplicateGroup {
  /** The earliest of those that pass the filter. */
  readonly post: PostRow;
  readonly posts: number;
  /** Accounts that posted it; null where the file names none. */
  readonly accounts: number | null;
  /** First and last time, UTC milliseconds; null where none has a date. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
  /** Sum over the posts; null where none has any. */
  readonly engagement: number | null;
  readonly counts: ClassCounts;
}

/** An account with its posts and the sum of their engagement. */
export interface AuthorTotal {
  /** As it is written in the first row that has it. */
  readonly author: string;
  readonly posts: number;
  readonly engagement: number;
}

/** How far posts come from few accounts. Posts without an author are left aside. */
export interface AuthorShares {
  readonly authors: number;
  /** Posts that name an author. */
  readonly posts: number;
  /** The hundredth part of the authors that has most posts, rounded up, and its posts. */
  readonly topPercent: { readonly authors: number; readonly posts: number };
  /** The ten authors with most posts, most first. */
  readonly most: readonly AuthorTotal[];
  /** Sum over all posts that name an author; null where the file has no engagement. */
  readonly engagement: number | null;
  /** Engagement of the posts of the ten authors who have most of it. */
  readonly topEngagement: number;
}

/** Repeats among the posts that pass a filter. A filter by distinct posts is left aside: among those are no repeats. */
export type Amplification =
  | DuplicatesReading
  | {
      readonly state: 'done';
      readonly posts: number;
      /** Posts less those that repeat another one. */
      readonly distinct: number;
      /** Groups of two posts and more. */
      readonly groupCount: number;
      /** Those with most posts, most first. */
      readonly groups: readonly DuplicateGroup[];
      /** Null where the file names no authors. */
      readonly authors: AuthorShares | null;
    };

/** The other posts of a group, the earliest first, those without a date last. */
export type Duplicates =
  | DuplicatesReading
  | {
      readonly state: 'done';
      /** All of them, the post itself not counted. */
      readonly total: number;
      readonly posts: readonly PostRow[];
    };
