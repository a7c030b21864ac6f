import type { PostColumnId } from '../../app/post-columns.ts';
import type { PostRow } from '../../app/types.ts';

const DIGITS = 4;

/**
 * Posts as tab-separated values, a line each, in the columns given: times in UTC (ISO 8601), probabilities with four
 * digits, a field empty where there is nothing, tabs and line breaks in a field as spaces.
 */
export function postsAsTsv(posts: readonly PostRow[], columns: readonly PostColumnId[]): string {
  return posts
    .map((post) => columns.map((id) => fieldOf(post, id).replace(/[\t\r\n]+/gu, ' ')).join('\t'))
    .join('\n');
}

function fieldOf(post: PostRow, id: PostColumnId): string {
  const probability = (value: number | undefined): string => value?.toFixed(DIGITS) ?? '';
  switch (id) {
    case 'row':
      return String(post.row + 1);
    case 'time':
      return post.epochMs === null ? '' : new Date(post.epochMs).toISOString();
    case 'negative':
      return probability(post.classes?.[0]);
    case 'positive':
      return probability(post.classes?.[2]);
    case 'probability':
    case 'confidence':
      return probability(post[id]);
    case 'author':
    case 'brand':
    case 'platform':
    case 'language':
    case 'text':
    case 'sentiment':
      return post[id] ?? '';
    case 'engagement':
      return post.engagement === null ? '' : String(post.engagement);
  }
}
