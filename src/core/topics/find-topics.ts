import type { TermRows } from '../terms/term-rows.ts';
import { findCommunities } from './communities.ts';
import { alphabeticalRanks, distinctTexts } from './distinct-texts.ts';
import { countPairs, createPairCounts, type PairCounts, termGraph } from './term-graph.ts';
import { characteristicTerms, coherence } from './topic-names.ts';
import { chooseTopicTerms, type TopicTerms } from './topic-terms.ts';
import {
  communityWeights,
  countTopics,
  createTopicCounts,
  NO_TOPIC,
  type TopicCounts,
  type TopicWeights,
  topicFinder,
  weightsFrom,
} from './topic-weights.ts';

/** What a topic is called. */
export interface TopicName {
  /** Its most characteristic term, by which an address names it; no two topics have the same. */
  readonly key: string;
  /** Up to four characteristic terms, the key first, no word in two of them. */
  readonly terms: readonly string[];
}

/** The topics of a dataset, and how a post is told to belong to one. */
export interface TopicModel {
  readonly topics: readonly TopicName[];
  readonly weights: TopicWeights;
  readonly placeOf: Int32Array;
  /** Different texts of the dataset that were looked at. */
  readonly texts: number;
}

/** The place of the topic that a key names, or -1: by its key, or where no topic has that key by one of its terms. */
export function topicNamed(topics: readonly TopicName[], key: string): number {
  const place = topics.findIndex((topic) => topic.key === key);
  return place >= 0 ? place : topics.findIndex(({ terms }) => terms.includes(key));
}

/** Fewer different texts say nothing of topics. */
export const LEAST_TEXTS = 50;
const MOST_TEXTS = 200_000;
const NAMED_BY = 4;

// More communities than topics: those that are no topic leave in the rounds that follow.
const RESOLUTION = 4;
const FIRST_TOPICS = 80;
const FEWER_A_ROUND = 14;
const ROUNDS = 6;
const MOST_ROUNDS = 9;
const MOST_TOPICS = 24;
const LEAST_COHERENCE = 0.1;
const LEAST_SHARE = 0.005;
const LEAST_TEXTS_A_TOPIC = 8;

// About 10 ms of work, between which others are let through.
const TEXTS_A_STEP = 10_000;

/**
 * Finds what the posts of a dataset are about. Terms that come together in the same texts are clustered (a graph of
 * normalised pointwise mutual information, cut by modularity), and from there texts and terms are assigned to each other
 * in turn: a text to the topic whose terms it has, a term to the topics whose texts have it more often than others
 * (classification EM on a mixture of multinomials: Celeux & Govaert 1992). Topics that are small, or whose terms do not
 * come together, leave on the way. A text that was reposted counts once; nothing is drawn by chance, and neither the order
 * of the rows nor the numbers of the terms decide. Yields the share done, 0..1, every few milliseconds.
 */
export function* findTopics(index: TermRows, names: readonly string[]): Generator<number, TopicModel> {
  const ranks = alphabeticalRanks(names);
  yield 0;
  const texts = distinctTexts(index, ranks, MOST_TEXTS);
  yield 0.1;
  const terms = chooseTopicTerms(index, names, ranks, texts);
  const corpus = { index, texts, terms, names: Array.from(terms.terms, (term) => names[term]!) };
  if (texts.length < LEAST_TEXTS || terms.terms.length < 2) return modelOf(corpus, NONE, [], texts.length);
  let pairs = createPairCounts(terms.terms.length);
  for (const step of inSteps(texts)) {
    pairs = countPairs(pairs, index, terms, step);
    yield 0.2;
  }
  const graph = termGraph(pairs, Math.ceil(terms.leastTexts / 2));
  yield 0.25;
  const communities = largestFirst(findCommunities(graph, RESOLUTION), pairs);
  const wanted = topicsWanted(texts.length);
  let weights = communityWeights(graph, communities, Math.min(NO_TOPIC, 1 + Math.max(...communities)), pairs);
  let found = yield* assign(corpus, weights, 0.3);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const most = Math.max(wanted, FIRST_TOPICS - FEWER_A_ROUND * round);
    const kept = worthKeeping(corpus, found, pairs, most);
    if (round >= ROUNDS && kept.length === weights.topics) break;
    weights = weightsFrom(found, kept, pairs);
    found = yield* assign(corpus, weights, 0.3 + (0.7 * round) / MOST_ROUNDS);
  }
  const topics = found.texts.length;
  const termsOf = Array.from({ length: topics }, (_, topic) =>
    characteristicTerms(corpus.names, found, topic, pairs, NAMED_BY).map((place) => corpus.names[place]!),
  );
  return modelOf(corpus, weights, termsOf, texts.length);
}

interface Corpus {
  readonly index: TermRows;
  /** Rows of distinct texts. */
  readonly texts: Uint32Array;
  readonly terms: TopicTerms;
  /** By place. */
  readonly names: readonly string[];
}

const NONE: TopicWeights = {
  ...{ topics: 0, least: 0 },
  starts: new Uint32Array(1),
  of: new Uint8Array(0),
  weights: new Float32Array(0),
};

/** As many topics as a person goes through; of fewer texts fewer: 11 of 3,000, 16 of 10,000. */
function topicsWanted(texts: number): number {
  return Math.min(MOST_TOPICS, Math.round(texts ** 0.3));
}

function* inSteps(texts: Uint32Array): Generator<Uint32Array> {
  for (let from = 0; from < texts.length; from += TEXTS_A_STEP)
    yield texts.subarray(from, from + TEXTS_A_STEP);
}

function* assign(
  { index, texts, terms }: Corpus,
  weights: TopicWeights,
  share: number,
): Generator<number, TopicCounts> {
  const found = createTopicCounts(terms.terms.length, weights.topics);
  for (const step of inSteps(texts)) {
    countTopics(found, weights, index, terms.placeOf, step);
    yield share;
  }
  return found;
}

/** Communities renumbered by the texts of their terms, so that the largest are kept where there are too many. */
function largestFirst(communities: Uint32Array, { counts, size }: PairCounts): Uint32Array {
  const texts = new Map<number, number>();
  for (const [place, community] of communities.entries())
    texts.set(community, (texts.get(community) ?? 0) + counts[place * size + place]!);
  const order = [...texts].sort(([a, x], [b, y]) => y - x || a - b);
  const numbers = new Map(order.map(([community], number) => [community, number]));
  return communities.map((community) => numbers.get(community)!);
}

/** Topics with enough texts whose terms come together, those with most texts first, at most `most`. */
function worthKeeping(
  { texts, names }: Corpus,
  found: TopicCounts,
  pairs: PairCounts,
  most: number,
): number[] {
  const least = Math.max(LEAST_TEXTS_A_TOPIC, LEAST_SHARE * texts.length);
  return [...found.texts.keys()]
    .filter((topic) => found.texts[topic]! >= least)
    .filter((topic) => coherence(names, found, topic, pairs) >= LEAST_COHERENCE)
    .sort((a, b) => found.texts[b]! - found.texts[a]! || a - b)
    .slice(0, most);
}

function modelOf(
  { terms }: Corpus,
  weights: TopicWeights,
  termsOf: readonly (readonly string[])[],
  texts: number,
): TopicModel {
  return { topics: namesOf(termsOf), weights, placeOf: terms.placeOf, texts };
}

/** The first term of each topic that no other has as its key. */
function namesOf(termsOf: readonly (readonly string[])[]): TopicName[] {
  const taken = new Set<string>();
  return termsOf.map((terms, topic) => {
    const key = terms.find((term) => !taken.has(term)) ?? `topic ${topic + 1}`;
    taken.add(key);
    return { key, terms: [key, ...terms.filter((term) => term !== key)] };
  });
}

/** Writes the topics of the rows `from..to` of an index. @param topicOf by row, the topic or `NO_TOPIC` */
export function assignTopics(
  { weights, placeOf }: TopicModel,
  index: TermRows,
  from: number,
  to: number,
  topicOf: Uint8Array,
): void {
  const find = topicFinder(weights, index, placeOf);
  for (let row = from; row < to; row++) topicOf[row] = find(row);
}
