import { scanTokens } from './tokens.ts';
import { NO_TERM, type Vocabulary } from './vocabulary.ts';

/**
 * Which terms each row has: those of `row` are `terms[offsets[row]..offsets[row + 1]]`, no term twice. Arrays are longer
 * than what is in use.
 */
export interface TermRows {
  readonly rows: number;
  readonly offsets: Uint32Array;
  readonly terms: Uint16Array;
  /** Hash of how each text begins: equal for reposts of one text. */
  readonly textHash: Uint32Array;
}

/** Terms that fit the index. */
export const MOST_TERMS = 65_535;

// Twice would waste half of what is the largest part of the index.
const GROWTH = 1.5;

// A repost is cut off where the original goes on.
const HASHED_CHARACTERS = 80;

/** Appends rows to an index, in order. */
export interface TermRowsBuilder {
  add(text: string): void;
  /** What was added so far; it stays valid as more is added. */
  current(): TermRows;
}

/** An empty index over a vocabulary of at most `MOST_TERMS` terms. */
export function createTermRows(vocabulary: Vocabulary): TermRowsBuilder {
  let offsets = new Uint32Array(1024);
  let terms = new Uint16Array(16_384);
  let textHash = new Uint32Array(1024);
  let rows = 0;
  let used = 0;
  const lastRow = new Int32Array(vocabulary.terms.length).fill(-1);
  let before = 0;
  let hash = 0;
  let hashed = 0;

  function push(term: number): void {
    if (lastRow[term] === rows) return;
    lastRow[term] = rows;
    if (used === terms.length) terms = grown(terms, new Uint16Array(GROWTH * used));
    terms[used++] = term;
  }

  function addToHash(token: string): void {
    // Mentions in front of a repost differ.
    if (token.charCodeAt(0) === AT) return;
    for (let i = 0; i < token.length && hashed < HASHED_CHARACTERS; i++, hashed++)
      hash = Math.imul(hash ^ token.charCodeAt(i), FNV_PRIME);
  }

  function visit(token: string, isJoined: boolean): void {
    addToHash(token);
    const word = vocabulary.words.get(token) ?? 0;
    if (word !== 0) {
      const term = vocabulary.termOfWord[word]!;
      if (term !== NO_TERM) push(term);
      if (isJoined && before !== 0) {
        const phrase = vocabulary.phrases.get(before, word);
        if (phrase !== 0) push(phrase - 1);
      }
    }
    before = word;
  }

  return {
    add(text) {
      before = 0;
      hashed = 0;
      hash = FNV_BASIS;
      scanTokens(text, visit);
      if (rows + 2 > offsets.length) {
        offsets = grown(offsets, new Uint32Array(GROWTH * offsets.length));
        textHash = grown(textHash, new Uint32Array(GROWTH * textHash.length));
      }
      textHash[rows] = hash >>> 0;
      offsets[++rows] = used;
    },
    current: () => ({ rows, offsets, terms, textHash }),
  };
}

// FNV-1a, over UTF-16 units.
const FNV_BASIS = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;
const AT = 64;

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
