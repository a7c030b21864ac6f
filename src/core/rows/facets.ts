/** Columns that posts are grouped by. */
export const FACETS = ['brand', 'author', 'platform', 'file'] as const;
export type Facet = (typeof FACETS)[number];
