import { contrastTerms } from '../terms/log-odds.ts';
import { npmi, type PairCounts, textsWith } from './term-graph.ts';
import type { TopicCounts } from './topic-weights.ts';

// Among so many of the strongest terms a phrase is looked for.
const LOOKED_AT = 40;
// A word that stands in a phrase at least this often is named by the phrase.
const PHRASE_SHARE = 0.4;
const LEAST_Z = 3;
// Times as often in the topic's texts as in all, or half of what a topic of its size can have: a word that is frequent
// everywhere names nothing.
const LEAST_LIFT = 4.5;
const LIFT_SHARE = 0.5;
/** Terms of which coherence is the mean over pairs. */
const COHERENCE_TERMS = 8;

/** The places of the most characteristic terms of a topic, no word twice: log-odds against all other texts. */
export function characteristicTerms(
  names: readonly string[],
  found: TopicCounts,
  topic: number,
  pairs: PairCounts,
  limit: number,
): number[] {
  const strongest = strongestTerms(found, topic, pairs);
  const count = (place: number): number => found.counts[place * found.texts.length + topic]!;
  const used = new Set<string>();
  const kept: number[] = [];
  for (const place of strongest) {
    const term = phraseFor(place, strongest, names, count) ?? place;
    const words = wordsOf(names[term]!);
    if (words.some((word) => used.has(word))) continue;
    for (const word of words) used.add(word);
    kept.push(term);
    if (kept.length === limit) break;
  }
  return kept;
}

/**
 * Places of the terms that tell a topic's texts from all others, by how surely they do, times how much more often the topic
 * has them: the first alone favours words that are frequent everywhere, the second rare ones.
 */
function strongestTerms(found: TopicCounts, topic: number, pairs: PairCounts): number[] {
  const topics = found.texts.length;
  const inTopic = Uint32Array.from(
    { length: pairs.size },
    (_, place) => found.counts[place * topics + topic]!,
  );
  const inRest = inTopic.map((texts, place) => textsWith(pairs, place) - texts);
  const sum = (counts: Uint32Array) => counts.reduce((total, texts) => total + texts, 0);
  const own = { posts: inTopic, total: sum(inTopic) };
  const rest = { posts: inRest, total: sum(inRest) };
  const all = own.total + rest.total;
  const leastLift = Math.min(LEAST_LIFT, (LIFT_SHARE * all) / own.total);
  return contrastTerms(own, rest)
    .filter(
      ({ z, inSelection, inRest }) =>
        z > LEAST_Z && inSelection / own.total >= (leastLift * (inSelection + inRest)) / all,
    )
    .sort((a, b) => b.z * b.logOdds - a.z * a.logOdds || a.term - b.term)
    .slice(0, LOOKED_AT)
    .map(({ term }) => term);
}

/** "adam neumann" for "neumann": the most frequent phrase that a word mostly stands in. */
function phraseFor(
  place: number,
  among: readonly number[],
  names: readonly string[],
  count: (place: number) => number,
): number | null {
  const word = names[place]!;
  if (word.includes(' ')) return null;
  let best: number | null = null;
  for (const other of among) {
    const words = names[other]!.split(' ');
    if (words.length < 2 || !words.includes(word) || count(other) < PHRASE_SHARE * count(place)) continue;
    if (best === null || count(other) > count(best)) best = other;
  }
  return best;
}

/** The words of a term without what makes them a hashtag, a mention or a plural. */
function wordsOf(term: string): string[] {
  return term
    .replace(/^[#@]/u, '')
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/u, '') : word));
}

/**
 * Mean normalised pointwise mutual information of a topic's strongest terms, 0..1: how far they come together in the same
 * texts (the coherence C_NPMI of Aletras & Stevenson 2013, over whole texts).
 */
export function coherence(
  names: readonly string[],
  found: TopicCounts,
  topic: number,
  pairs: PairCounts,
): number {
  const top = characteristicTerms(names, found, topic, pairs, COHERENCE_TERMS);
  let sum = 0;
  for (const [i, one] of top.entries()) for (const other of top.slice(i + 1)) sum += npmi(pairs, one, other);
  return top.length < 2 ? 0 : sum / ((top.length * (top.length - 1)) / 2);
}
