import type { Rng } from '../src/core/rng/rng.ts';

/** What a text is cut into here: what stays as it is (addresses, names, tags), words, single marks. */
const PART = /(?:https?:\/\/|www\.)\S+|[@#]\w+|(?<word>\p{L}[\p{L}'’]*)|[^\s\p{L}]/giu;
const CANDIDATES = 24;
/** A word that was never seen before the one that follows has this much of a chance with it. */
const UNSEEN = 0.02;
const END = 0;

interface Part {
  readonly text: string;
  readonly at: number;
  readonly isWord: boolean;
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(PART)].map((match) => ({
    text: match[0],
    at: match.index,
    isWord: match.groups?.word !== undefined,
  }));
}

/**
 * Copies of texts in which some words give way to others, each by how often it stood behind the word before and in front of the
 * word behind: P(w | before) P(behind | w), counted over `texts` (a Gibbs step of a bigram model). All else, capitals
 * included, stays as it was typed. Words seen fewer than `rarest` times neither go nor come.
 */
export function createRewriter(
  texts: Iterable<string>,
  rarest: number,
): (text: string, share: number, rng: Rng) => string {
  const idOf = new Map<string, number>();
  const words: string[] = [''];
  const stream: number[] = [END];
  const counts: number[] = [0];
  for (const text of texts) {
    for (const part of partsOf(text)) {
      const key = part.text.toLowerCase();
      let id = idOf.get(key);
      if (id === undefined) {
        id = part.isWord ? words.push(key) - 1 : words.push('') - 1;
        idOf.set(key, id);
        counts.push(0);
      }
      counts[id]!++;
      stream.push(id);
    }
    stream.push(END);
    counts[END]!++;
  }
  const tokens = Int32Array.from(stream);
  stream.length = 0;
  const follows = occurrences(tokens, words.length);
  const pairs = new Map<number, number>();
  const pairKey = (left: number, right: number) => left * words.length + right;
  for (let i = 1; i < tokens.length; i++) {
    const key = pairKey(tokens[i - 1]!, tokens[i]!);
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const mayStand = (id: number) => words[id] !== '' && counts[id]! >= rarest;

  /** A word between two others, or nothing where none is known. */
  function draw(before: number, own: number, behind: number, rng: Rng): string | undefined {
    const first = follows.starts[before]!;
    const seen = follows.starts[before + 1]! - first;
    const candidates: number[] = [];
    const weights: number[] = [];
    let total = 0;
    for (let i = 0; i < CANDIDATES && seen > 0; i++) {
      const id = tokens[follows.places[first + rng.int(seen)]! + 1] ?? END;
      if (id === own || !mayStand(id)) continue;
      const together = pairs.get(pairKey(id, behind)) ?? 0;
      const weight = (together + UNSEEN) / counts[id]!;
      candidates.push(id);
      weights.push(weight);
      total += weight;
    }
    let left = rng.next() * total;
    for (const [i, id] of candidates.entries()) {
      left -= weights[i]!;
      if (left <= 0) return words[id];
    }
    return undefined;
  }

  return (text, share, rng) => {
    const parts = partsOf(text);
    const ids = parts.map((part) => idOf.get(part.text.toLowerCase()) ?? -1);
    let result = '';
    let copied = 0;
    for (const [i, part] of parts.entries()) {
      const own = ids[i]!;
      if (!part.isWord || own < 0 || !mayStand(own) || !rng.chance(share)) continue;
      const before = i === 0 ? END : ids[i - 1]!;
      const word = before < 0 ? undefined : draw(before, own, ids[i + 1] ?? END, rng);
      if (word === undefined) continue;
      ids[i] = idOf.get(word)!;
      result += text.slice(copied, part.at) + inCaseOf(part.text, word);
      copied = part.at + part.text.length;
    }
    return result + text.slice(copied);
  };
}

/** Where each token stands, all of one token after the other. */
function occurrences(tokens: Int32Array, size: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(size + 1);
  for (const token of tokens) starts[token + 1]!++;
  for (let id = 0; id < size; id++) starts[id + 1]! += starts[id]!;
  const next = starts.slice();
  const places = new Int32Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) places[next[tokens[i]!]!++] = i;
  return { starts, places };
}

/** The word in capitals, or with a first capital, where the one it stands for was. */
function inCaseOf(was: string, word: string): string {
  const first = was[0]!;
  if (first === first.toLowerCase()) return word;
  const isCapitals = was.length > 1 && was === was.toUpperCase();
  return isCapitals ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1);
}
