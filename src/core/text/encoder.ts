import type { EncoderConfig } from './config.ts';
import { createLongestEntry } from './longest-entry.ts';
import { createTokenizer } from './tokenize.ts';

/** Turns text into what a network reads. There is one such function; training and serving both use it. */
export interface Encoder {
  /** Token ids, `[tokens]`, at least one; each is an index into the vocabulary. */
  encode(text: string): Int32Array<ArrayBuffer>;
  /** The same from the text's tokens, for encoders that differ in their vocabulary alone. */
  encodeTokens(tokens: readonly string[]): Int32Array<ArrayBuffer>;
  /** Ids of a part of a text: any number of them. */
  idsOf(tokens: readonly string[]): number[];
  /**
   * What `encode` gives for a text whose parts have the first `count` of these ids: at least one, cut to its ends where
   * there are many.
   */
  finish(ids: readonly number[], count: number): Int32Array<ArrayBuffer>;
  /** The vocabulary entries behind the ids, in order. */
  tokens(text: string): string[];
  readonly vocabularySize: number;
}

/**
 * An encoder from a model's settings and vocabulary (entry `i` has id `i`).
 * Throws where the vocabulary lacks one of the markers: it then belongs to other settings.
 */
export function createEncoder(config: EncoderConfig, vocabulary: readonly string[]): Encoder {
  const idOf = new Map(vocabulary.map((entry, id) => [entry, id]));
  for (const marker of Object.values(config.markers) as string[])
    if (!idOf.has(marker)) throw new Error(`the vocabulary has no entry ${marker}`);
  const unknown = idOf.get(config.markers.unknown)!;
  const empty = idOf.get(config.markers.empty)!;
  const beginnings = createLongestEntry(idOf);
  const continuations = createLongestEntry(withoutPrefix(idOf, config.continuation));
  const tokenize = createTokenizer(config);

  // Greedy longest match first, as WordPiece does (Wu et al. 2016, arXiv:1609.08144).
  function pieces(word: string): readonly number[] {
    const ids: number[] = [];
    for (let start = 0; start < word.length; ) {
      const entries = start === 0 ? beginnings : continuations;
      const id = entries.find(word, start);
      if (id < 0 || ids.length === config.maxPieces) return [unknown];
      ids.push(id);
      start = entries.end;
    }
    return ids;
  }

  function idsOf(tokens: readonly string[]): number[] {
    const ids: number[] = [];
    for (const token of tokens) {
      const known = idOf.get(token);
      if (known === undefined) ids.push(...pieces(token));
      else ids.push(known);
    }
    return ids;
  }

  function finish(ids: readonly number[], count: number): Int32Array<ArrayBuffer> {
    if (count === 0) return Int32Array.of(empty);
    const { halfTokens } = config;
    const result = new Int32Array(Math.min(count, 2 * halfTokens));
    const leftOut = count - result.length;
    for (let i = 0; i < result.length; i++) result[i] = ids[i < halfTokens ? i : i + leftOut]!;
    return result;
  }

  function encodeTokens(tokens: readonly string[]): Int32Array<ArrayBuffer> {
    const ids = idsOf(tokens);
    return finish(ids, ids.length);
  }

  const encode = (text: string): Int32Array<ArrayBuffer> => encodeTokens(tokenize(text));
  return {
    encode,
    encodeTokens,
    idsOf,
    finish,
    tokens: (text) => Array.from(encode(text), (id) => vocabulary[id]!),
    vocabularySize: vocabulary.length,
  };
}

/** The entries that begin with the prefix and go on after it, without it. */
function withoutPrefix(idOf: ReadonlyMap<string, number>, prefix: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [entry, id] of idOf)
    if (entry.startsWith(prefix) && entry !== prefix) found.set(entry.slice(prefix.length), id);
  return found;
}
