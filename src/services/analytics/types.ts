import type { SpikeEvent } from '../../core/alert/events.ts';
import type { Facet } from '../../core/rows/facets.ts';
import type { RowIssue } from '../../core/rows/types.ts';
import type { ClassProbabilities, Sentiment } from '../../core/scores/types.ts';
import type { Estimate } from '../../core/stats/intervals.ts';
import type { BucketSize } from '../../core/trend/buckets.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { RowCounts } from '../../storage/ports.ts';
import type { Amplification, Duplicates } from './amplification-types.ts';
import type { Breakdown, BreakdownRequest, CompareRequest, Comparison } from './group-types.ts';
import type { Topics, WordsReading } from './topic-types.ts';

/** Which posts are meant. An empty filter means all scored posts. */
export interface PostFilter {
  /** Classes to keep; null keeps all. */
  readonly sentiments: readonly Sentiment[] | null;
  /** UTC milliseconds, `fromMs <= time < toMs`; null keeps all, undated posts included. */
  readonly time: { readonly fromMs: number; readonly toMs: number } | null;
  /** A search as `core/search/query` reads it; '' keeps all. */
  readonly search: string;
  /** Keys of topics of which a post must have one; null keeps all. A key that no topic has keeps none. */
  readonly topics: readonly string[] | null;
  /** Authors, brands, platforms, files of which a post must have one, case ignored; null keeps all. */
  readonly authors: readonly string[] | null;
  readonly brands: readonly string[] | null;
  readonly platforms: readonly string[] | null;
  readonly files: readonly string[] | null;
  /** Languages by name, as `core/rows/languages` has them, of which a post must be in one; null keeps all. */
  readonly languages: readonly string[] | null;
  /** Hours of the week in a zone, 24 * weekday + hour, Monday 0, of which a post must be in one; null keeps all. */
  readonly hours: { readonly zone: string; readonly cells: readonly number[] } | null;
  /** Probability of the class chosen, `from <= confidence < to`, the end 1 included; null keeps all. */
  readonly confidence: { readonly from: number; readonly to: number } | null;
  /**
   * True: of posts that say the same (`core/duplicates`) the earliest that passes the rest of the filter, its class
   * left aside; so the classes of the posts that are left add up to those left without a filter by class.
   */
  readonly distinct: true | null;
}

/** The filter that keeps every scored post. */
export const NO_FILTER: PostFilter = {
  sentiments: null,
  time: null,
  search: '',
  topics: null,
  authors: null,
  brands: null,
  platforms: null,
  files: null,
  languages: null,
  hours: null,
  confidence: null,
  distinct: null,
};

/** The part of a filter that is about a column. */
export const FILTER_OF = {
  author: 'authors',
  brand: 'brands',
  platform: 'platforms',
  file: 'files',
  language: 'languages',
} as const satisfies Record<Facet, keyof PostFilter>;

/** `probability` is that of the binary head; `negative` and `positive` are those of three classes. */
export const SORT_KEYS = [
  'row',
  'time',
  'author',
  'brand',
  'sentiment',
  'probability',
  'negative',
  'positive',
  'confidence',
  'engagement',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface PostSort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** One post as a table row shows it. */
export interface PostRow {
  /** 0-based place in the file, the header not counted. */
  readonly row: number;
  /** At most 600 characters of the text, with an ellipsis where there is more. */
  readonly text: string;
  readonly author: string | null;
  readonly brand: string | null;
  readonly platform: string | null;
  /** Name of the language that it was found to be in; null where that cannot be told. */
  readonly language: string | null;
  /** UTC milliseconds; null without a readable date. */
  readonly epochMs: number | null;
  readonly engagement: number | null;
  readonly sentiment: Sentiment;
  /** Calibrated P(positive) of the binary head, 0..1. */
  readonly probability: number;
  /** Probability of the class that was chosen, 0..1. */
  readonly confidence: number;
  /** Null where the row was scored by a model of two classes. */
  readonly classes: ClassProbabilities | null;
}

export interface PostPage {
  /** Posts that pass the filter. */
  readonly total: number;
  readonly rows: readonly PostRow[];
}

/**
 * Totals over the posts that pass a filter. What concerns the classes (`byClass`, `net`, and the trend) leaves the
 * filter by class aside: among negative posts alone the share of negative ones says nothing.
 */
export interface Summary {
  readonly counts: RowCounts;
  /** Scored posts that pass the whole filter. */
  readonly selected: number;
  /** Posts of any class that pass the rest of the filter, by class in the order of `SENTIMENTS`. */
  readonly byClass: ClassCounts;
  /** Share positive minus share negative, -1..1, with its 95 % sampling interval. */
  readonly net: Estimate;
  /** Mean probability of the chosen class, 0..1; NaN without posts. */
  readonly meanConfidence: number;
  /** Of the selected posts, those whose confidence is under the bound asked about; null where none was. */
  readonly unsure: number | null;
  /** Of the selected posts, those found to be in another language than the model learnt; null where no post is. */
  readonly foreign: number | null;
  /** Of the posts in `byClass`, those without a readable date. */
  readonly undated: number;
  /** First and last date among the posts in `byClass`, UTC milliseconds. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
}

/** Sentiment and volume along time, or along the file where no post has a date. */
export interface Trend {
  readonly axis: 'time' | 'order';
  /** Bucket width used; null on the order axis, and where there is no post. */
  readonly size: BucketSize | null;
  /** The widths that this span can be shown in. */
  readonly sizes: readonly BucketSize[];
  /** Bucket starts: wall-clock milliseconds of the zone, or the 1-based number of the first post of the bin. */
  readonly starts: readonly number[];
  /** UTC milliseconds at which each bucket starts, and at which the last one ends; empty on the order axis. */
  readonly boundsUtc: readonly number[];
  readonly counts: readonly ClassCounts[];
  /** Dated posts that are too far from the rest to be drawn. */
  readonly outside: number;
  readonly zone: string;
}

export interface TrendRequest {
  readonly size: BucketSize | 'auto';
  /** IANA name of the zone whose days and hours the buckets follow. */
  readonly zone: string;
}

/**
 * How the top posts of a class are chosen: by confidence, by engagement, or by confidence so that no two say the same or
 * are of one author, and each says something else than the ones before.
 */
export const TOP_ORDERS = ['confidence', 'engagement', 'diverse'] as const;
export type TopOrder = (typeof TOP_ORDERS)[number];

export interface TopPosts {
  readonly negative: readonly PostRow[];
  readonly positive: readonly PostRow[];
}

/** Times at which posts became many, or their mood changed, against what was usual for the hour and the day. */
export interface Spikes {
  /** Strongest first. */
  readonly events: readonly SpikeEvent[];
  /** Width of the buckets that were compared, milliseconds; null where there are too few dated posts to compare. */
  readonly bucketMs: number | null;
}

/** An account in an event. */
export interface AccountCount {
  readonly author: string;
  readonly posts: number;
  /** Sum over its posts; 0 where the file has no engagement. */
  readonly engagement: number;
}

/** What is behind one event. */
export interface SpikeDetail {
  readonly startMs: number;
  /** Those whose posts in the event drew most: posts plus engagement, most first. Empty where no post has an author. */
  readonly accounts: readonly AccountCount[];
  /** What its posts say more often than the others, strongest first; null until the words of the dataset are read. */
  readonly terms: readonly string[] | null;
}

/** What a selection is compared with: all other posts, or those before its time that pass the rest of the filter. */
export type WhyAgainst = 'rest' | 'before';

/** A word, phrase, #hashtag, @mention or emoji that some posts have more often than others. */
export interface WhyTerm {
  readonly term: string;
  /** Log-odds in standard errors (see `core/terms/log-odds`). */
  readonly z: number;
  /** Distinct texts with it, of the posts in question and of the others, and their shares of all texts, 0..1. */
  readonly posts: number;
  readonly share: number;
  readonly restPosts: number;
  readonly restShare: number;
}

/**
 * What distinguishes a selection, or, where nothing is selected, negative posts from positive ones (`terms`) and the
 * other way round (`opposite`). A text that was reposted counts once.
 */
export type Why =
  | WordsReading
  | {
      readonly state: 'done';
      readonly compares: 'selection' | 'classes';
      /** Strongest first. */
      readonly terms: readonly WhyTerm[];
      readonly opposite: readonly WhyTerm[];
      /** Distinct texts on either side. */
      readonly texts: number;
      readonly restTexts: number;
    };

export interface IssuePage {
  readonly total: number;
  readonly issues: readonly RowIssue[];
}

/**
 * Answers every question of the views about one dataset; rows never leave it but for those on screen. A question whose
 * filter names topics waits until these are found.
 */
export interface AnalyticsService {
  /** Opens a dataset, or picks up chunks and scores that were added since. Resolves to rows known. */
  sync(datasetId: string): Promise<number>;
  /** `unsureBelow`: posts whose confidence is under it are counted as unsure; null counts none. */
  summary(filter: PostFilter, unsureBelow: number | null): Promise<Summary>;
  trend(filter: PostFilter, request: TrendRequest): Promise<Trend>;
  /**
   * Events among the posts that pass the filter. Class and time of it are left aside: an event is told from what is
   * usual in all of the time. `zone`: IANA name of the zone whose hours and days are compared.
   */
  spikes(filter: PostFilter, zone: string): Promise<Spikes>;
  /** What is behind each of the events that `spikes` gives, in the same order. */
  spikeDetails(filter: PostFilter, zone: string): Promise<SpikeDetail[]>;
  /** At most `limit` terms that distinguish the posts of a filter; reads the words of the dataset when first asked. */
  why(filter: PostFilter, against: WhyAgainst, limit: number): Promise<Why>;
  /** Posts by column, hour of the week and confidence; reads the columns when first asked. */
  breakdown(filter: PostFilter, request: BreakdownRequest): Promise<Breakdown>;
  /** What the posts are about; finds the topics of the dataset when first asked. `zone`: IANA name, of the trends. */
  topics(filter: PostFilter, zone: string): Promise<Topics>;
  /** Brands, platforms, authors, files or two periods side by side. */
  compare(filter: PostFilter, request: CompareRequest): Promise<Comparison>;
  /** The first posts of each class in an order, no text twice. */
  topPosts(filter: PostFilter, order: TopOrder, limit: number): Promise<TopPosts>;
  /** How often the same is said, and by whom; reads the texts when first asked. `limit`: groups at most. */
  amplification(filter: PostFilter, limit: number): Promise<Amplification>;
  /** The other posts of the file that say the same as a row, at most `limit` of them. */
  duplicatesOf(row: number, limit: number): Promise<Duplicates>;
  /** How much of the texts was read in search of repeats, 0..1; 1 where counts of distinct posts need not wait. */
  duplicatesShare(): Promise<number>;
  page(filter: PostFilter, sort: PostSort, offset: number, limit: number): Promise<PostPage>;
  /** The whole text of the post with this 0-based row. */
  text(row: number): Promise<string>;
  /** The ledger: rows refused or scored with a remark, in file order. */
  issues(offset: number, limit: number): Promise<IssuePage>;
  /** The ledger as CSV. */
  exportIssues(): Promise<Blob>;
  /** Input columns, then the scores: every row of the file, or the posts that pass the filter. UTF-8. */
  exportCsv(filter: PostFilter | null): Promise<Blob>;
  /** Share of negative posts of any dataset in `bins` equal steps, NaN for a step without posts; for a card. */
  sparkline(datasetId: string, bins: number): Promise<number[]>;
}
