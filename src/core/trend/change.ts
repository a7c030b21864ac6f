/** Posts of one segment (a brand, a platform, an author) in one period. */
export interface SegmentCounts {
  readonly posts: number;
  /** Positive minus negative posts. */
  readonly net: number;
}

/** What one segment added to a change, in the unit of what changed. */
export interface SegmentChange {
  /** From its share of the posts having grown or shrunk, against the overall level. */
  readonly mix: number;
  /** From its own posts having become better or worse. */
  readonly mood: number;
}

/**
 * Splits the change of net sentiment (net / posts, -1..1) between two periods exactly into what each segment's share
 * and each segment's mood added: with shares w and moods m of the periods 0 and 1,
 * mix = (w1 - w0) * ((m0 + m1) / 2 - M), mood = (w0 + w1) / 2 * (m1 - m0), M the mean of both periods' net sentiment
 * (Marshall and Edgeworth's midpoint weights). The parts of all segments add up to the change. A segment without posts in
 * a period takes its mood of the other, so that it adds to the mix alone.
 */
export function splitChange(
  before: readonly SegmentCounts[],
  after: readonly SegmentCounts[],
): SegmentChange[] {
  const [totalBefore, totalAfter] = [totalOf(before), totalOf(after)];
  if (totalBefore.posts === 0 || totalAfter.posts === 0) return before.map(() => ({ mix: 0, mood: 0 }));
  const level = (totalBefore.net / totalBefore.posts + totalAfter.net / totalAfter.posts) / 2;
  return before.map((old, i) => {
    const now = after[i]!;
    if (old.posts + now.posts === 0) return { mix: 0, mood: 0 };
    const [w0, w1] = [old.posts / totalBefore.posts, now.posts / totalAfter.posts];
    const m0 = old.posts > 0 ? old.net / old.posts : now.net / now.posts;
    const m1 = now.posts > 0 ? now.net / now.posts : m0;
    return { mix: (w1 - w0) * ((m0 + m1) / 2 - level), mood: ((w0 + w1) / 2) * (m1 - m0) };
  });
}

/** What a change of the balance, positive minus negative posts, is made of, in posts. */
export interface BalanceChange {
  /** From there being more or fewer posts, at the mean mood of both periods. */
  readonly volume: number;
  /** From mix and from mood, at the mean number of posts. */
  readonly mix: number;
  readonly mood: number;
}

/**
 * Splits the change of the balance exactly: it is posts times net sentiment, so that
 * `n1 s1 - n0 s0 = (n1 - n0) (s0 + s1) / 2 + (n0 + n1) / 2 (s1 - s0)`, and `s1 - s0` is `mix + mood` of all segments
 * (`splitChange`). Nothing where a period has no posts.
 */
export function splitBalance(
  before: SegmentCounts,
  after: SegmentCounts,
  { mix, mood }: SegmentChange,
): BalanceChange | null {
  if (before.posts === 0 || after.posts === 0) return null;
  const meanMood = (before.net / before.posts + after.net / after.posts) / 2;
  const meanPosts = (before.posts + after.posts) / 2;
  return {
    volume: (after.posts - before.posts) * meanMood,
    mix: meanPosts * mix,
    mood: meanPosts * mood,
  };
}

function totalOf(segments: readonly SegmentCounts[]): SegmentCounts {
  return segments.reduce((sum, { posts, net }) => ({ posts: sum.posts + posts, net: sum.net + net }), {
    posts: 0,
    net: 0,
  });
}
