import type { Explanation } from '../core/reasons/explain.ts';

// A few screens of the table of posts.
const KEPT = 200;

/** Gives the explanation of a text, asking for it where it is not among the last ones: the same text has the same. */
export function createExplanations(
  ask: (text: string) => Promise<Explanation>,
): (text: string) => Promise<Explanation> {
  // A Map keeps insertion order, so its first key was asked for longest ago.
  const known = new Map<string, Promise<Explanation>>();
  return (text) => {
    const explanation = known.get(text) ?? ask(text);
    known.delete(text);
    known.set(text, explanation);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    // A failure is not an answer: the next call tries again.
    explanation.catch(() => known.delete(text));
    return explanation;
  };
}
