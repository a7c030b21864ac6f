import type { Facet, PostFilter, Sentiment } from '../../app/types.ts';

/** The filter without one class; without any class left it keeps all. */
export function withoutSentiment(filter: PostFilter, sentiment: Sentiment): PostFilter {
  const left = filter.sentiments?.filter((name) => name !== sentiment) ?? [];
  return { ...filter, sentiments: left.length > 0 ? left : null };
}

/** Parts of a filter that are lists of values, in the order of their chips. */
export const VALUE_PARTS = ['topics', 'brands', 'platforms', 'authors', 'files', 'languages'] as const;
export type ValuePart = (typeof VALUE_PARTS)[number];

/** The part that is about a column. */
export const PART_OF: Readonly<Record<Facet, ValuePart>> = {
  brand: 'brands',
  platform: 'platforms',
  author: 'authors',
  file: 'files',
  language: 'languages',
};

/** The filter without one value; without any value left it keeps all. */
export function withoutValue(filter: PostFilter, part: ValuePart, value: string): PostFilter {
  const left = filter[part]?.filter((name) => !isSameValue(name, value)) ?? [];
  return { ...filter, [part]: left.length > 0 ? left : null };
}

/** True where the filter names a value, however it is written. */
export function hasValue(filter: PostFilter, part: ValuePart, value: string): boolean {
  return filter[part]?.some((name) => isSameValue(name, value)) ?? false;
}

/**
 * The filter after a click on a value: only that one, or all again where it was the only one. `isAdding` keeps the
 * others.
 */
export function withValueClicked(
  filter: PostFilter,
  part: ValuePart,
  value: string,
  isAdding: boolean,
): PostFilter {
  const isChosen = hasValue(filter, part, value);
  if (isChosen && (isAdding || filter[part]?.length === 1)) return withoutValue(filter, part, value);
  return { ...filter, [part]: isAdding ? [...(filter[part] ?? []), value] : [value] };
}

function isSameValue(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The filter after a click on an hour of the week; see `withValueClicked`. Hours of another zone are let go. */
export function withHourClicked(
  filter: PostFilter,
  zone: string,
  cell: number,
  isAdding: boolean,
): PostFilter {
  const cells = filter.hours?.zone === zone ? filter.hours.cells : [];
  const isChosen = cells.includes(cell);
  const left = cells.filter((other) => other !== cell);
  const next = isChosen && (isAdding || cells.length === 1) ? left : isAdding ? [...left, cell] : [cell];
  return { ...filter, hours: next.length > 0 ? { zone, cells: next } : null };
}

/** The filter less what stands last in the bar, the search being the first. */
export function withoutLast(filter: PostFilter): PostFilter {
  if (filter.time) return { ...filter, time: null };
  if (filter.confidence) return { ...filter, confidence: null };
  if (filter.hours) return { ...filter, hours: null };
  for (const part of VALUE_PARTS.toReversed()) {
    const last = filter[part]?.at(-1);
    if (last !== undefined) return withoutValue(filter, part, last);
  }
  if (filter.sentiments) return withoutSentiment(filter, filter.sentiments.at(-1)!);
  if (filter.distinct) return { ...filter, distinct: null };
  return { ...filter, search: '' };
}
