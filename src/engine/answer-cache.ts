import type { Sequences } from './network.ts';

/** Answers to token sequences that came lately: so many numbers each, copied in and out, so that no object is kept of one. */
export interface AnswerCache {
  /** Copies the answer into `into[at .. at + width)`; false where there is none. */
  get(key: string, into: Float32Array, at: number): boolean;
  /** Takes `from[at .. at + width)`. */
  set(key: string, from: Float32Array, at: number): void;
}

interface Generation {
  /** Place of each key's answer. */
  readonly places: Map<string, number>;
  readonly answers: Float32Array;
}

// Two generations of at most 16,384 answers (about 70 bytes each with what holds them) and 2 MB of keys: 6 MB.
const GENERATION = { answers: 16_384, keyUnits: 1_000_000 };

/**
 * A cache of two generations: what is asked for in the older one moves to the younger; when that is full, the older
 * one is dropped. So what comes again stays, and nothing is kept in order.
 */
export function createAnswerCache(width: number, limits: typeof GENERATION = GENERATION): AnswerCache {
  const generation = (): Generation => ({
    places: new Map(),
    answers: new Float32Array(limits.answers * width),
  });
  let [young, old] = [generation(), generation()];
  let units = 0;

  function set(key: string, from: Float32Array, at: number): void {
    if (young.places.size >= limits.answers || units + key.length > limits.keyUnits) {
      [young, old] = [old, young];
      young.places.clear();
      units = 0;
    }
    const place = young.places.get(key) ?? young.places.size;
    young.places.set(key, place);
    copy(from, at, young.answers, place * width);
    units += key.length;
  }

  function copy(from: Float32Array, at: number, into: Float32Array, to: number): void {
    for (let i = 0; i < width; i++) into[to + i] = from[at + i]!;
  }

  return {
    get(key, into, at) {
      const place = young.places.get(key);
      if (place !== undefined) {
        copy(young.answers, place * width, into, at);
        return true;
      }
      const older = old.places.get(key);
      if (older === undefined) return false;
      copy(old.answers, older * width, into, at);
      set(key, into, at);
      return true;
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
      key += unitsOf(ids, from, 0);
      if (halves === 2) key += unitsOf(ids, from, 16);
    }
  }
  return key;
}

// Arguments of a call are on the stack.
const UNITS_AT_ONCE = 1024;

/** 16 bits of each of up to `UNITS_AT_ONCE` ids, from bit `shift` on, as a character. */
function unitsOf(ids: Int32Array, from: number, shift: number): string {
  // A plain array: as arguments, a typed one takes several times as long.
  const units: number[] = [];
  const to = Math.min(ids.length, from + UNITS_AT_ONCE);
  for (let i = from; i < to; i++) units.push(ids[i]! >>> shift);
  return String.fromCharCode.apply(null, units);
}
