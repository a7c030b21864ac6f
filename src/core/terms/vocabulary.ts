import { createPairTable, type PairTable } from './pair-table.ts';

/** The terms of an index, numbered from 0. */
export interface Vocabulary {
  /** Words, phrases of two words with a space between them, #hashtags, @mentions and emoji. */
  readonly terms: readonly string[];
  /** By token, the number of a word that is a term or part of one, from 1. */
  readonly words: ReadonlyMap<string, number>;
  /** By the number of a word, the term that it is, or `NO_TERM`. */
  readonly termOfWord: Int32Array;
  /** By the numbers of two words, the phrase that they are, plus one. */
  readonly phrases: PairTable;
}

export const NO_TERM = -1;

/** A vocabulary of words (`second` is null) and phrases; a term's place in `terms` is its number. */
export function createVocabulary(
  terms: readonly { readonly first: string; readonly second: string | null }[],
): Vocabulary {
  const words = new Map<string, number>();
  const phrases = createPairTable();
  const numberOf = (token: string): number => {
    const known = words.get(token) ?? words.size + 1;
    words.set(token, known);
    return known;
  };
  const single: [number, number][] = [];
  terms.forEach(({ first, second }, term) => {
    if (second === null) single.push([numberOf(first), term]);
    else phrases.set(numberOf(first), numberOf(second), term + 1);
  });
  const termOfWord = new Int32Array(words.size + 1).fill(NO_TERM);
  for (const [word, term] of single) termOfWord[word] = term;
  return {
    terms: terms.map(({ first, second }) => (second === null ? first : `${first} ${second}`)),
    words,
    termOfWord,
    phrases,
  };
}
