import type { Sentiment } from '../scores/types.ts';
import type { Estimate } from '../stats/intervals.ts';

/** A name and what it is. */
export interface ReportFact {
  readonly label: string;
  readonly value: string;
  /** A hash or a version: written in a fixed width, broken anywhere. */
  readonly isCode?: boolean;
}

/** A table whose first column names the row. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** From which column on cells are figures, and stand on the right. */
  readonly figuresFrom: number;
}

/** One class: its figures as they are, and in words. */
export interface ReportClass {
  readonly sentiment: Sentiment;
  readonly mark: string;
  readonly count: number;
  readonly share: string;
  readonly words: string;
}

/** A heading, and under it paragraphs or a table. */
export interface ReportSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly ReportTable[];
}

/** A post whose text was asked for. */
export interface ReportPost {
  readonly text: string;
  readonly about: string;
}

export interface ReportPosts {
  readonly title: string;
  readonly posts: readonly ReportPost[];
}

/** All that a report says; the words are made by the caller, in the person's own notation. */
export interface Report {
  /** Language of the words, as HTML names it. */
  readonly language: string;
  readonly title: string;
  /** Two lines under the title: span and zone; when and by what it was made. */
  readonly subtitle: string;
  readonly made: string;
  /** The filters in force, one a line; empty where there is none. */
  readonly filters: readonly string[];
  /** What the file holds and how many posts are counted. */
  readonly facts: readonly ReportFact[];
  readonly net: {
    readonly estimate: Estimate;
    readonly words: string;
    readonly interval: string;
    /** What the intervals of all figures cover. */
    readonly note: string;
  };
  /** How net sentiment changed between two periods; null without dates. */
  readonly change: {
    readonly title: string;
    readonly estimate: Estimate;
    readonly words: string;
    readonly interval: string;
  } | null;
  readonly classes: readonly ReportClass[];
  /** Null where there is nothing to draw. */
  readonly chart: { readonly svg: string; readonly label: string; readonly note: string } | null;
  readonly sections: readonly ReportSection[];
  /** Empty unless texts were asked for. */
  readonly posts: readonly ReportPosts[];
  readonly method: readonly string[];
  readonly provenance: readonly ReportFact[];
  /** Figures behind the chart, at the end since it is long. */
  readonly appendix: ReportTable | null;
}
