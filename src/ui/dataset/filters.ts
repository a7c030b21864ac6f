import type { PostFilter, Sentiment } from '../../app/types.ts';

/** The filter without one class; without any class left it keeps all. */
export function withoutSentiment(filter: PostFilter, sentiment: Sentiment): PostFilter {
  const left = filter.sentiments?.filter((name) => name !== sentiment) ?? [];
  return { ...filter, sentiments: left.length > 0 ? left : null };
}

/** The filter less what stands last in the bar: the time, then a class, then the search. */
export function withoutLast(filter: PostFilter): PostFilter {
  if (filter.time) return { ...filter, time: null };
  if (filter.sentiments) return withoutSentiment(filter, filter.sentiments.at(-1)!);
  return { ...filter, search: '' };
}
