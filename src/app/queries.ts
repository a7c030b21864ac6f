import type { Explanation } from '../core/reasons/explain.ts';
import type { Amplification, Duplicates } from '../services/analytics/amplification-types.ts';
import type { Breakdown, CompareBy, Comparison } from '../services/analytics/group-types.ts';
import type { Topics } from '../services/analytics/topic-types.ts';
import type {
  AnalyticsService,
  IssuePage,
  PostFilter,
  PostPage,
  PostSort,
  SpikeDetail,
  Spikes,
  Summary,
  TopOrder,
  TopPosts,
  Trend,
  Why,
  WhyAgainst,
} from '../services/analytics/types.ts';
import type { TextAnalysis } from '../services/inference/types.ts';
import { datasetModel } from './dataset-model.ts';
import { createExplanations } from './explanations.ts';
import type { AppDependencies } from './ports.ts';
import type { AppStore } from './state.ts';

/** What views ask. Each answer is about the dataset that is open. */
export interface Queries {
  summary(filter: PostFilter): Promise<Summary>;
  trend(filter: PostFilter, size: Parameters<AnalyticsService['trend']>[1]['size']): Promise<Trend>;
  /** Events among the posts of a filter, whose class and time are left aside. */
  spikes(filter: PostFilter): Promise<Spikes>;
  spikeDetails(filter: PostFilter): Promise<SpikeDetail[]>;
  /** Terms that distinguish the posts of a filter; until the words of the dataset are read, how far that is. */
  why(filter: PostFilter, against: WhyAgainst, limit: number): Promise<Why>;
  /** Posts by column, hour of the week and confidence. */
  breakdown(filter: PostFilter, limit: number): Promise<Breakdown>;
  /** What the posts of a filter are about; until the topics are found, how far that is. */
  topics(filter: PostFilter): Promise<Topics>;
  /** Values of a column, or two periods, side by side. */
  compare(filter: PostFilter, by: CompareBy, limit: number): Promise<Comparison>;
  topPosts(filter: PostFilter, order: TopOrder, limit: number): Promise<TopPosts>;
  /** How often the same is said, and by whom; until the texts are read, how far that is. */
  amplification(filter: PostFilter, limit: number): Promise<Amplification>;
  /** The other posts of the file that say the same as a row. */
  duplicatesOf(row: number, limit: number): Promise<Duplicates>;
  /** How much of the texts was read in search of repeats, 0..1. */
  duplicatesShare(): Promise<number>;
  page(filter: PostFilter, sort: PostSort, offset: number, limit: number): Promise<PostPage>;
  /** The whole text of the post with this 0-based row. */
  text(row: number): Promise<string>;
  issues(offset: number, limit: number): Promise<IssuePage>;
  exportIssues(): Promise<Blob>;
  /** Every row of the file, or the posts of a filter. */
  exportCsv(filter: PostFilter | null): Promise<Blob>;
  /** Scores one text; it is not kept. */
  analyse(text: string): Promise<TextAnalysis>;
  /** What each word of a text adds to its score; the text is not kept. */
  explain(text: string): Promise<Explanation>;
}

export function createQueries(store: AppStore, { analytics, inference }: AppDependencies): Queries {
  return {
    summary: (filter) => analytics.summary(filter, datasetModel(store.getState())?.unsure?.below ?? null),
    trend: (filter, size) => analytics.trend(filter, { size, zone: store.getState().zone }),
    spikes: (filter) => analytics.spikes(filter, store.getState().zone),
    spikeDetails: (filter) => analytics.spikeDetails(filter, store.getState().zone),
    why: (filter, against, limit) => analytics.why(filter, against, limit),
    breakdown: (filter, limit) => analytics.breakdown(filter, { limit, zone: store.getState().zone }),
    topics: (filter) => analytics.topics(filter, store.getState().zone),
    compare: (filter, by, limit) => analytics.compare(filter, { by, limit, zone: store.getState().zone }),
    topPosts: (filter, order, limit) => analytics.topPosts(filter, order, limit),
    amplification: (filter, limit) => analytics.amplification(filter, limit),
    duplicatesOf: (row, limit) => analytics.duplicatesOf(row, limit),
    duplicatesShare: () => analytics.duplicatesShare(),
    page: (filter, sort, offset, limit) => analytics.page(filter, sort, offset, limit),
    issues: (offset, limit) => analytics.issues(offset, limit),
    exportIssues: () => analytics.exportIssues(),
    exportCsv: (filter) => analytics.exportCsv(filter),
    text: (row) => analytics.text(row),
    analyse: (text) => inference.first().analyse(text),
    explain: createExplanations((text) => inference.first().explain(text)),
  };
}
