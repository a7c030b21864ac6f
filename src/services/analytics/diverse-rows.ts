import type { TermRows } from '../../core/terms/term-rows.ts';

/** What tells how much two rows are alike. */
export interface RowLikeness {
  /** Author by row, 0 for none; null where the file names no authors. */
  readonly authors: ArrayLike<number> | null;
  /** Terms by row; null while they are not read. */
  readonly terms: TermRows | null;
}

/**
 * `limit` of the candidates, one after the other: each time the one with the most of its value less its likeness to those
 * taken (maximal marginal relevance, Carbonell and Goldstein 1998, with equal weights). Two rows are as alike as the Jaccard similarity of
 * their terms, and wholly where one author wrote both.
 * @param valueAt 0..1
 */
export function diverseRows(
  candidates: readonly number[],
  valueAt: (row: number) => number,
  likeness: RowLikeness,
  limit: number,
): number[] {
  const taken: number[] = [];
  const left = [...candidates];
  // Of each one left, its likeness to the one of those taken that it is most like.
  const alike = left.map(() => 0);
  while (taken.length < limit && left.length > 0) {
    let best = 0;
    const gain = (at: number): number => valueAt(left[at]!) - alike[at]!;
    for (let at = 1; at < left.length; at++) if (gain(at) > gain(best)) best = at;
    const row = left[best]!;
    taken.push(row);
    left.splice(best, 1);
    alike.splice(best, 1);
    for (let at = 0; at < left.length; at++)
      alike[at] = Math.max(alike[at]!, likenessOf(row, left[at]!, likeness));
  }
  return taken;
}

function likenessOf(a: number, b: number, { authors, terms }: RowLikeness): number {
  if (authors && authors[a]! > 0 && authors[a] === authors[b]) return 1;
  return terms ? sharedTerms(terms, a, b) : 0;
}

/** Terms in both over terms in either; 0 for a row that is not read yet. */
function sharedTerms({ terms, offsets, rows }: TermRows, a: number, b: number): number {
  if (a >= rows || b >= rows) return 0;
  const ofA = new Set(terms.subarray(offsets[a]!, offsets[a + 1]!));
  const ofB = terms.subarray(offsets[b]!, offsets[b + 1]!);
  let both = 0;
  for (const term of ofB) if (ofA.has(term)) both++;
  const either = ofA.size + ofB.length - both;
  return either === 0 ? 0 : both / either;
}
