import type { Answer } from './heads.ts';
import type { Sequences } from './network.ts';

/** Answers to token sequences that came lately. */
export interface AnswerCache {
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
}

// Two generations of at most 16,384 answers (about 170 bytes each with what holds them) and 2 MB of keys: 10 MB.
const GENERATION = { answers: 16_384, keyUnits: 1_000_000 };

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
  for (let i = 0; i < sequences.length; i++) {
    const ids = sequences[i]!;
    if (sequences.indexOf(ids) < i) continue;
    key += String.fromCharCode(ids.length & 0xffff, ids.length >>> 16);
    for (let from = 0; from < ids.length; from += UNITS_AT_ONCE) {
      const part = ids.subarray(from, from + UNITS_AT_ONCE);
      key += unitsOf(part);
      if (halves === 2) key += unitsOf(part.map((id) => id >>> 16));
    }
  }
  return key;
}

// Arguments of a call are on the stack.
const UNITS_AT_ONCE = 1024;

/** The lower 16 bits of each number as a character. */
function unitsOf(numbers: Int32Array): string {
  // A plain array: as arguments, a typed one takes several times as long.
  const units: number[] = [];
  for (let i = 0; i < numbers.length; i++) units.push(numbers[i]!);
  return String.fromCharCode.apply(null, units);
}
