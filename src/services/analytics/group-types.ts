import { FACETS, type Facet } from '../../core/rows/facets.ts';
import type { BucketSize } from '../../core/trend/buckets.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';

/** Edges of the bins in which confidence is counted: steps of 0.05. */
export const CONFIDENCE_EDGES: readonly number[] = Array.from({ length: 21 }, (_, i) => (5 * i) / 100);

/** Posts of one group. */
export interface GroupCounts {
  /** Those that pass the filter, but for the part of it that is about the same as the group. */
  readonly posts: number;
  /** The same of any class, by class in the order of `SENTIMENTS`. */
  readonly counts: ClassCounts;
}

export interface FacetRow extends GroupCounts {
  /** As it is written in the first row that has it; the name of a language. */
  readonly value: string;
}

/** The values of a column that have most posts, and those that the filter names. */
export interface FacetTable {
  readonly facet: Facet;
  readonly rows: readonly FacetRow[];
  /** Values that are not among the rows, and their posts. */
  readonly others: number;
  readonly otherPosts: number;
}

/** Posts by everything that they can be filtered by with a click; each leaves its own part of the filter aside. */
export interface Breakdown {
  /** Of the columns that the file has. */
  readonly facets: readonly FacetTable[];
  /** By hour of the week: 24 * weekday + hour, Monday 0. */
  readonly hours: { readonly zone: string; readonly cells: readonly GroupCounts[] };
  /** Posts in each of the bins between `CONFIDENCE_EDGES`. */
  readonly confidence: readonly number[];
}

export interface BreakdownRequest {
  /** IANA name of the zone of the hours. */
  readonly zone: string;
  /** Values of a column at most, those that the filter names not counted. */
  readonly limit: number;
}

/** What is put side by side: the values of a column, languages, or two periods. */
export const COMPARE_BY = [...FACETS, 'period'] as const;
export type CompareBy = (typeof COMPARE_BY)[number];

/** One of the things compared. */
export interface Segment extends GroupCounts {
  /** As the file writes it; null for a period, and for all values that are not shown by themselves. */
  readonly value: string | null;
  /** Posts of any class in the two periods. */
  readonly before: ClassCounts;
  readonly after: ClassCounts;
  /** What it added to the change of net sentiment between the periods, -2..2 (see `core/trend/change`). */
  readonly mix: number;
  readonly mood: number;
  /** Posts by bucket, and wall-clock milliseconds at which the buckets start; empty without dates. */
  readonly trend: readonly ClassCounts[];
  readonly starts: readonly number[];
}

/** Segments side by side. */
export interface Comparison {
  readonly by: CompareBy;
  readonly segments: readonly Segment[];
  /** Width of the buckets of all trends; null without dates. */
  readonly size: BucketSize | null;
  /** The selected time and as much before it, or the halves of the span; UTC milliseconds. Null without dates. */
  readonly periods: {
    readonly before: { readonly fromMs: number; readonly toMs: number };
    readonly after: { readonly fromMs: number; readonly toMs: number };
  } | null;
  /** All posts in the two periods. */
  readonly before: ClassCounts;
  readonly after: ClassCounts;
  readonly zone: string;
}

export interface CompareRequest {
  readonly by: CompareBy;
  /** Values at most, those that the filter names not counted. */
  readonly limit: number;
  readonly zone: string;
}
