import { SORT_KEYS, type SortKey } from '../services/analytics/types.ts';

/** A column of the table of posts: what it can be sorted by, and three it cannot. */
export type PostColumnId = SortKey | 'text' | 'platform' | 'language';

const POST_COLUMNS: readonly PostColumnId[] = [...SORT_KEYS, 'text', 'platform', 'language'];

/** The columns that a kept setting names; null where it names none, which leaves the choice to the file. */
export function parsePostColumns(setting: unknown): readonly PostColumnId[] | null {
  if (typeof setting !== 'string') return null;
  const named = setting.split(',');
  const known = POST_COLUMNS.filter((id) => named.includes(id));
  return known.length > 0 ? known : null;
}

/** The setting that names columns; `parsePostColumns` gives them back. */
export function formatPostColumns(columns: readonly PostColumnId[] | null): string {
  return (columns ?? []).join(',');
}
