/** Columns that posts are grouped by. */
export const FACETS = ['brand', 'author', 'platform'] as const;
export type Facet = (typeof FACETS)[number];
