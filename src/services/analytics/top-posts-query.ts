import { SENTIMENTS } from '../../core/scores/types.ts';
import { confidenceOfRow } from './columns.ts';
import { diverseRows } from './diverse-rows.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { Terms } from './term-index.ts';
import { sameTextKey, topRows } from './top-posts.ts';
import type { PostFilter, PostRow, TopOrder } from './types.ts';

// How many candidates are looked at for each post shown, so that retweets of one text do not crowd out others.
const REPEATS_LOOKED_PAST = 40;

/** The classes whose first posts are shown. */
const SIDES = [SENTIMENTS.indexOf('Negative'), SENTIMENTS.indexOf('Positive')];

/** Rows from which the top posts of either class are taken, in their order. `terms`: null while they are not read. */
export async function topCandidates(
  dataset: OpenDataset,
  terms: Terms | null,
  filter: PostFilter,
  order: TopOrder,
  limit: number,
): Promise<number[][]> {
  const { columns } = dataset;
  const isDiverse = order === 'diverse';
  const rows = await dataset.select(isDiverse ? { ...filter, distinct: true } : filter);
  const confidence = (row: number): number => confidenceOfRow(columns, row);
  const valueAt = order === 'engagement' ? (row: number) => columns.engagement[row]! : confidence;
  const found = topRows(columns.label, rows, SIDES, limit * REPEATS_LOOKED_PAST, valueAt);
  if (!isDiverse) return found;
  const authors = (await dataset.values.ready()).get('author')?.ids ?? null;
  const likeness = { authors, terms: terms?.rows ?? null };
  return found.map((candidates) => diverseRows(candidates, confidence, likeness, limit));
}

/** The first `limit` of `rows` whose texts are not the same as one before. */
export async function distinctPosts(
  dataset: OpenDataset,
  rows: readonly number[],
  limit: number,
): Promise<PostRow[]> {
  const seen = new Set<string>();
  const kept: PostRow[] = [];
  for (let at = 0; at < rows.length && kept.length < limit; at += limit)
    for (const post of await dataset.read(rows.slice(at, at + limit))) {
      const key = sameTextKey(post.text);
      if (seen.has(key) || kept.length === limit) continue;
      seen.add(key);
      kept.push(post);
    }
  return kept;
}
