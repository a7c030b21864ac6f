import type { TermRows } from './term-rows.ts';

// A term of whose posts so many have a stronger one with a word in common says nothing more.
const SAME_POSTS = 0.7;
// Terms that are in the same posts but for so many come of one text, whatever their words.
const ONE_TEXT = 0.9;
// As many as a row's terms are looked up among without being slow.
const MOST_CANDIDATES = 120;

/**
 * Of terms in order of strength, the first `limit` that are no repeats of a stronger one: "neumann" and "adam neumann" are
 * one finding where nearly all posts with the weaker have the stronger too, and so are any two that have nearly the same
 * posts.
 * @param selected rows among which terms are taken to occur together
 */
export function withoutRepeats(
  index: TermRows,
  names: readonly string[],
  candidates: readonly number[],
  selected: Uint32Array,
  limit: number,
): number[] {
  const looked = candidates.slice(0, MOST_CANDIDATES);
  const together = countTogether(index, looked, selected);
  const count = (one: number, other: number): number => together[one * looked.length + other]!;
  const kept: number[] = [];
  for (let weak = 0; weak < looked.length && kept.length < limit; weak++) {
    const isRepeat = kept.some((strong) => {
      const [both, own, other] = [count(strong, weak), count(weak, weak), count(strong, strong)];
      const isPart = shareWord(names[looked[strong]!]!, names[looked[weak]!]!) && both >= SAME_POSTS * own;
      return isPart || both >= ONE_TEXT * Math.max(own, other);
    });
    if (!isRepeat) kept.push(weak);
  }
  return kept.map((place) => looked[place]!);
}

/** Posts with both of two candidates, by their places: `counts[a * candidates + b]`. */
function countTogether(index: TermRows, candidates: readonly number[], selected: Uint32Array): Uint32Array {
  const width = candidates.length;
  const counts = new Uint32Array(width * width);
  const placeOf = new Int16Array(65_536).fill(-1);
  candidates.forEach((term, place) => {
    placeOf[term] = place;
  });
  const found: number[] = [];
  for (let i = 0; i < selected.length; i++) {
    const row = selected[i]!;
    if (row >= index.rows) continue;
    found.length = 0;
    for (let at = index.offsets[row]!; at < index.offsets[row + 1]!; at++) {
      const place = placeOf[index.terms[at]!]!;
      if (place >= 0) found.push(place);
    }
    for (const one of found) for (const other of found) counts[one * width + other]!++;
  }
  return counts;
}

function shareWord(one: string, other: string): boolean {
  const words = bare(one);
  return bare(other).some((word) => words.includes(word));
}

/** The words of a term; a hashtag is the word that it is made of. */
function bare(term: string): string[] {
  return term.replace(/^[#@]/u, '').split(' ');
}
