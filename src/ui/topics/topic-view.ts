import type { Estimate, PostFilter, TopicRow, TopicTable } from '../../app/types.ts';
import { netChange, netOfCounts } from '../../core/stats/net-change.ts';
import { topicNamed } from '../../core/topics/find-topics.ts';
import { withValueClicked } from '../dataset/filters.ts';

/** A topic with what its row shows of it. */
export interface TopicView extends TopicRow {
  /** Share of the posts that pass the rest of the filter, 0..1. */
  readonly share: number;
  readonly net: Estimate;
  readonly change: Estimate;
}

/** Posts that pass the rest of the filter, in a topic or in none. */
export function postsOf({ topics, none }: TopicTable): number {
  return topics.reduce((sum, { posts }) => sum + posts, none.posts);
}

/** Topics as rows show them, those with most posts first. */
export function toTopicViews(table: TopicTable): TopicView[] {
  const total = postsOf(table);
  return table.topics.map((topic) => ({
    ...topic,
    share: topic.posts / total,
    net: netOfCounts(topic.counts),
    change: netChange(topic.before, topic.after),
  }));
}

/** Orders of the list; those by change only where there are two periods. */
export const TOPIC_ORDERS = {
  posts: { label: 'most posts', value: (view: TopicView) => -view.posts, isChange: false },
  negative: { label: 'most negative', value: (view: TopicView) => view.net.value, isChange: false },
  positive: { label: 'most positive', value: (view: TopicView) => -view.net.value, isChange: false },
  fallen: { label: 'largest fall', value: (view: TopicView) => view.change.value, isChange: true },
  risen: { label: 'largest rise', value: (view: TopicView) => -view.change.value, isChange: true },
} as const;
export type TopicOrder = keyof typeof TOPIC_ORDERS;

/** The views in an order; those of which the value is not known come last. */
export function sortTopics(views: readonly TopicView[], order: TopicOrder): TopicView[] {
  const { value } = TOPIC_ORDERS[order];
  return views.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return x - y;
  });
}

/** The filter with its topics named by their keys: an older address may name one by another of its terms. */
function withKeys(filter: PostFilter, topics: readonly TopicRow[]): PostFilter {
  const keys = filter.topics?.map((key) => topics[topicNamed(topics, key)]?.key ?? key) ?? null;
  return { ...filter, topics: keys && [...new Set(keys)] };
}

/** True where the filter names a topic. */
export function isTopicChosen(filter: PostFilter, topics: readonly TopicRow[], key: string): boolean {
  return withKeys(filter, topics).topics?.includes(key) ?? false;
}

/** The filter after a click on a topic; see `withValueClicked`. */
export function withTopicClicked(
  filter: PostFilter,
  topics: readonly TopicRow[],
  key: string,
  isAdding: boolean,
): PostFilter {
  return withValueClicked(withKeys(filter, topics), 'topics', key, isAdding);
}
