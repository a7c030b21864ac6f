import { NOT_SCORED, SENTIMENTS } from '../../core/scores/types.ts';
import { countsWithout, countTerms, type TextCounts } from '../../core/terms/count-terms.ts';
import { withoutRepeats } from '../../core/terms/distinct-terms.ts';
import { distinctiveTerms, type TermContrast } from '../../core/terms/log-odds.ts';
import { scanTokens } from '../../core/terms/tokens.ts';
import type { DatasetColumns } from './columns.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { Terms } from './term-index.ts';
import { NO_FILTER, type PostFilter, type Why, type WhyAgainst, type WhyTerm } from './types.ts';

// One in 740 terms would be above it by chance: a handful of thousands.
const LEAST_Z = 3;

// The first time that a date can have (ECMA-262).
const FIRST_MS = -8.64e15;

/** What distinguishes the posts of a filter; see `Why`. */
export async function whyOf(
  { columns, select, duplicates }: OpenDataset,
  terms: Terms,
  filter: PostFilter,
  against: WhyAgainst,
  limit: number,
): Promise<Why> {
  const selected = await select(filter);
  const all = filter.distinct ? await select({ ...NO_FILTER, distinct: true }) : scoredRows(columns);
  const about = (here: Uint32Array, there: Uint32Array, search: string) =>
    distinguishing(terms, here, there, search, limit);
  if (selected.length === all.length) {
    const negative = rowsOfClass(columns, all, 'Negative');
    const positive = rowsOfClass(columns, all, 'Positive');
    const opposite = about(positive, negative, '').terms;
    return { state: 'done', compares: 'classes', ...about(negative, positive, ''), opposite };
  }
  const { time } = filter;
  const rest =
    against === 'before' && time
      ? await select({ ...filter, time: { fromMs: FIRST_MS, toMs: time.fromMs } })
      : filter.distinct
        ? otherGroups(all, selected, await duplicates.ready())
        : rowsWithout(all, selected);
  return { state: 'done', compares: 'selection', ...about(selected, rest, filter.search), opposite: [] };
}

/**
 * The terms that `selected` rows have more often than `rest` rows, strongest first; terms made of the words that were
 * searched for are left out, for every post has them.
 */
function distinguishing(
  terms: Terms,
  selected: Uint32Array,
  rest: Uint32Array,
  search: string,
  limit: number,
): { readonly terms: WhyTerm[]; readonly texts: number; readonly restTexts: number } {
  const size = terms.vocabulary.terms.length;
  const here = countTerms(terms.rows, selected, size);
  const there = countTerms(terms.rows, rest, size);
  return {
    terms: strongest(terms, here, there, selected, search, limit),
    texts: here.texts,
    restTexts: there.texts,
  };
}

/** For each event, given by the rows `inside` it, the terms that its posts have more often than the other `rows`. */
export function eventTerms(
  terms: Terms,
  rows: Uint32Array,
  inside: readonly (readonly number[])[],
  search: string,
  limit: number,
): string[][] {
  const size = terms.vocabulary.terms.length;
  const whole = countTerms(terms.rows, rows, size);
  return inside.map((ofEvent) => {
    const selected = Uint32Array.from(ofEvent);
    const here = countTerms(terms.rows, selected, size);
    const found = strongest(terms, here, countsWithout(whole, here), selected, search, limit);
    return found.map(({ term }) => term);
  });
}

function strongest(
  { vocabulary, rows }: Terms,
  here: TextCounts,
  there: TextCounts,
  selected: Uint32Array,
  search: string,
  limit: number,
): WhyTerm[] {
  if (here.texts === 0 || there.texts === 0) return [];
  const names = vocabulary.terms;
  const isSearched = searchedFor(search);
  const contrasts = distinctiveTerms(here, there, LEAST_Z)
    .filter(({ term }) => !isSearched(names[term]!))
    .sort((a, b) => b.z - a.z);
  const byTerm = new Map(contrasts.map((contrast) => [contrast.term, contrast]));
  const candidates = contrasts.map(({ term }) => term);
  return withoutRepeats(rows, names, candidates, selected, limit).map((term) =>
    whyTerm(names[term]!, byTerm.get(term)!, here, there),
  );
}

function whyTerm(
  term: string,
  { z, inSelection, inRest }: TermContrast,
  here: TextCounts,
  there: TextCounts,
) {
  return {
    term,
    z,
    posts: inSelection,
    share: inSelection / here.texts,
    restPosts: inRest,
    restShare: inRest / there.texts,
  };
}

/** True for a term all of whose words are in the search. */
function searchedFor(search: string): (term: string) => boolean {
  const words = new Set<string>();
  scanTokens(search, (token) => void words.add(token));
  return (term) => words.size > 0 && term.split(' ').every((word) => words.has(word));
}

/** The rows of `all` that are not in `selected`; both ascending. */
function rowsWithout(all: Uint32Array, selected: Uint32Array): Uint32Array {
  const left = new Uint32Array(all.length);
  let [count, at] = [0, 0];
  for (let i = 0; i < all.length; i++) {
    while (at < selected.length && selected[at]! < all[i]!) at++;
    if (selected[at] !== all[i]) left[count++] = all[i]!;
  }
  return left.subarray(0, count);
}

/** The rows of `all` that say something else than each of `selected`. */
function otherGroups(all: Uint32Array, selected: Uint32Array, groupOf: Uint32Array): Uint32Array {
  const isSelected = new Uint8Array(groupOf.length);
  for (let i = 0; i < selected.length; i++) isSelected[groupOf[selected[i]!]!] = 1;
  return all.filter((row) => isSelected[groupOf[row]!] === 0);
}

function scoredRows({ label, rows }: DatasetColumns): Uint32Array {
  const scored = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (label[row] !== NOT_SCORED) scored[count++] = row;
  return scored.subarray(0, count);
}

/** The rows of a class. */
function rowsOfClass(
  { label }: DatasetColumns,
  rows: Uint32Array,
  sentiment: (typeof SENTIMENTS)[number],
): Uint32Array {
  const code = SENTIMENTS.indexOf(sentiment);
  return rows.filter((row) => label[row] === code);
}
