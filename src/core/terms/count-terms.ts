import type { TermCounts } from './log-odds.ts';
import type { TermRows } from './term-rows.ts';

/** Terms of some posts, each text counted once however often it was reposted. */
export interface TextCounts extends TermCounts {
  readonly posts: Uint32Array;
  /** Distinct texts. */
  readonly texts: number;
}

/** Counts the terms of the rows `selected` in one pass. `terms`: how many terms there are. */
export function countTerms(index: TermRows, selected: Uint32Array, terms: number): TextCounts {
  const posts = new Uint32Array(terms);
  let [total, texts] = [0, 0];
  const isNew = createHashSet(selected.length);
  for (let i = 0; i < selected.length; i++) {
    const row = selected[i]!;
    if (row >= index.rows || !isNew(index.textHash[row]!)) continue;
    texts++;
    const end = index.offsets[row + 1]!;
    for (let at = index.offsets[row]!; at < end; at++) posts[index.terms[at]!]!++;
    total += end - index.offsets[row]!;
  }
  return { posts, total, texts };
}

/**
 * What `whole` has and `part`, which is of it, has not; a text that both sides have counts on the part's. Texts that only
 * begin alike may differ in a term or two, so that there would be less than none.
 */
export function countsWithout(whole: TextCounts, part: TextCounts): TextCounts {
  return {
    posts: whole.posts.map((count, term) => Math.max(0, count - part.posts[term]!)),
    total: whole.total - part.total,
    texts: whole.texts - part.texts,
  };
}

/** A function that is true for each hash that it was not asked about before; for at most `most` hashes. */
function createHashSet(most: number): (hash: number) => boolean {
  let slots = 16;
  while (slots < 2 * most) slots *= 2;
  const taken = new Uint32Array(slots);
  return (hash) => {
    // Zero marks a free slot.
    const key = hash === 0 ? 1 : hash;
    let slot = (key ^ (key >>> 15)) & (slots - 1);
    while (taken[slot] !== 0) {
      if (taken[slot] === key) return false;
      slot = (slot + 1) & (slots - 1);
    }
    taken[slot] = key;
    return true;
  };
}
