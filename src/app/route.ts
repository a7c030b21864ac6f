import { SENTIMENTS, type Sentiment } from '../core/scores/types.ts';
import type { PostFilter } from '../services/analytics/types.ts';

export const DATASET_VIEWS = ['overview', 'posts', 'ledger'] as const;
export type DatasetView = (typeof DATASET_VIEWS)[number];

/** Where the person is. It lives in the address after `#`, so that back, forward and reload work. */
export type Route =
  | { readonly name: 'start' }
  | { readonly name: 'device' }
  /** The dropped file on its way in; without one it is the start page. */
  | { readonly name: 'mapping' }
  | {
      readonly name: 'dataset';
      readonly datasetId: string;
      readonly view: DatasetView;
      readonly filter: PostFilter;
    };

/** The filter that keeps every scored post. */
export const NO_FILTER: PostFilter = { sentiments: null, time: null, search: '' };

/** The route that an address fragment names; anything unknown is the start page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/u, '').split('?', 2);
  const [head, id, view] = path.split('/');
  if (head === 'device' || head === 'mapping') return { name: head };
  if (head !== 'd' || !id) return { name: 'start' };
  return {
    name: 'dataset',
    datasetId: decoded(id),
    view: DATASET_VIEWS.find((name) => name === view) ?? 'overview',
    filter: parseFilter(new URLSearchParams(query)),
  };
}

/** The address fragment of a route; `parseRoute` gives the route back. */
export function formatRoute(route: Route): string {
  if (route.name === 'start') return '#/';
  if (route.name !== 'dataset') return `#/${route.name}`;
  const query = formatFilter(route.filter).toString();
  return `#/d/${encodeURIComponent(route.datasetId)}/${route.view}${query && `?${query}`}`;
}

/** True where the filter keeps every scored post. */
export function isUnfiltered(filter: PostFilter): boolean {
  return filter.sentiments === null && filter.time === null && filter.search.trim() === '';
}

/** The decoded part of a path; as it stands where a person mistyped an escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parseFilter(query: URLSearchParams): PostFilter {
  const named = (query.get('class') ?? '').split(',');
  const sentiments = SENTIMENTS.filter((sentiment): sentiment is Sentiment => named.includes(sentiment));
  const [fromMs, toMs] = [Number(query.get('from') ?? Number.NaN), Number(query.get('to') ?? Number.NaN)];
  return {
    sentiments: sentiments.length > 0 ? sentiments : null,
    time: fromMs < toMs && isDate(fromMs) && isDate(toMs) ? { fromMs, toMs } : null,
    search: query.get('q') ?? '',
  };
}

/** True for a number of milliseconds that a date can have (ECMA-262, time values). */
function isDate(epochMs: number): boolean {
  return Number.isInteger(epochMs) && Math.abs(epochMs) <= 8.64e15;
}

function formatFilter({ sentiments, time, search }: PostFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (sentiments) query.set('class', sentiments.join(','));
  if (time) {
    query.set('from', String(time.fromMs));
    query.set('to', String(time.toMs));
  }
  if (search !== '') query.set('q', search);
  return query;
}
