import { NO_FILTER, type PostFilter } from '../services/analytics/types.ts';

export { NO_FILTER };

import { formatFilter, parseFilter } from './filter-address.ts';
import { addLook, DEFAULT_LOOK, type Look, parseLook } from './look.ts';

export const DATASET_VIEWS = ['overview', 'topics', 'compare', 'posts', 'ledger'] as const;
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
      readonly look: Look;
    };

/** All scored posts of a dataset in one of its views. */
export function datasetRoute(datasetId: string, view: DatasetView): Route {
  return { name: 'dataset', datasetId, view, filter: NO_FILTER, look: DEFAULT_LOOK };
}

/** The route that an address fragment names; anything unknown is the start page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/u, '').split('?', 2);
  const [head, id, view] = path.split('/');
  if (head === 'device' || head === 'mapping') return { name: head };
  if (head !== 'd' || !id) return { name: 'start' };
  const parameters = new URLSearchParams(query);
  return {
    name: 'dataset',
    datasetId: decoded(id),
    view: DATASET_VIEWS.find((name) => name === view) ?? 'overview',
    filter: parseFilter(parameters),
    look: parseLook(parameters),
  };
}

/** The address fragment of a route; `parseRoute` gives the route back. */
export function formatRoute(route: Route): string {
  if (route.name === 'start') return '#/';
  if (route.name !== 'dataset') return `#/${route.name}`;
  const parameters = formatFilter(route.filter);
  addLook(parameters, route.look);
  const query = parameters.toString();
  return `#/d/${encodeURIComponent(route.datasetId)}/${route.view}${query && `?${query}`}`;
}

const FILTER_PARTS = (Object.keys(NO_FILTER) as (keyof PostFilter)[]).filter((part) => part !== 'search');

/** True where the filter keeps every scored post. */
export function isUnfiltered(filter: PostFilter): boolean {
  return filter.search.trim() === '' && FILTER_PARTS.every((part) => filter[part] === null);
}

/** The decoded part of a path; as it stands where a person mistyped an escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
