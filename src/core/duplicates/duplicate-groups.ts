import { createBandTable } from './band-table.ts';
import { BANDS, bandKeys } from './min-hash.ts';
import { createShingles, jaccard, shingleWords } from './shingles.ts';
import { createTextTable } from './text-table.ts';
import { createHashedWords, type HashedWords, readWords } from './words.ts';

/** Two texts are one where at least this share of their runs of three words is in both (Jaccard similarity). */
export const LEAST_JACCARD = 0.7;
/** Texts with fewer words are one only where they have the same words. */
export const LEAST_WORDS = 8;

/** Groups of rows that say the same, as rows are added. */
export interface DuplicateGroups {
  /** Adds the text of the next row. */
  add(text: string): void;
  readonly rows: number;
  /** By row, the first row of its group. Longer than `rows`; it stays valid until more is added. */
  readonly groupOf: Uint32Array;
}

/**
 * No row yet. Each text joins the group that has the same words, or else the one whose first text is nearest to it,
 * where that is near enough; or it begins a group. It is compared with first texts alone, so that a chain of small
 * changes does not join texts that differ.
 */
export function createDuplicateGroups(): DuplicateGroups {
  const words = createHashedWords();
  const shingles = createShingles();
  const keys = new Uint32Array(BANDS);
  const texts = createTextTable();
  const bands = createBandTable();
  const sketches = createSketches();
  let groupOf = new Uint32Array(1024);
  let rows = 0;

  /** The sketch that is nearest to the present text and near enough, the first of several; -1 where there is none. */
  function nearest(): number {
    let [best, bestJaccard] = [-1, 0];
    const visit = (sketch: number): void => {
      if (sketch === best) return;
      const similarity = sketches.jaccard(sketch, shingles.hashes, shingles.count);
      if (similarity < LEAST_JACCARD || similarity < bestJaccard) return;
      if (similarity === bestJaccard && sketch > best) return;
      [best, bestJaccard] = [sketch, similarity];
    };
    for (let band = 0; band < BANDS; band++) bands.look(keys[band]!, visit);
    return best;
  }

  /** The group of a text whose words no text before has. */
  function groupOfNew(row: number): number {
    if (words.count < LEAST_WORDS) return row;
    shingleWords(words, shingles);
    bandKeys(shingles, keys);
    const sketch = nearest();
    if (sketch >= 0) return sketches.row(sketch);
    const added = sketches.add(row, shingles.hashes, shingles.count);
    for (let band = 0; band < BANDS; band++) bands.enter(keys[band]!, added);
    return row;
  }

  return {
    add(text) {
      readWords(text, words);
      const [low, high] = words.count > 0 ? hashOfWords(words) : hashOfSigns(text);
      let group = texts.find(low, high);
      if (group < 0) {
        group = groupOfNew(rows);
        texts.set(low, high, group);
      }
      if (rows === groupOf.length) {
        const more = new Uint32Array(2 * rows);
        more.set(groupOf);
        groupOf = more;
      }
      groupOf[rows++] = group;
    },
    get rows() {
      return rows;
    },
    get groupOf() {
      return groupOf;
    },
  };
}

/** Sets of shingles, side by side. */
function createSketches() {
  let hashes = new Uint32Array(1 << 14);
  let ends = new Uint32Array(1 << 10);
  let rowOf = new Uint32Array(1 << 10);
  let size = 0;
  const startOf = (sketch: number): number => (sketch === 0 ? 0 : ends[sketch - 1]!);
  return {
    add(row: number, from: Uint32Array, count: number): number {
      const start = startOf(size);
      while (start + count > hashes.length) hashes = grown(hashes);
      if (size === ends.length) [ends, rowOf] = [grown(ends), grown(rowOf)];
      hashes.set(from.subarray(0, count), start);
      ends[size] = start + count;
      rowOf[size] = row;
      return size++;
    },
    row: (sketch: number): number => rowOf[sketch]!,
    jaccard(sketch: number, other: Uint32Array, count: number): number {
      const [from, to] = [startOf(sketch), ends[sketch]!];
      // Even if all of the smaller one are in the larger.
      if (Math.min(to - from, count) < LEAST_JACCARD * Math.max(to - from, count)) return 0;
      return jaccard(hashes, from, to, other, 0, count);
    },
  };
}

function grown(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(2 * from.length);
  to.set(from);
  return to;
}

type TwoHashes = readonly [low: number, high: number];

/** 64 bits in which two lists of words differ, but for one in 10^7 sets of a million texts. */
function hashOfWords({ hashes, count }: HashedWords): TwoHashes {
  let [low, high] = [count, ~count];
  for (let i = 0; i < count; i++) {
    low = Math.imul(low ^ hashes[i]!, 0x0100_0193) ^ (low >>> 17);
    high = Math.imul(high, 0x9e37_79b1) + Math.imul(hashes[i]!, 0x85eb_ca6b);
    high ^= high >>> 15;
  }
  return [low >>> 0, high >>> 0];
}

/** The same of a text without words, a link or "…": only the same signs are the same text. */
function hashOfSigns(text: string): TwoHashes {
  const signs = text.trim().toLowerCase();
  let [low, high] = [-1, 1];
  for (let i = 0; i < signs.length; i++) {
    low = Math.imul(low ^ signs.charCodeAt(i), 0x0100_0193) ^ (low >>> 17);
    high = Math.imul(high, 0x9e37_79b1) + signs.charCodeAt(i);
    high ^= high >>> 15;
  }
  return [low >>> 0, high >>> 0];
}
