import type { Queries } from '../../app/queries.ts';
import type {
  Comparison,
  PostFilter,
  SpikeDetail,
  Spikes,
  Summary,
  TopicTable,
  TopPosts,
  Trend,
  TrendRequest,
  Why,
} from '../../app/types.ts';

const ASK_AGAIN_MS = 300;
// As many as the screen shows.
const TERMS = 12;
const TOP_POSTS = 5;

/** What the views of a dataset were answered, all for one filter. */
export interface ReportAnswers {
  readonly summary: Summary;
  readonly trend: Trend;
  /** The two periods whose net sentiment the totals compare. */
  readonly periods: Comparison;
  readonly spikes: Spikes;
  readonly details: readonly SpikeDetail[];
  readonly why: Extract<Why, { state: 'done' }>;
  readonly topics: TopicTable;
  /** Null unless texts were asked for. */
  readonly top: TopPosts | null;
  /** SHA-256 of the scored CSV that the same filter exports, and its bytes. */
  readonly csvHash: string;
  readonly csvBytes: number;
}

export interface AnswerOptions {
  readonly filter: PostFilter;
  /** Width of the chart's buckets. */
  readonly size: TrendRequest['size'];
  /** False: the CSV has every row of the file. */
  readonly isFiltered: boolean;
  readonly hasTexts: boolean;
  readonly signal: AbortSignal;
  /** Says what is being done. */
  readonly onStep: (words: string) => void;
}

/** Asks the queries that the screen asks. Throws `AbortError` when the signal says so. */
export async function reportAnswers(queries: Queries, options: AnswerOptions): Promise<ReportAnswers> {
  const { filter, size, isFiltered, hasTexts, signal, onStep } = options;
  onStep('Counting posts');
  const [summary, trend, periods, spikes, top] = await Promise.all([
    queries.summary(filter),
    queries.trend(filter, size),
    queries.compare({ ...filter, sentiments: null }, 'period', 0),
    queries.spikes(filter),
    hasTexts ? queries.topPosts(filter, 'confidence', TOP_POSTS) : null,
  ]);
  const why = await whenRead(options, 'Reading words', () => queries.why(filter, 'rest', TERMS));
  const topics = await whenRead(options, 'Finding topics', () => queries.topics(filter));
  const details = await queries.spikeDetails(filter);
  signal.throwIfAborted();
  onStep('Hashing the scored data');
  const bytes = await (await queries.exportCsv(isFiltered ? filter : null)).arrayBuffer();
  const csvHash = await sha256(bytes);
  signal.throwIfAborted();
  return { summary, trend, periods, spikes, details, why, topics, top, csvHash, csvBytes: bytes.byteLength };
}

/** Words are read from the store when they are first asked for: seconds for a large dataset. */
async function whenRead<T extends { readonly state: 'reading' | 'done' }>(
  { signal, onStep }: AnswerOptions,
  words: string,
  ask: () => Promise<T>,
): Promise<Extract<T, { state: 'done' }>> {
  for (;;) {
    const answer = await ask();
    signal.throwIfAborted();
    if (answer.state === 'done') return answer as Extract<T, { state: 'done' }>;
    const { share } = answer as Extract<T, { state: 'reading' }> & { readonly share: number };
    onStep(`${words}: ${Math.floor(100 * share)} %`);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** SHA-256 as 64 hexadecimal digits (FIPS 180-4). */
async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
