import type { Answer } from './heads.ts';
import type { Sequences } from './network.ts';

/** Answers to token sequences that came lately. */
export interface AnswerCache {
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
}

// Two generations of at most 24,576 answers (about 170 bytes each with what holds them) and 3 MB of keys: 15 MB.
const GENERATION = { answers: 24_576, keyUnits: 1_500_000 };

/**
 * A cache of two generations: what is asked for in the older one moves to the younger; when that is full, the older
 * one is dropped. So what comes again stays, and nothing is kept in order.
 */
export function createAnswerCache(limits: typeof GENERATION = GENERATION): AnswerCache {
  let young = new Map<string, Answer>();
  let old = new Map<string, Answer>();
  let units = 0;

  function set(key: string, answer: Answer): void {
    if (young.size >= limits.answers || units + key.length > limits.keyUnits) {
      old = young;
      young = new Map();
      units = 0;
    }
    young.set(key, answer);
    units += key.length;
  }

  return {
    get(key) {
      const answer = young.get(key);
      if (answer) return answer;
      const older = old.get(key);
      if (older) set(key, older);
      return older;
    },
    set,
  };
}

/**
 * A string that equals that of another post exactly where their ids do. Ids of `halves` 16-bit halves; a sequence that
 * several towers share counts once.
 */
export function keyOf(sequences: Sequences, halves: 1 | 2): string {
  let key = '';
  sequences.forEach((ids, i) => {
    if (sequences.indexOf(ids) < i) return;
    key += String.fromCharCode(ids.length & 0xffff, ids.length >>> 16);
    for (const id of ids)
      key += halves === 1 ? String.fromCharCode(id) : String.fromCharCode(id & 0xffff, id >>> 16);
  });
  return key;
}
