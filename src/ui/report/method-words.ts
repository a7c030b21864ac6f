import type { ModelInfo, Summary, Trend } from '../../app/types.ts';
import { MODEL_LANGUAGE } from '../../core/rows/languages.ts';
import { formatCount, formatCounted, formatShare } from '../format.ts';

/** What each figure counts, by which formula, and what it does not say. */
export function methodWords(summary: Summary, trend: Trend, model: ModelInfo | null): string[] {
  const isTime = trend.axis === 'time';
  const left = isTime ? trend.outside + summary.undated : 0;
  return [
    'Each post was scored on its own by a neural network in the browser; nothing was sent anywhere. The class of a post is the one to which the model gives the greatest probability.',
    'Net sentiment is the share of positive posts minus the share of negative posts, in points from −100 to +100, with the adjusted Wald interval for a difference of paired proportions, 95 % (Agresti and Min 2005).',
    'The change of net sentiment compares the selected time with as much time before it, or the halves of the span; its interval is put together from those of both, 95 % (Zou and Donner 2008). Where it reaches 0, the change can come about by chance.',
    'Shares of a class, in the totals and in the chart, have Wilson score intervals, 95 % (Wilson 1927). Net sentiment, shares and chart leave a filter by class aside.',
    `The chart groups posts ${isTime ? `by the calendar of ${trend.zone}` : 'in the order of the file, which has no readable dates'}.${left > 0 ? ` It leaves out ${formatCounted(left, 'post')} without a readable date or dated far from all others.` : ''}`,
    'Events are buckets that lie at least 5 standard scores above what the buckets before them, of the same hour and weekday where there is enough time, let expect. A possible crisis is a rise of negative posts in number and in share at once.',
    'Terms are compared by log-odds with a Dirichlet prior, in standard errors (Monroe and others 2008); from 3 on they are listed.',
    model?.answerErrors
      ? 'The range of net sentiment in the totals, and the bands of the chart where its note says so, cover the model’s errors as well: they hold what adjusted counting gives (Forman 2008), widened by the deviation measured on posts of other origin. No range covers whether these posts stand for all people.'
      : 'The intervals are those of a sample of this size. They do not cover errors of the model, nor whether these posts stand for all people.',
    ...modelWords(model),
    summary.foreign
      ? `${formatCounted(summary.foreign, 'post')} of ${formatCount(summary.selected)} were found to be in other languages than ${MODEL_LANGUAGE}, from which the model learnt; what it says of those is not reliable.`
      : '',
  ].filter((line) => line !== '');
}

function modelWords(model: ModelInfo | null): string[] {
  if (!model) return [];
  const { accuracy, calibrationError, unsure } = model;
  return [
    accuracy === null
      ? ''
      : `On held-out posts the model chose the right class for ${formatShare(accuracy)}${calibrationError === null ? '' : `, with an expected calibration error of ${formatShare(calibrationError)}`}. On other posts it may do worse: irony, slang and quotations mislead it.`,
    unsure === null
      ? ''
      : `It is called unsure where its confidence is under ${unsure.below.toFixed(2)}: in validation it was wrong on ${formatShare(unsure.errorInside)} of such posts and on ${formatShare(unsure.errorOutside)} of the others.`,
  ].filter((line) => line !== '');
}
