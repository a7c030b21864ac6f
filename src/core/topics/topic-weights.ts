import type { TermRows } from '../terms/term-rows.ts';
import type { Graph } from './communities.ts';
import { type PairCounts, textsWith } from './term-graph.ts';

/** No topic: what a post says belongs to none clearly. */
export const NO_TOPIC = 255;

/** What each term says for topics; most say something for a few of them only. */
export interface TopicWeights {
  /** The topics that the term at `place` speaks for, ascending, and how much: at `starts[place]..starts[place + 1]`. */
  readonly starts: Uint32Array;
  readonly of: Uint8Array;
  /** Above 0: log of how much more often the topic's texts have the term. */
  readonly weights: Float32Array;
  readonly topics: number;
  /** A text belongs to the topic with the greatest sum of weights, from this sum on. */
  readonly least: number;
}

/** Texts by topic. */
export interface TopicCounts {
  /** `[terms, topics]`: texts of the topic with the term. */
  readonly counts: Uint32Array;
  /** By topic: the sum of its counts, and its texts. */
  readonly uses: Uint32Array;
  readonly texts: Uint32Array;
}

// Terms that the topic's texts have less than twice as often as all texts say nothing for it.
const LEAST_LIFT = 0.7;
// So that a few words of one text's variants do not decide alone.
const MOST_LIFT = 4;
// About one clear term and a weak one.
const LEAST_SUM = 2.5;
const FIRST_LEAST_SUM = 0.5;
/** Uses of terms that the prior is worth, spread as the terms are in all texts. */
const PRIOR_USES = 50;
const MOST_RARITY = 4;

/** Weights to begin with: a term speaks for its own community, the more so the more it is tied to it and the rarer it is. */
export function communityWeights(
  graph: Graph,
  communities: Uint32Array,
  topics: number,
  pairs: PairCounts,
): TopicWeights {
  const built = createWeights(pairs.size, topics, FIRST_LEAST_SUM);
  for (const [place, own] of communities.entries()) {
    if (own >= topics) {
      built.nextTerm();
      continue;
    }
    let inside = 0;
    for (let at = graph.starts[place]!; at < graph.starts[place + 1]!; at++)
      if (communities[graph.neighbours[at]!] === own) inside += graph.weights[at]!;
    const rarity = Math.min(MOST_RARITY, Math.log(pairs.texts / textsWith(pairs, place)));
    if (inside > 0) built.add(own, inside * rarity);
    built.nextTerm();
  }
  return built.weights();
}

/**
 * Weights from the texts of each topic kept: the log of the share of a term's uses in the topic to that in all texts,
 * drawn towards 0 by a Dirichlet prior. @param kept topics of `found`, in their new order
 */
export function weightsFrom(found: TopicCounts, kept: readonly number[], pairs: PairCounts): TopicWeights {
  const { size } = pairs;
  const topics = kept.length;
  const before = found.texts.length;
  let all = 0;
  for (let place = 0; place < size; place++) all += textsWith(pairs, place);
  const built = createWeights(size, topics, LEAST_SUM);
  for (let place = 0; place < size; place++) {
    const share = textsWith(pairs, place) / all;
    for (const [topic, old] of kept.entries()) {
      const inTopic =
        (found.counts[place * before + old]! + PRIOR_USES * share) / (found.uses[old]! + PRIOR_USES);
      const lift = Math.log(inTopic / share);
      if (lift >= LEAST_LIFT) built.add(topic, Math.min(MOST_LIFT, lift));
    }
    built.nextTerm();
  }
  return built.weights();
}

/** Puts weights together, term by term in order. */
function createWeights(terms: number, topics: number, least: number) {
  const starts = new Uint32Array(terms + 1);
  const of: number[] = [];
  const weights: number[] = [];
  let place = 0;
  return {
    add(topic: number, weight: number): void {
      of.push(topic);
      weights.push(weight);
    },
    nextTerm(): void {
      starts[++place] = of.length;
    },
    weights: (): TopicWeights => ({
      ...{ starts, topics, least },
      of: Uint8Array.from(of),
      weights: Float32Array.from(weights),
    }),
  };
}

/** A function that gives the topic of a row, or `NO_TOPIC`. @param placeOf by number of a term, its place, or -1 */
export function topicFinder(
  { starts, of, weights, topics, least }: TopicWeights,
  { offsets, terms }: TermRows,
  placeOf: Int32Array,
): (row: number) => number {
  const sums = new Float32Array(topics);
  return (row) => {
    sums.fill(0);
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const place = placeOf[terms[at]!]!;
      if (place < 0) continue;
      const end = starts[place + 1]!;
      for (let i = starts[place]!; i < end; i++) sums[of[i]!]! += weights[i]!;
    }
    let best = 0;
    for (let topic = 1; topic < topics; topic++) if (sums[topic]! > sums[best]!) best = topic;
    return topics > 0 && sums[best]! >= least ? best : NO_TOPIC;
  };
}

export function createTopicCounts(terms: number, topics: number): TopicCounts {
  return {
    counts: new Uint32Array(terms * topics),
    uses: new Uint32Array(topics),
    texts: new Uint32Array(topics),
  };
}

/** Adds some texts to the counts of their topics. @param texts rows */
export function countTopics(
  found: TopicCounts,
  weights: TopicWeights,
  index: TermRows,
  placeOf: Int32Array,
  texts: Uint32Array,
): void {
  const topicOf = topicFinder(weights, index, placeOf);
  const { topics } = weights;
  for (const row of texts) {
    const topic = topicOf(row);
    if (topic === NO_TOPIC) continue;
    found.texts[topic]!++;
    for (let at = index.offsets[row]!; at < index.offsets[row + 1]!; at++) {
      const place = placeOf[index.terms[at]!]!;
      if (place < 0) continue;
      found.counts[place * topics + topic]!++;
      found.uses[topic]!++;
    }
  }
}
