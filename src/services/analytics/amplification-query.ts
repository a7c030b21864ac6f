import { NOT_SCORED } from '../../core/scores/types.ts';
import type { ClassCounts } from '../../core/trend/fold.ts';
import type { Amplification, AuthorShares, DuplicateGroup } from './amplification-types.ts';
import type { DatasetColumns } from './columns.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { PostFilter } from './types.ts';
import type { ValueColumn } from './value-columns.ts';

const MOST_AUTHORS = 10;

/** Groups and authors by number, before it is known how they are written. */
export interface CountedAmplification {
  readonly posts: number;
  readonly distinct: number;
  readonly groupCount: number;
  readonly groups: readonly (Omit<DuplicateGroup, 'post'> & { readonly row: number })[];
  readonly authors:
    | (Omit<AuthorShares, 'most'> & {
        readonly most: readonly {
          readonly row: number;
          readonly posts: number;
          readonly engagement: number;
        }[];
      })
    | null;
}

/** Counts repeats and authors among the posts that pass a filter, a filter by distinct posts left aside. */
export async function countAmplification(
  dataset: OpenDataset,
  filter: PostFilter,
  limit: number,
): Promise<CountedAmplification> {
  const { columns } = dataset;
  const rows = await dataset.select({ ...filter, distinct: null });
  const groupOf = await dataset.duplicates.ready();
  const authors = (await dataset.values.ready()).get('author');
  const sizes = new Uint32Array(columns.rows);
  for (let i = 0; i < rows.length; i++) sizes[groupOf[rows[i]!]!]!++;
  const [distinct, groupCount] = [1, 2].map((least) => countAtLeast(sizes, least)) as [number, number];
  const groups = largest(sizes, limit).filter((group) => sizes[group]! > 1);
  return {
    posts: rows.length,
    ...{ distinct, groupCount },
    groups: groupTotals(columns, authors, rows, groupOf, groups),
    authors: authors ? authorShares(columns, authors, rows) : null,
  };
}

/** The same in words: posts and names as the file has them. */
export async function spellAmplification(
  dataset: OpenDataset,
  { groups, authors, ...counts }: CountedAmplification,
): Promise<Extract<Amplification, { state: 'done' }>> {
  const posts = await dataset.read(groups.map(({ row }) => row));
  const most = authors?.most ?? [];
  const field = await dataset.fields.rows(most.map(({ row }) => row));
  const column = dataset.sourceColumn('author');
  return {
    state: 'done',
    ...counts,
    groups: groups.map(({ row: _, ...group }, i) => ({ ...group, post: posts[i]! })),
    authors: authors && {
      ...authors,
      most: most.map(({ row, ...total }) => ({ ...total, author: field(row, column).trim() })),
    },
  };
}

function countAtLeast(numbers: Uint32Array, least: number): number {
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at]! >= least) count++;
  return count;
}

interface GroupTotal {
  row: number;
  posts: number;
  readonly accounts: Set<number>;
  fromMs: number;
  toMs: number;
  engagement: number;
  readonly counts: ClassCounts;
}

function groupTotals(
  { epochMs, engagement, label }: DatasetColumns,
  authors: ValueColumn | undefined,
  rows: Uint32Array,
  groupOf: Uint32Array,
  groups: readonly number[],
): CountedAmplification['groups'] {
  const totals = new Map(groups.map((group) => [group, emptyTotal()]));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const total = totals.get(groupOf[row]!);
    if (!total) continue;
    const time = epochMs[row]!;
    if (total.posts === 0 || time < total.fromMs) total.row = row;
    if (time < total.fromMs) total.fromMs = time;
    if (time > total.toMs) total.toMs = time;
    total.posts++;
    total.counts[label[row]!]!++;
    if (authors && authors.ids[row]! > 0) total.accounts.add(authors.ids[row]!);
    // NaN until the first post that has any.
    const drawn = engagement[row]!;
    if (!Number.isNaN(drawn))
      total.engagement = (Number.isNaN(total.engagement) ? 0 : total.engagement) + drawn;
  }
  return [...totals.values()].map(({ row, posts, accounts, fromMs, toMs, engagement: drawn, counts }) => ({
    ...{ row, posts, counts },
    accounts: authors ? accounts.size : null,
    span: fromMs <= toMs ? { fromMs, toMs } : null,
    engagement: Number.isNaN(drawn) ? null : drawn,
  }));
}

function emptyTotal(): GroupTotal {
  return {
    ...{ row: 0, posts: 0, accounts: new Set(), engagement: Number.NaN, counts: [0, 0, 0] },
    ...{ fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY },
  };
}

function authorShares(
  { engagement }: DatasetColumns,
  { ids, dictionary }: ValueColumn,
  rows: Uint32Array,
): NonNullable<CountedAmplification['authors']> {
  const posts = new Uint32Array(dictionary.size);
  const drawn = new Float64Array(dictionary.size);
  let hasEngagement = false;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const author = ids[row]!;
    posts[author]!++;
    if (Number.isNaN(engagement[row]!)) continue;
    drawn[author]! += engagement[row]!;
    hasEngagement = true;
  }
  // A blank cell names nobody.
  posts[0] = 0;
  drawn[0] = 0;
  const byPosts = posts.filter((count) => count > 0).sort();
  const authors = byPosts.length;
  const percent = Math.ceil(authors / 100);
  return {
    authors,
    posts: sum(byPosts),
    topPercent: { authors: percent, posts: sum(byPosts.subarray(authors - percent)) },
    most: largest(posts, MOST_AUTHORS).map((author) => ({
      row: dictionary.firstRow(author),
      posts: posts[author]!,
      engagement: drawn[author]!,
    })),
    engagement: hasEngagement ? sum(drawn) : null,
    topEngagement: largest(drawn, MOST_AUTHORS).reduce((total, author) => total + drawn[author]!, 0),
  };
}

/** Places of the largest numbers over 0, at most `limit`, largest first; of equal ones the first. */
function largest(numbers: ArrayLike<number>, limit: number): number[] {
  const top: number[] = [];
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!;
    if (!(number > 0) || (top.length === limit && number <= numbers[top[limit - 1]!]!)) continue;
    let place = top.length;
    while (place > 0 && numbers[top[place - 1]!]! < number) place--;
    top.splice(place, 0, at);
    if (top.length > limit) top.pop();
  }
  return top;
}

function sum(numbers: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i]!;
  return total;
}

/** The other scored rows of a row's group, the earliest first, those without a date last. */
export function othersOf(
  { label, epochMs, rows }: DatasetColumns,
  groupOf: Uint32Array,
  row: number,
): number[] {
  const group = groupOf[row]!;
  const others: number[] = [];
  for (let other = 0; other < rows; other++)
    if (groupOf[other] === group && other !== row && label[other] !== NOT_SCORED) others.push(other);
  const timeOf = (at: number): number =>
    Number.isNaN(epochMs[at]!) ? Number.POSITIVE_INFINITY : epochMs[at]!;
  return others.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : a - b));
}
