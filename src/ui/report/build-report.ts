import type { Look } from '../../app/look.ts';
import type {
  Comparison,
  DatasetRecord,
  Estimate,
  ModelInfo,
  NoteRecord,
  PostFilter,
  RowCounts,
  Sentiment,
  Summary,
  Trend,
} from '../../app/types.ts';
import type { Report, ReportClass, ReportFact } from '../../core/report/types.ts';
import { sharesWithErrors } from '../../core/stats/count-shares.ts';
import { wilsonInterval } from '../../core/stats/intervals.ts';
import { isDistinguishable, netChange } from '../../core/stats/net-change.ts';
import { periodWords } from '../compare/segment-view.ts';
import { datasetTitle } from '../dataset/dataset-title.ts';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDateTime,
  formatPoints,
  formatShare,
  SENTIMENT_MARK,
} from '../format.ts';
import { placeNotes } from '../notes/place-notes.ts';
import { BUCKET_LABELS } from '../overview/bucket-labels.ts';
import { chartNote } from '../overview/chart-words.ts';
import { errorsShown } from '../overview/trend-lines.ts';
import { filterWords } from './filter-words.ts';
import { methodWords } from './method-words.ts';
import type { ReportAnswers } from './report-answers.ts';
import { reportChart } from './report-chart.ts';
import {
  eventSection,
  noteSection,
  topicSection,
  topPosts,
  trendTable,
  whySection,
} from './report-sections.ts';

/** Everything a report is made of. */
export interface ReportSource {
  readonly dataset: DatasetRecord;
  /** The model that scored it; null where that is not the one in use. */
  readonly model: ModelInfo | null;
  readonly filter: PostFilter;
  readonly look: Look;
  /** The person's notes on the time axis. */
  readonly notes: readonly NoteRecord[];
  readonly zone: string;
  readonly madeAtMs: number;
  readonly answers: ReportAnswers;
}

/** The report in words, from the answers that the screen shows. */
export function buildReport(source: ReportSource): Report {
  const { dataset, model, filter, look, zone, madeAtMs, answers } = source;
  const { summary, trend, spikes } = answers;
  const errors = model?.answerErrors ?? null;
  const { net } = sharesWithErrors(summary.byClass, errors);
  const coversErrors = errors !== null;
  const notes = placeNotes(trend, source.notes);
  const isDrawn = trend.counts.length > 0;
  const events = eventSection(answers, zone);
  return {
    language: 'en',
    title: `Sentiment of ${datasetTitle(dataset)}`,
    subtitle: spanWords(summary, zone),
    made: `Made ${formatDateTime(madeAtMs, zone)} with Undertone, on one device: no post was sent anywhere.`,
    filters: filterWords(filter, zone),
    facts: fileFacts(source),
    net: {
      estimate: net,
      words: formatPoints(net.value),
      interval: Number.isNaN(net.value) ? 'no post' : rangeWords(net),
      note: coversErrors
        ? `Range of net sentiment: 95 % interval for the number of posts and the model’s errors, as measured on posts of other origin; for the number of posts alone ${rangeWords(summary.net)}. All other ranges: for the number of posts alone.`
        : 'Ranges: 95 % intervals of a sample of this size. They do not cover errors of the model.',
    },
    change: changeOf(answers.periods, filter),
    classes: classesOf(summary, model),
    chart: isDrawn
      ? {
          svg: reportChart({ trend, look, errors, notes }, spikes.events),
          label: `Sentiment and volume ${axisWords(trend)}`,
          note: `${chartNote(look, errorsShown({ look, errors }) !== null)}${spikes.events.length > 0 ? ' Numbers: the events below.' : ''}`,
        }
      : null,
    sections: [
      ...noteSection(source.notes, trend, zone),
      ...(events ? [events] : []),
      whySection(answers),
      ...topicSection(answers),
    ],
    posts: topPosts(answers, zone),
    method: methodWords(summary, trend, model),
    provenance: provenance(source),
    appendix: trendTable(trend),
  };
}

function spanWords({ span }: Summary, zone: string): string {
  return span === null
    ? 'No post has a readable date.'
    : `${formatDateTime(span.fromMs, zone)} to ${formatDateTime(span.toMs, zone)}, time zone ${zone}.`;
}

function rangeWords({ low, high }: Estimate): string {
  return `${formatPoints(low)} to ${formatPoints(high)}`;
}

/** As the totals on screen have it. */
function changeOf({ periods, before, after }: Comparison, filter: PostFilter): Report['change'] {
  const estimate = netChange(before, after);
  if (!periods || Number.isNaN(estimate.value)) return null;
  const title = filter.time ? 'Against the time before' : 'Second half against first';
  return isDistinguishable(estimate)
    ? { title, estimate, words: formatPoints(estimate.value), interval: rangeWords(estimate) }
    : { title, estimate, words: '–', interval: `not distinguishable, ${rangeWords(estimate)}` };
}

function axisWords({ axis, size }: Trend): string {
  return axis === 'order' || size === null ? 'in the order of the file' : `over time, ${BUCKET_LABELS[size]}`;
}

function classesOf({ byClass }: Summary, model: ModelInfo | null): ReportClass[] {
  const all = byClass[0] + byClass[1] + byClass[2];
  const hasNeutral = byClass[1] > 0 || (model?.classes.includes('Neutral') ?? false);
  const names: readonly Sentiment[] = ['Negative', 'Neutral', 'Positive'];
  return names.flatMap((sentiment, code) => {
    if (sentiment === 'Neutral' && !hasNeutral) return [];
    const count = byClass[code]!;
    const { value, low, high } = wilsonInterval(count, all);
    const range = all === 0 ? '' : `${formatShare(low)} to ${formatShare(high)}\n`;
    const words = `${range}${formatCounted(count, 'post')}`;
    return [{ sentiment, mark: SENTIMENT_MARK[sentiment], count, share: formatShare(value), words }];
  });
}

function fileFacts({
  dataset,
  zone,
  answers: {
    summary,
    periods: { periods },
  },
}: ReportSource): ReportFact[] {
  const { scored } = summary.counts;
  const { meanConfidence, unsure, selected } = summary;
  return [
    { label: 'File', value: `${dataset.fileName}, ${formatBytes(dataset.sizeBytes)}` },
    { label: 'Rows', value: rowWords(summary.counts) },
    { label: 'Posts that pass the filters', value: `${formatCount(selected)} of ${formatCount(scored)}` },
    ...(periods
      ? [
          {
            label: 'Periods compared',
            value: `${periodWords(periods.after, zone)} against ${periodWords(periods.before, zone)}`,
          },
        ]
      : []),
    { label: 'Mean confidence', value: Number.isNaN(meanConfidence) ? '–' : meanConfidence.toFixed(2) },
    ...(unsure === null || selected === 0
      ? []
      : [{ label: 'Unsure', value: `${formatShare(unsure / selected)}, ${formatCount(unsure)} posts` }]),
  ];
}

/** Rows read are rows scored and refused, and after a run that was cut off, some that wait. */
function rowWords({ read, scored, refused }: RowCounts): string {
  const waiting = read - scored - refused;
  const done = `${formatCount(read)} read = ${formatCount(scored)} scored + ${formatCount(refused)} refused`;
  return waiting > 0 ? `${done} + ${formatCount(waiting)} not scored yet` : done;
}

function provenance({ dataset, model, madeAtMs, filter, zone, answers }: ReportSource): ReportFact[] {
  const isWhole = filterWords(filter, zone).length === 0;
  return [
    { label: 'Made', value: new Date(madeAtMs).toISOString(), isCode: true },
    { label: 'Model', value: dataset.modelVersion, isCode: true },
    model
      ? { label: 'SHA-256 of its manifest', value: model.fingerprint, isCode: true }
      : { label: 'SHA-256 of its manifest', value: 'not known: another model is in use now' },
    { label: 'SHA-256 of the scored CSV', value: answers.csvHash, isCode: true },
    {
      label: '',
      value: `That is the file which ${isWhole ? 'Export CSV' : 'Export selection, with these filters,'} saves: ${formatCount(answers.csvBytes)} bytes. The same file and model give the same bytes.`,
    },
  ];
}
