/** Where a bucket stands in the day and in the week, in the zone of the person who reads. */
export interface Season {
  /** 0..23; null where a bucket is a whole day. */
  readonly hour: number | null;
  /** 0..6, Monday first. */
  readonly weekday: number;
}

/** What a bucket was expected to hold, and how far it is from that. */
export interface Deviation {
  /** Expected count. */
  readonly expected: number;
  /** Standard scores above (or below) what is usual. */
  readonly strength: number;
}

export interface CountBaselineOptions {
  /** Buckets after which half of an old level is forgotten. */
  readonly levelHalfLife: number;
  /** Whether buckets are so short, and so many, that hours and weekdays differ. */
  readonly isSeasonal: boolean;
}

/** A running idea of how many posts a bucket holds. Sees each bucket once, in order; what came later never matters. */
export interface CountBaseline {
  /** How far `count` is from what the buckets before it let expect; then learns from it. */
  push(count: number, season: Season): Deviation;
}

// What is far out teaches as much as what is this many standard scores out: a spike must not become the usual.
const CLIP = 2;
const SEASON_GAIN = 0.15;
const SCALE_HALF_LIFE = 96;
// E|z| of a standard normal variable, inverted.
const MEAN_DEVIATION_TO_SIGMA = Math.sqrt(Math.PI / 2);

/**
 * Counts as a level times a factor for the hour and one for the weekday, learnt step by step in logarithms with
 * clipped steps (robust stochastic approximation, Robbins and Monro 1951; Huber 1964). The score is that of Anscombe's
 * square roots, which have variance one for Poisson counts whatever their mean (Anscombe 1948), divided by a running
 * scale, since posts come in bursts and vary more than that.
 */
export function createCountBaseline({ levelHalfLife, isSeasonal }: CountBaselineOptions): CountBaseline {
  const hours = new Float64Array(24);
  const weekdays = new Float64Array(7);
  const levelGain = 1 - 0.5 ** (1 / levelHalfLife);
  const scaleGain = 1 - 0.5 ** (1 / SCALE_HALF_LIFE);
  let level = 0;
  let scale = 1;
  let seen = 0;

  return {
    push(count, { hour, weekday }) {
      if (seen === 0) level = Math.log(count + 0.5);
      const ofHour = hour === null ? 0 : hours[hour]!;
      const seasonal = isSeasonal ? ofHour + weekdays[weekday]! : 0;
      const expected = Math.max(0, Math.exp(level + seasonal) - 0.5);
      const raw = 2 * (Math.sqrt(count + 0.375) - Math.sqrt(expected + 0.375));
      const strength = raw / scale;
      // In logarithms a standard score is about scale / sqrt(expected).
      const step = scale / Math.sqrt(expected + 0.5);
      const ratio = Math.log((count + 0.5) / (expected + 0.5));
      const clipped = Math.max(-CLIP * step, Math.min(CLIP * step, ratio));
      // At first a plain mean: the first bucket is no better than the second.
      level += Math.max(levelGain, 1 / (seen + 2)) * clipped;
      if (isSeasonal) {
        if (hour !== null) hours[hour]! += SEASON_GAIN * clipped;
        weekdays[weekday]! += (hour === null ? SEASON_GAIN : SEASON_GAIN / 6) * clipped;
      }
      const deviation = Math.min(Math.abs(raw), (CLIP + 1) * scale) * MEAN_DEVIATION_TO_SIGMA;
      scale = Math.max(1, scale + Math.max(scaleGain, 1 / (seen + 8)) * (deviation - scale));
      seen++;
      return { expected, strength };
    },
  };
}

/** A running idea of how large a share of the posts is of one kind. */
export interface ShareBaseline {
  /** How far `part` of `whole` is from the usual share; then learns from it. `expected` is the share, 0..1. */
  push(part: number, whole: number): Deviation;
}

// What a share is taken to be before anything is known, as so many posts.
const PRIOR_POSTS = 20;

/**
 * The share of one class among the posts, exponentially weighted by posts and clipped as counts are. The score is that
 * of a binomial share around the usual one, both uncertain, divided by a running scale of at least one.
 */
export function createShareBaseline(halfLifePosts: number, prior: number): ShareBaseline {
  const scaleGain = 1 - 0.5 ** (1 / SCALE_HALF_LIFE);
  let share = prior;
  let weight = PRIOR_POSTS;
  let scale = 1;
  let seen = 0;
  return {
    push(part, whole) {
      const expected = share;
      if (whole === 0) return { expected, strength: 0 };
      const sigma = Math.sqrt(expected * (1 - expected) * (1 / whole + 1 / weight)) + 1e-9;
      const raw = (part / whole - expected) / sigma;
      const strength = raw / scale;
      const clipped = Math.max(-CLIP * scale, Math.min(CLIP * scale, raw)) * sigma;
      const kept = weight * 0.5 ** (whole / halfLifePosts);
      weight = kept + whole;
      share = Math.max(0.005, Math.min(0.995, expected + (whole / weight) * clipped));
      const deviation = Math.min(Math.abs(raw), (CLIP + 1) * scale) * MEAN_DEVIATION_TO_SIGMA;
      scale = Math.max(1, scale + Math.max(scaleGain, 1 / (seen + 8)) * (deviation - scale));
      seen++;
      return { expected, strength };
    },
  };
}
