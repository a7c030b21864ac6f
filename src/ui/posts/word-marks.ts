import type { Queries } from '../../app/queries.ts';
import type { Contribution, PostRow } from '../../app/types.ts';

// Whoever scrolls is not reading.
const REST_MS = 350;
// A few hundred numbers each.
const MOST_KEPT = 500;

/** What the words of the posts on screen add to their scores, found one post after the other while nothing moves. */
export interface WordMarks {
  /** Of a row; undefined until it is known. The places are those of the whole text. */
  of(row: number): readonly Contribution[] | undefined;
  /** Calls `notify` whenever a row becomes known; gives the way to end that. */
  subscribe(notify: () => void): () => void;
  /** The posts that are on screen now. What is no longer wanted is not begun. */
  want(posts: readonly PostRow[]): void;
}

/** Asks for one post at a time, so that a click on one waits for no more than that. */
export function createWordMarks({ explain, text }: Pick<Queries, 'explain' | 'text'>): WordMarks {
  // A Map keeps insertion order, so its first key was found longest ago.
  const known = new Map<number, readonly Contribution[]>();
  const listeners = new Set<() => void>();
  let wanted: readonly PostRow[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  async function askNext(): Promise<void> {
    const post = wanted.find(({ row }) => !known.has(row));
    if (isAsking || !post) return;
    isAsking = true;
    try {
      const whole = post.text.endsWith('…') ? await text(post.row) : post.text;
      const { contributions } = await explain(whole);
      known.set(post.row, contributions);
      if (known.size > MOST_KEPT) known.delete(known.keys().next().value!);
      for (const notify of listeners) notify();
    } catch {
      // A post whose words cannot be weighed says so when it is opened; here it stays plain.
      known.set(post.row, []);
    }
    isAsking = false;
    void askNext();
  }

  return {
    of: (row) => known.get(row),
    subscribe(notify) {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    want(posts) {
      clearTimeout(timer);
      wanted = [];
      if (posts.length > 0)
        timer = setTimeout(() => {
          wanted = posts;
          void askNext();
        }, REST_MS);
    },
  };
}
