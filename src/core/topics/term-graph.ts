import type { TermRows } from '../terms/term-rows.ts';
import { type Graph, graphOf } from './communities.ts';
import type { TopicTerms } from './topic-terms.ts';

const LEAST_NPMI = 0.15;
// Of each term the strongest edges: one with many weak ones would tie everything together.
const EDGES_KEPT = 12;

/** In how many texts two terms come together. */
export interface PairCounts {
  /** Texts that were counted. */
  texts: number;
  /** `[size, size]`: for places a <= b the count is at `a * size + b`; of a term alone at `a * size + a`. */
  readonly counts: Uint32Array;
  readonly size: number;
}

export function createPairCounts(size: number): PairCounts {
  return { texts: 0, counts: new Uint32Array(size * size), size };
}

/** Adds the pairs of terms in some texts. @param texts rows */
export function countPairs(
  { counts, size, ...pairs }: PairCounts,
  index: TermRows,
  { placeOf }: TopicTerms,
  texts: Uint32Array,
): PairCounts {
  const found = new Int32Array(size);
  for (const row of texts) {
    let length = 0;
    for (let at = index.offsets[row]!; at < index.offsets[row + 1]!; at++) {
      const place = placeOf[index.terms[at]!]!;
      if (place >= 0) found[length++] = place;
    }
    for (let a = 0; a < length; a++) {
      const one = found[a]!;
      counts[one * size + one]!++;
      for (let b = a + 1; b < length; b++) {
        const other = found[b]!;
        counts[one < other ? one * size + other : other * size + one]!++;
      }
    }
  }
  return { counts, size, texts: pairs.texts + texts.length };
}

/** Texts with a term. */
export function textsWith({ counts, size }: PairCounts, place: number): number {
  return counts[place * size + place]!;
}

/**
 * Normalised pointwise mutual information of two terms (Bouma 2009): 1 for terms that always come together, 0 for those
 * that do so as often as chance has it, or less often.
 */
export function npmi(pairs: PairCounts, one: number, other: number): number {
  const { counts, size, texts } = pairs;
  const both = counts[Math.min(one, other) * size + Math.max(one, other)]!;
  if (both === 0) return 0;
  if (both === texts) return 1;
  const lift = (both * texts) / (textsWith(pairs, one) * textsWith(pairs, other));
  return Math.max(0, Math.log(lift) / Math.log(texts / both));
}

/** Terms as nodes; edges lead to those with which a term comes together most, weighted by `npmi`. */
export function termGraph(pairs: PairCounts, leastTogether: number): Graph {
  const { counts, size } = pairs;
  const near: { readonly other: number; readonly weight: number }[][] = Array.from(
    { length: size },
    () => [],
  );
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      // What comes together in fewer texts does so by chance, or in one text and its variants.
      if (counts[a * size + b]! < leastTogether) continue;
      const weight = npmi(pairs, a, b);
      if (weight < LEAST_NPMI) continue;
      near[a]!.push({ other: b, weight });
      near[b]!.push({ other: a, weight });
    }
  const edges = Array.from({ length: size }, () => new Map<number, number>());
  for (const [node, all] of near.entries()) {
    all.sort((x, y) => y.weight - x.weight || x.other - y.other);
    for (const { other, weight } of all.slice(0, EDGES_KEPT)) {
      edges[node]!.set(other, weight);
      edges[other]!.set(node, weight);
    }
  }
  return graphOf(edges, new Float64Array(size));
}
