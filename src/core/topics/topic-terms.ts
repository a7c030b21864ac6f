import type { TermRows } from '../terms/term-rows.ts';
import { isGeneral } from './general-words.ts';

// A word in more of the texts says what the dataset is about, not what a post of it is about.
const MOST_SHARE = 0.35;
// What fewer texts have says little of other texts; of a small dataset less is asked for.
const LEAST_TEXTS_SHARE = 0.002;
const LEAST_TEXTS = { min: 5, max: 10 };
// A square of them is counted: 16 MB.
const MOST_TERMS = 2000;

/** The terms by which topics are told, each with a place from 0 on. */
export interface TopicTerms {
  /** By place, the number of the term; most frequent first. */
  readonly terms: Int32Array;
  /** By number of a term, its place, or -1. */
  readonly placeOf: Int32Array;
  /** Texts that a term must be in at least. */
  readonly leastTexts: number;
}

/** Terms that are neither rare nor everywhere, the 2,000 most frequent. @param texts rows of distinct texts */
export function chooseTopicTerms(
  index: TermRows,
  names: readonly string[],
  ranks: Uint32Array,
  texts: Uint32Array,
): TopicTerms {
  const counts = new Uint32Array(names.length);
  for (const row of texts)
    for (let at = index.offsets[row]!; at < index.offsets[row + 1]!; at++) counts[index.terms[at]!]!++;
  const most = MOST_SHARE * texts.length;
  const leastTexts = Math.max(
    LEAST_TEXTS.min,
    Math.min(LEAST_TEXTS.max, Math.round(LEAST_TEXTS_SHARE * texts.length)),
  );
  const everywhere = new Set(names.filter((_, term) => counts[term]! > most));
  const terms = Int32Array.from(names.keys())
    .filter((term) => {
      const isKnown = counts[term]! >= leastTexts && counts[term]! <= most;
      return (
        isKnown && !isGeneral(names[term]!) && !names[term]!.split(' ').some((word) => everywhere.has(word))
      );
    })
    .sort((a, b) => counts[b]! - counts[a]! || ranks[a]! - ranks[b]!)
    .slice(0, MOST_TERMS);
  const placeOf = new Int32Array(names.length).fill(-1);
  for (const [place, term] of terms.entries()) placeOf[term] = place;
  return { terms, placeOf, leastTexts };
}
