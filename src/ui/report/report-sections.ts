import type { NoteRecord, PostRow, Trend, WhyTerm } from '../../app/types.ts';
import type { ReportPosts, ReportSection, ReportTable } from '../../core/report/types.ts';
import { netSentiment, wilsonInterval } from '../../core/stats/intervals.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { KIND_WORDS, lengthWords, spikeWords, widthWords } from '../events/event-words.ts';
import { formatCount, formatDateTime, formatPoints, formatProbability, formatShare } from '../format.ts';
import { bucketLabels } from '../overview/bucket-labels.ts';
import type { ReportAnswers } from './report-answers.ts';

/** The events, numbered as in the chart; null where there is too little to compare. */
export function eventSection({ spikes, details }: ReportAnswers, zone: string): ReportSection | null {
  const { events, bucketMs } = spikes;
  if (bucketMs === null) return null;
  const rows = events.map((event, i) => [
    String(i + 1),
    KIND_WORDS[event.kind],
    `${formatDateTime(event.startMs, zone)}, for ${lengthWords(event.endMs - event.startMs)}`,
    spikeWords(event.parts[0] ?? event),
    details.find(({ startMs }) => startMs === event.startMs)?.terms?.join(', ') ?? '',
    event.strength.toFixed(1),
  ]);
  const columns = ['No.', 'Event', 'From', 'Seen at its peak', 'Words', 'Strength'];
  const counted = `Posts counted ${widthWords(bucketMs)}, against what the time before let expect. A filter by time or class does not change them.`;
  return rows.length === 0
    ? { title: 'Events', paragraphs: [`Nothing stands out. ${counted}`], tables: [] }
    : { title: 'Events', paragraphs: [counted], tables: [{ caption: '', columns, rows, figuresFrom: 5 }] };
}

/** The notes that the chart shows; none where it shows none. */
export function noteSection(
  notes: readonly NoteRecord[],
  { boundsUtc }: Trend,
  zone: string,
): ReportSection[] {
  const [from, to] = [boundsUtc[0] ?? Number.POSITIVE_INFINITY, boundsUtc.at(-1) ?? Number.NEGATIVE_INFINITY];
  const rows = notes
    .filter(({ atMs }) => atMs >= from && atMs < to)
    .map(({ atMs, text }) => [formatDateTime(atMs, zone), text]);
  if (rows.length === 0) return [];
  return [
    {
      title: 'Notes',
      paragraphs: [],
      tables: [{ caption: '', columns: ['When', 'What'], rows, figuresFrom: 2 }],
    },
  ];
}

/** The words that tell the selection from the rest, or the classes from one another. */
export function whySection({ why }: ReportAnswers): ReportSection {
  const { compares, terms, opposite, texts, restTexts } = why;
  const isClasses = compares === 'classes';
  const sides = isClasses
    ? [
        termTable('Negative posts say more often', 'In negative', 'In positive', terms, texts, restTexts),
        termTable('Positive posts say more often', 'In positive', 'In negative', opposite, restTexts, texts),
      ]
    : [termTable('The selected posts say more often', 'Here', 'Elsewhere', terms, texts, restTexts)];
  const tables = sides.filter(({ rows }) => rows.length > 0);
  const intro = isClasses
    ? 'Words and phrases that tell negative from positive posts. A text that was reposted counts once.'
    : 'Words and phrases that tell the selected posts from all others. A text that was reposted counts once.';
  return { title: 'Why', paragraphs: [tables.length === 0 ? `${intro} None does.` : intro], tables };
}

/** What the posts are about; none where no topic was found. */
export function topicSection({ topics: { topics, none } }: ReportAnswers): ReportSection[] {
  const posts = topics.reduce((sum, topic) => sum + topic.posts, none.posts);
  const rows = topics
    .filter((topic) => topic.posts > 0)
    .map(({ terms, posts: own, counts }) => {
      const { value, low, high } = netOfCounts(counts);
      return [
        terms.join(', '),
        `${formatCount(own)} (${formatShare(own / posts)})`,
        `${formatPoints(value)} (${formatPoints(low)} to ${formatPoints(high)})`,
      ];
    });
  if (rows.length === 0) return [];
  const intro = `Groups of posts whose words go together, named by their terms. A filter by topic is left aside here. ${formatCount(none.posts)} of ${formatCount(posts)} posts are in none.`;
  const columns = ['Topic', 'Posts', 'Net sentiment'];
  return [{ title: 'Topics', paragraphs: [intro], tables: [{ caption: '', columns, rows, figuresFrom: 1 }] }];
}

function termTable(
  caption: string,
  here: string,
  there: string,
  terms: readonly WhyTerm[],
  texts: number,
  restTexts: number,
): ReportTable {
  const figures = (posts: number, share: number): string => `${formatCount(posts)} (${formatShare(share)})`;
  return {
    caption: `${caption}; texts compared: ${formatCount(texts)} and ${formatCount(restTexts)}`,
    columns: ['Term', here, there, 'Strength'],
    rows: terms.map(({ term, posts, share, restPosts, restShare, z }) => [
      term,
      figures(posts, share),
      figures(restPosts, restShare),
      z.toFixed(1),
    ]),
    figuresFrom: 1,
  };
}

/** The figures behind the chart. */
export function trendTable(trend: Trend): ReportTable | null {
  if (trend.counts.length === 0) return null;
  const hasNeutral = trend.counts.some((counts) => counts[1] > 0);
  const codes = hasNeutral ? ([0, 1, 2] as const) : ([0, 2] as const);
  const names = ['Negative', 'Neutral', 'Positive'];
  const labels = bucketLabels(trend);
  return {
    caption: 'Net sentiment, and share of posts, each with its 95 % interval for the number of posts',
    columns: [
      trend.axis === 'time' ? 'From' : 'Posts no.',
      'Posts',
      'Net sentiment',
      ...codes.map((code) => names[code]!),
    ],
    rows: trend.counts.map((counts, i) => {
      const posts = counts[0] + counts[1] + counts[2];
      const { value, low, high } = netSentiment(counts[0], counts[2], posts);
      const net =
        posts === 0 ? '–' : `${formatPoints(value)} (${formatPoints(low)} to ${formatPoints(high)})`;
      return [labels[i]!, formatCount(posts), net, ...codes.map((code) => shareWords(counts[code], posts))];
    }),
    figuresFrom: 1,
  };
}

function shareWords(count: number, posts: number): string {
  if (posts === 0) return '–';
  const { value, low, high } = wilsonInterval(count, posts);
  return `${formatShare(value)} (${formatShare(low)} to ${formatShare(high)})`;
}

/** The surest posts of either side, where their texts were asked for. */
export function topPosts({ top }: ReportAnswers, zone: string): ReportPosts[] {
  if (!top) return [];
  const list = (title: string, posts: readonly PostRow[]): ReportPosts => ({
    title,
    posts: posts.map((post) => ({ text: post.text, about: aboutPost(post, zone) })),
  });
  return [list('Most negative posts', top.negative), list('Most positive posts', top.positive)].filter(
    ({ posts }) => posts.length > 0,
  );
}

function aboutPost({ author, brand, epochMs, row, confidence }: PostRow, zone: string): string {
  const when = epochMs === null ? null : formatDateTime(epochMs, zone);
  const parts = [
    author,
    brand,
    when,
    `row ${formatCount(row + 1)}`,
    `probability ${formatProbability(confidence)}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
