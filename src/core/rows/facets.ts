/** Columns of a file that posts are grouped by. */
export const COLUMN_FACETS = ['brand', 'author', 'platform', 'file'] as const;
export type ColumnFacet = (typeof COLUMN_FACETS)[number];

/** The same, and what is told from the posts themselves. */
export const FACETS = [...COLUMN_FACETS, 'language'] as const;
export type Facet = (typeof FACETS)[number];
