// The shapes that views draw. Views import them from here, so that they need not know the layers below.

export type { SpikeEvent } from '../core/alert/events.ts';
export type { Spike, SpikeKind } from '../core/alert/spikes.ts';
export type { Contribution, Explanation } from '../core/reasons/explain.ts';
export type { Facet } from '../core/rows/facets.ts';
export type {
  ColumnRole,
  DateOrder,
  FileEncoding,
  FileProblem,
  Mapping,
  RowIssue,
  SourceFormat,
} from '../core/rows/types.ts';
export type { ClassProbabilities, Sentiment } from '../core/scores/types.ts';
export type { Estimate } from '../core/stats/intervals.ts';
export type { BucketSize } from '../core/trend/buckets.ts';
export type { ClassCounts } from '../core/trend/fold.ts';
export type {
  Amplification,
  AuthorShares,
  DuplicateGroup,
  Duplicates,
} from '../services/analytics/amplification-types.ts';
export type {
  Breakdown,
  CompareBy,
  Comparison,
  FacetRow,
  FacetTable,
  GroupCounts,
  Segment,
} from '../services/analytics/group-types.ts';
export type { TopicRow, Topics, TopicTable } from '../services/analytics/topic-types.ts';
export type {
  AccountCount,
  IssuePage,
  PostFilter,
  PostPage,
  PostRow,
  PostSort,
  SortKey,
  SpikeDetail,
  Spikes,
  Summary,
  TopOrder,
  TopPosts,
  Trend,
  TrendRequest,
  Why,
  WhyAgainst,
  WhyTerm,
} from '../services/analytics/types.ts';
export type { BackendName, ModelInfo, TextAnalysis, UnsureBand } from '../services/inference/types.ts';
export type { FilePreview, FormatOverride } from '../services/ingest/types.ts';
export type { DatasetRecord, NoteRecord, RowCounts, ViewRecord } from '../storage/ports.ts';
