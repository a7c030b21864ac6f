import type { PostFilter } from '../../app/types.ts';
import { hourLabel } from '../facets/hour-labels.ts';
import { formatDateTime } from '../format.ts';

/** The filters in force in words, one a line, as the bar of the dataset has them; none for all posts. */
export function filterWords(filter: PostFilter, zone: string): string[] {
  const { search, sentiments, topics, brands, platforms, authors, files, languages } = filter;
  const { hours, confidence, time } = filter;
  return [
    search.trim() === '' ? '' : `text that matches: ${search.trim()}`,
    sentiments ? `class ${orWords(sentiments)} (class figures and chart leave this aside)` : '',
    topics ? `topic ${orWords(topics)}` : '',
    brands ? `brand ${orWords(brands)}` : '',
    platforms ? `platform ${orWords(platforms)}` : '',
    authors ? `author ${orWords(authors)}` : '',
    files ? `file ${orWords(files)}` : '',
    languages ? `language ${orWords(languages)}` : '',
    hours ? `hour of the week ${orWords(hours.cells.map(hourLabel))} (${hours.zone})` : '',
    confidence ? `confidence from ${confidence.from.toFixed(2)} to ${confidence.to.toFixed(2)}` : '',
    time
      ? `time from ${formatDateTime(time.fromMs, zone)} to before ${formatDateTime(time.toMs, zone)} (${zone})`
      : '',
    filter.distinct ? 'distinct posts: of posts that say the same, the earliest' : '',
  ].filter((line) => line !== '');
}

function orWords(values: readonly string[]): string {
  return values.join(' or ');
}
