import { createPairTable, type PairTable } from './pair-table.ts';
import { isPhrase, standsAlone, type TokenKind, tokenKind } from './stop-words.ts';
import { scanTokens } from './tokens.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

export interface TermCounterOptions {
  /** Words and phrases, each, that are kept while counting; of more, the rarest go. */
  readonly mostCounted: number;
  /** Terms of the vocabulary. */
  readonly mostTerms: number;
}

/** Finds out which terms are used often enough to be worth an index. */
export interface TermCounter {
  add(text: string): void;
  /** Terms that at least `leastPosts` of the texts have, the most frequent ones where there are too many. */
  vocabulary(leastPosts: number): Vocabulary;
}

/** One word that is counted. */
interface Word {
  readonly id: number;
  readonly kind: TokenKind;
  posts: number;
  /** The last text that had it: a term counts once per text. */
  lastText: number;
}

/**
 * Counts words and phrases in bounded memory: when there are too many, those seen least are forgotten (as in lossy
 * counting, Manku and Motwani 2002). What is frequent comes again.
 */
export function createTermCounter({ mostCounted, mostTerms }: TermCounterOptions): TermCounter {
  let words = new Map<string, Word>();
  let phrases = createPairTable();
  let nextId = 1;
  let texts = 0;
  let before: Word | null = null;
  // Phrases of the text at hand, to count each once; few enough that looking through is quickest.
  const seen: Word[] = [];

  function wordOf(token: string): Word {
    const known = words.get(token);
    if (known) return known;
    const word: Word = { id: nextId++, kind: tokenKind(token), posts: 0, lastText: 0 };
    words.set(detached(token), word);
    return word;
  }

  function hasPhrase(first: Word, second: Word): boolean {
    for (let i = 0; i < seen.length; i += 2) if (seen[i] === first && seen[i + 1] === second) return true;
    return false;
  }

  function visit(token: string, isJoined: boolean): void {
    const word = wordOf(token);
    if (word.lastText !== texts) {
      word.lastText = texts;
      word.posts++;
    }
    if (isJoined && before && isPhrase(before.kind, word.kind) && !hasPhrase(before, word)) {
      seen.push(before, word);
      phrases.increment(before.id, word.id);
    }
    before = word;
  }

  function forgetRare(): void {
    if (words.size > mostCounted) words = frequentWords(words, mostCounted / 2);
    if (phrases.size > mostCounted) phrases = frequentPairs(phrases, mostCounted / 2);
  }

  return {
    add(text) {
      texts++;
      before = null;
      seen.length = 0;
      scanTokens(text, visit);
      if (words.size > mostCounted || phrases.size > mostCounted) forgetRare();
    },
    vocabulary(leastPosts) {
      const named = new Map([...words].map(([token, word]) => [word.id, token]));
      const terms: { posts: number; first: string; second: string | null }[] = [];
      for (const [token, { kind, posts }] of words)
        if (posts >= leastPosts && standsAlone(kind)) terms.push({ posts, first: token, second: null });
      phrases.forEach((first, second, posts) => {
        const [one, other] = [named.get(first), named.get(second)];
        if (posts >= leastPosts && one !== undefined && other !== undefined)
          terms.push({ posts, first: one, second: other });
      });
      terms.sort((a, b) => b.posts - a.posts);
      return createVocabulary(terms.slice(0, mostTerms));
    },
  };
}

function frequentWords(words: ReadonlyMap<string, Word>, most: number): Map<string, Word> {
  const bar = barFor(
    [...words.values()].map(({ posts }) => posts),
    most,
  );
  return new Map([...words].filter(([, { posts }]) => posts > bar));
}

function frequentPairs(pairs: PairTable, most: number): PairTable {
  const counts: number[] = [];
  pairs.forEach((_first, _second, count) => void counts.push(count));
  const bar = barFor(counts, most);
  const kept = createPairTable();
  pairs.forEach((first, second, count) => {
    if (count > bar) kept.set(first, second, count);
  });
  return kept;
}

/** The least count above which there are at most `most` of them. */
function barFor(counts: readonly number[], most: number): number {
  const sorted = Uint32Array.from(counts).sort();
  return sorted[Math.max(0, sorted.length - 1 - Math.floor(most))] ?? 0;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A copy that does not keep the long text alive of which the token is a slice. */
function detached(token: string): string {
  return decoder.decode(encoder.encode(token));
}
