import type { EncoderConfig } from './config.ts';
import { createTokenizer } from './tokenize.ts';

/** Turns text into what a network reads. There is one such function; training and serving both use it. */
export interface Encoder {
  /** Token ids, `[tokens]`, at least one; each is an index into the vocabulary. */
  encode(text: string): Int32Array<ArrayBuffer>;
  /** The same from the text's tokens, for encoders that differ in their vocabulary alone. */
  encodeTokens(tokens: readonly string[]): Int32Array<ArrayBuffer>;
  /** The vocabulary entries behind the ids, in order. */
  tokens(text: string): string[];
  readonly vocabularySize: number;
}

// Most words of a corpus are a few thousand; past this many distinct ones the cache is emptied.
const WORDS_CACHED = 100_000;

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
  const longest = vocabulary.reduce((length, entry) => Math.max(length, entry.length), 0);
  const tokenize = createTokenizer(config);
  const cache = new Map<string, readonly number[]>();

  // Greedy longest match first, as WordPiece does (Wu et al. 2016, arXiv:1609.08144).
  function pieces(word: string): readonly number[] {
    const ids: number[] = [];
    for (let start = 0; start < word.length; ) {
      const prefix = start === 0 ? '' : config.continuation;
      let end = Math.min(word.length, start + longest);
      let id: number | undefined;
      for (; end > start; end--) {
        id = idOf.get(prefix + word.slice(start, end));
        if (id !== undefined) break;
      }
      if (id === undefined || ids.length === config.maxPieces) return [unknown];
      ids.push(id);
      start = end;
    }
    return ids;
  }

  function idsOf(token: string): readonly number[] {
    const known = idOf.get(token);
    if (known !== undefined) return [known];
    let ids = cache.get(token);
    if (!ids) {
      ids = pieces(token);
      if (cache.size >= WORDS_CACHED) cache.clear();
      cache.set(token, ids);
    }
    return ids;
  }

  function encodeTokens(tokens: readonly string[]): Int32Array<ArrayBuffer> {
    const ids: number[] = [];
    for (const token of tokens) for (const id of idsOf(token)) ids.push(id);
    if (ids.length === 0) return Int32Array.of(empty);
    const { halfTokens } = config;
    return ids.length <= 2 * halfTokens
      ? Int32Array.from(ids)
      : Int32Array.from([...ids.slice(0, halfTokens), ...ids.slice(-halfTokens)]);
  }

  const encode = (text: string): Int32Array<ArrayBuffer> => encodeTokens(tokenize(text));
  return {
    encode,
    encodeTokens,
    tokens: (text) => Array.from(encode(text), (id) => vocabulary[id]!),
    vocabularySize: vocabulary.length,
  };
}
