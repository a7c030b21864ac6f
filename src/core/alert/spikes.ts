import {
  type CountBaseline,
  createCountBaseline,
  createShareBaseline,
  type Season,
  type ShareBaseline,
} from './baseline.ts';

/** Posts of one bucket of time. */
export interface AlertBucket {
  /** UTC milliseconds. */
  readonly startMs: number;
  readonly posts: number;
  readonly negative: number;
  readonly positive: number;
}

/** What rose: all posts, the share of negative or of positive ones, or negative posts in number and share at once. */
export const SPIKE_KINDS = ['crisis', 'volume', 'negative', 'positive'] as const;
export type SpikeKind = (typeof SPIKE_KINDS)[number];

/** One event, however many buckets it lasts. */
export interface Spike {
  readonly kind: SpikeKind;
  /** Width of the buckets in which it was found, milliseconds. */
  readonly bucketMs: number;
  /** UTC milliseconds of the first bucket that stood out, and of the end of the last one. */
  readonly startMs: number;
  readonly endMs: number;
  /** Start of the bucket that stood out most. */
  readonly peakMs: number;
  /** Standard scores above the usual at the peak. */
  readonly strength: number;
  /** Posts of the peak's bucket (of a share: that share, 0..1), and what was expected. */
  readonly observed: number;
  readonly expected: number;
}

export interface SpikeOptions {
  readonly bucketMs: number;
  /** Standard scores from which a bucket stands out. */
  readonly threshold: number;
  /** Buckets below the threshold after which an event is over; what comes sooner is the same event. */
  readonly coolDown: number;
  /** Buckets that only teach. */
  readonly warmUp: number;
  readonly levelHalfLife: number;
  readonly isSeasonal: boolean;
  /** A bucket with fewer posts is no spike of posts, and its shares are none. */
  readonly leastPosts: number;
  readonly seasonOf: (startMs: number) => Season;
}

/** Finds events bucket by bucket, as they come. */
export interface SpikeDetector {
  /** Takes the next bucket, empty ones included; gives the events that it ended. */
  push(bucket: AlertBucket): Spike[];
  /** The events under way, as far as they are known. */
  open(): Spike[];
}

/** How many times the usual a count must at least be: a little more of very much is no event. */
const LEAST_FACTOR = 1.5;
/** How far a share must at least be from the usual one. */
const LEAST_SHIFT = 0.08;
/** Of a crisis, both number and share of negative posts reach this part of the threshold. */
const CRISIS_PART = 0.75;

interface Signal {
  readonly kind: SpikeKind;
  readonly strength: number;
  readonly observed: number;
  readonly expected: number;
}

/** Detects volume spikes, rises of negative or positive shares, and possible crises, each against its own baseline. */
export function createSpikeDetector(options: SpikeOptions): SpikeDetector {
  const volume = createCountBaseline(options);
  const negatives = createCountBaseline(options);
  const shares = new Map<'negative' | 'positive', ShareBaseline>();
  const events = new Map<SpikeKind, Tracker>(SPIKE_KINDS.map((kind) => [kind, createTracker(kind, options)]));
  let seen = 0;
  let posts = 0;

  /** Half of the usual shares is forgotten with as many posts as the level's half-life holds. */
  function shareOf(kind: 'negative' | 'positive'): ShareBaseline {
    const known = shares.get(kind) ?? createShareBaseline(halfLifePosts, 1 / 3);
    shares.set(kind, known);
    return known;
  }
  let halfLifePosts = 1000;

  function signals({ startMs, posts: count, negative, positive }: AlertBucket): Signal[] {
    const season = options.seasonOf(startMs);
    const all = rise(volume, count, season, options.leastPosts);
    const bad = rise(negatives, negative, season, options.leastPosts / 2);
    const worse = shift(shareOf('negative'), negative, count, options.leastPosts);
    const better = shift(shareOf('positive'), positive, count, options.leastPosts);
    const crisis = Math.min(bad.strength, worse.strength) / CRISIS_PART;
    return [
      { kind: 'crisis', ...bad, strength: crisis },
      { kind: 'volume', ...all },
      { kind: 'negative', ...worse },
      { kind: 'positive', ...better },
    ];
  }

  return {
    push(bucket) {
      posts += bucket.posts;
      seen++;
      halfLifePosts = Math.max(200, (posts / seen) * options.levelHalfLife);
      const ended: Spike[] = [];
      for (const signal of signals(bucket)) {
        const spike = events.get(signal.kind)!.push(bucket.startMs, seen > options.warmUp ? signal : null);
        if (spike) ended.push(spike);
      }
      return ended;
    },
    open: () => [...events.values()].flatMap((tracker) => tracker.current() ?? []),
  };
}

type Measured = Omit<Signal, 'kind'>;

function rise(baseline: CountBaseline, count: number, season: Season, leastPosts: number): Measured {
  const { expected, strength } = baseline.push(count, season);
  const counts = count >= leastPosts && count >= LEAST_FACTOR * expected;
  return { strength: counts ? strength : 0, observed: count, expected };
}

function shift(baseline: ShareBaseline, part: number, whole: number, leastPosts: number): Measured {
  const { expected, strength } = baseline.push(part, whole);
  const observed = whole === 0 ? Number.NaN : part / whole;
  const counts = whole >= leastPosts && observed - expected >= LEAST_SHIFT;
  return { strength: counts ? strength : 0, observed, expected };
}

interface Tracker {
  push(startMs: number, signal: Signal | null): Spike | null;
  current(): Spike | null;
}

/** Joins buckets that stand out into events. */
function createTracker(kind: SpikeKind, { threshold, coolDown, bucketMs }: SpikeOptions): Tracker {
  let spike: Spike | null = null;
  let quiet = 0;
  return {
    push(startMs, signal) {
      if (signal && signal.strength >= threshold) {
        const { strength, observed, expected } = signal;
        const isPeak = spike === null || strength > spike.strength;
        const peak = isPeak || spike === null ? { peakMs: startMs, strength, observed, expected } : spike;
        spike = {
          kind,
          bucketMs,
          startMs: spike?.startMs ?? startMs,
          endMs: startMs + bucketMs,
          peakMs: peak.peakMs,
          strength: peak.strength,
          observed: peak.observed,
          expected: peak.expected,
        };
        quiet = 0;
        return null;
      }
      if (spike === null || ++quiet < coolDown) return null;
      const ended = spike;
      spike = null;
      return ended;
    },
    current: () => spike,
  };
}
