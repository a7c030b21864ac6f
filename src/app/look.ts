import { BUCKET_SIZES, type BucketSize } from '../core/trend/buckets.ts';
import { COMPARE_BY, type CompareBy } from '../services/analytics/group-types.ts';

/** What the lines of the trend chart show. */
export const MEASURES = ['net', 'shares'] as const;
export type Measure = (typeof MEASURES)[number];

/** Buckets that a moving average is over; 1 is none. */
export const SMOOTHINGS = [1, 3, 7, 15] as const;
export type Smoothing = (typeof SMOOTHINGS)[number];

/** What the band around a line covers: the chance of the sample and the model's errors, or the first alone. */
export const BANDS = ['model', 'sample'] as const;
export type Band = (typeof BANDS)[number];

/** How the views show the posts that were chosen. It lives in the address, like the filter. */
export interface Look {
  readonly size: BucketSize | 'auto';
  readonly measure: Measure;
  readonly smoothing: Smoothing;
  readonly band: Band;
  /** What Compare sets side by side; null leaves it to the columns that the file has. */
  readonly compareBy: CompareBy | null;
}

/** The look of a dataset that is opened for the first time. */
export const DEFAULT_LOOK: Look = {
  size: 'auto',
  measure: 'net',
  smoothing: 1,
  band: 'model',
  compareBy: null,
};

/** The look that the query of an address names; what it leaves out, or misnames, is as by default. */
export function parseLook(query: URLSearchParams): Look {
  const named = <T extends string | number>(key: string, known: readonly T[]): T | undefined =>
    known.find((value) => String(value) === query.get(key));
  return {
    size: named('bucket', BUCKET_SIZES) ?? DEFAULT_LOOK.size,
    measure: named('show', MEASURES) ?? DEFAULT_LOOK.measure,
    smoothing: named('smooth', SMOOTHINGS) ?? DEFAULT_LOOK.smoothing,
    band: named('band', BANDS) ?? DEFAULT_LOOK.band,
    compareBy: named('by', COMPARE_BY) ?? DEFAULT_LOOK.compareBy,
  };
}

/** Adds to a query what differs from the default; `parseLook` gives the look back. */
export function addLook(query: URLSearchParams, look: Look): void {
  const { size, measure, smoothing, band, compareBy } = look;
  if (size !== DEFAULT_LOOK.size) query.set('bucket', size);
  if (measure !== DEFAULT_LOOK.measure) query.set('show', measure);
  if (smoothing !== DEFAULT_LOOK.smoothing) query.set('smooth', String(smoothing));
  if (band !== DEFAULT_LOOK.band) query.set('band', band);
  if (compareBy !== null) query.set('by', compareBy);
}
