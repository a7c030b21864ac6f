import { SENTIMENTS, type Sentiment } from '../core/scores/types.ts';
import type { PostFilter } from '../services/analytics/types.ts';

const HOURS_A_WEEK = 7 * 24;

/** The filter that the query of an address names; what no filter can be is left out. */
export function parseFilter(query: URLSearchParams): PostFilter {
  const named = (query.get('class') ?? '').split(',');
  const sentiments = SENTIMENTS.filter((sentiment): sentiment is Sentiment => named.includes(sentiment));
  return {
    sentiments: sentiments.length > 0 ? sentiments : null,
    time: parseTime(numberOf(query.get('from')), numberOf(query.get('to'))),
    search: query.get('q') ?? '',
    topics: parseValues(query.getAll('topic')),
    authors: parseValues(query.getAll('author')),
    brands: parseValues(query.getAll('brand')),
    platforms: parseValues(query.getAll('platform')),
    files: parseValues(query.getAll('file')),
    languages: parseValues(query.getAll('language')),
    hours: parseHours(query.get('hours'), query.get('zone')),
    confidence: parseConfidence(numberOf(query.get('above')), numberOf(query.get('below'))),
    distinct: query.get('distinct') === '1' ? true : null,
  };
}

/** The query that names a filter; `parseFilter` gives the filter back. */
export function formatFilter(filter: PostFilter): URLSearchParams {
  const { sentiments, time, search, hours, confidence } = filter;
  const query = new URLSearchParams();
  if (sentiments) query.set('class', sentiments.join(','));
  if (time) {
    query.set('from', String(time.fromMs));
    query.set('to', String(time.toMs));
  }
  if (search !== '') query.set('q', search);
  for (const value of filter.topics ?? []) query.append('topic', value);
  for (const value of filter.authors ?? []) query.append('author', value);
  for (const value of filter.brands ?? []) query.append('brand', value);
  for (const value of filter.platforms ?? []) query.append('platform', value);
  for (const value of filter.files ?? []) query.append('file', value);
  for (const value of filter.languages ?? []) query.append('language', value);
  if (hours) {
    query.set('hours', hours.cells.join(','));
    query.set('zone', hours.zone);
  }
  if (confidence) {
    query.set('above', String(confidence.from));
    query.set('below', String(confidence.to));
  }
  if (filter.distinct) query.set('distinct', '1');
  return query;
}

function numberOf(text: string | null): number {
  return text === null || text === '' ? Number.NaN : Number(text);
}

function parseTime(fromMs: number, toMs: number): PostFilter['time'] {
  return fromMs < toMs && isDate(fromMs) && isDate(toMs) ? { fromMs, toMs } : null;
}

/** True for a number of milliseconds that a date can have (ECMA-262, time values). */
function isDate(epochMs: number): boolean {
  return Number.isInteger(epochMs) && Math.abs(epochMs) <= 8.64e15;
}

function parseValues(values: readonly string[]): readonly string[] | null {
  const known = values.filter((value) => value.trim() !== '');
  return known.length > 0 ? [...new Set(known)] : null;
}

function parseHours(text: string | null, zone: string | null): PostFilter['hours'] {
  const cells = (text ?? '').split(',').map(numberOf);
  const known = [...new Set(cells)].filter(
    (cell) => Number.isInteger(cell) && cell >= 0 && cell < HOURS_A_WEEK,
  );
  return known.length > 0 && zone !== null && isZone(zone) ? { zone, cells: known } : null;
}

/** True for a zone that the platform knows: an address may come from anywhere. */
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function parseConfidence(from: number, to: number): PostFilter['confidence'] {
  return from >= 0 && to <= 1 && from < to ? { from, to } : null;
}
