import type { BucketSize } from '../../core/trend/buckets.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { Comparison, GroupCounts } from './group-types.ts';

/** The words of the dataset are being read; `share` of what is to be done is, 0..1. */
export interface WordsReading {
  readonly state: 'reading';
  readonly share: number;
}

/** A topic with what the selection says of it. */
export interface TopicRow extends GroupCounts {
  /** What a filter names it by. */
  readonly key: string;
  /** Its most characteristic terms, the key first. */
  readonly terms: readonly string[];
  /** Posts of any class in the two periods. */
  readonly before: ClassCounts;
  readonly after: ClassCounts;
  /** Posts of any class by bucket; empty without dates. */
  readonly trend: readonly ClassCounts[];
}

/** The topics of a dataset, counted under every part of a filter but the one by topic. */
export interface TopicTable {
  readonly state: 'done';
  /** Those with most posts first. */
  readonly topics: readonly TopicRow[];
  /** Posts that belong to no topic. */
  readonly none: GroupCounts;
  /** Different texts of the dataset that were looked at, and how many are needed to find topics. */
  readonly texts: number;
  readonly leastTexts: number;
  /** Wall-clock milliseconds at which the buckets start, and their width; null without dates. */
  readonly starts: readonly number[];
  readonly size: BucketSize | null;
  /** The selected time and as much before it, or the halves of the span; null without dates. */
  readonly periods: Comparison['periods'];
  readonly zone: string;
}

export type Topics = WordsReading | TopicTable;
