import { LEAST_TEXTS } from '../../core/topics/find-topics.ts';
import { NO_TOPIC } from '../../core/topics/topic-weights.ts';
import { chooseBucketSize } from '../../core/trend/buckets.ts';
import { mainSpan } from '../../core/trend/main-span.ts';
import { axisOver, countBuckets } from './compare-axis.ts';
import { periodsOf, rowsIn } from './compare-query.ts';
import { countBy, groupAt } from './facets.ts';
import type { OpenDataset } from './open-dataset.ts';
import { wantedCodes } from './selection.ts';
import type { RowTopics } from './topic-index.ts';
import type { TopicRow, TopicTable } from './topic-types.ts';
import { zoneOf } from './trend-query.ts';
import type { PostFilter } from './types.ts';

// A small chart of bars has room for so many.
const MOST_BUCKETS = 100;

/**
 * Counts the posts that pass a filter by topic, over the time and in two periods. The filter by topic is left aside, and
 * that by class in all but `posts`. @param zone IANA name of the zone of the buckets
 */
export async function topicTable(
  dataset: OpenDataset,
  { model, topicOf }: RowTopics,
  filter: PostFilter,
  zone: string,
): Promise<TopicTable> {
  const { columns } = dataset;
  const rest: PostFilter = { ...filter, sentiments: null, topics: null };
  const rows = await dataset.passingByValue(rest, topicOf);
  const periods = periodsOf(columns, rows, filter.time);
  const byTopic = (of: Uint32Array) => countBy(columns.label, topicOf, NO_TOPIC + 1, of);
  const counts = byTopic(rows);
  const [before, after] = periods
    ? [
        byTopic(await rowsIn(dataset, rest, periods.before)),
        byTopic(await rowsIn(dataset, rest, periods.after)),
      ]
    : [counts, counts];
  const wanted = wantedCodes(filter.sentiments);
  const span = mainSpan(columns.epochMs, rows);
  const width = span ? chooseBucketSize(span.toMs - span.fromMs, MOST_BUCKETS) : undefined;
  const axis = axisOver(span, zoneOf(zone), width);
  const size = model.topics.length;
  const trends = axis && countBuckets(columns, rows, (row) => Math.min(topicOf[row]!, size), size + 1, axis);
  const topics = model.topics.map(
    ({ key, terms }, topic): TopicRow => ({
      key,
      terms,
      ...groupAt(counts, topic, wanted),
      before: groupAt(before, topic, wanted).counts,
      after: groupAt(after, topic, wanted).counts,
      trend: trends?.[topic] ?? [],
    }),
  );
  return {
    state: 'done',
    topics: topics.sort((a, b) => b.posts - a.posts),
    none: groupAt(counts, NO_TOPIC, wanted),
    texts: model.texts,
    leastTexts: LEAST_TEXTS,
    starts: axis?.starts ?? [],
    size: axis?.size ?? null,
    ...{ periods, zone },
  };
}
