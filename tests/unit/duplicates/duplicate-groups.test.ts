import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDuplicateGroups,
  LEAST_JACCARD,
  LEAST_WORDS,
} from '../../../src/core/duplicates/duplicate-groups.ts';
import { createHashedWords, readWords } from '../../../src/core/duplicates/words.ts';
import { createRng } from '../../../src/core/rng/rng.ts';

function groupsOf(texts: readonly string[]): number[] {
  const groups = createDuplicateGroups();
  for (const text of texts) groups.add(text);
  expect(groups.rows).toBe(texts.length);
  return [...groups.groupOf.subarray(0, groups.rows)];
}

function wordsOf(text: string): number[] {
  const words = createHashedWords();
  readWords(text, words);
  return [...words.hashes.subarray(0, words.count)];
}

/** Jaccard similarity of the runs of three words, by the book. */
function jaccardOf(a: string, b: string): number {
  const runs = (text: string): Set<string> => {
    const words = wordsOf(text);
    return new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')));
  };
  const [ofA, ofB] = [runs(a), runs(b)];
  const both = [...ofA].filter((run) => ofB.has(run)).length;
  return both / (ofA.size + ofB.size - both);
}

const PEACE = 'the chief executive of the company steps down after a week of doubt about its offer';

describe('the words of a text', () => {
  it('leave out what reposts change', () => {
    const plain = wordsOf('so the chief steps down');
    for (const text of [
      'RT @paper: So the chief steps down',
      'rt @a so THE  chief\nsteps down!!! https://t.co/abc',
      'So the #chief steps down via @paper',
      '“So the chief steps down” @b @c_d pic.twitter.com/9c5Z',
      'so the chief steps down &amp;',
    ])
      expect(wordsOf(text)).toEqual(plain);
    expect(wordsOf('so the chief steps up')).not.toEqual(plain);
  });

  it('are emoji and ideographs one by one', () => {
    expect(wordsOf('no 😡😡').length).toBe(3);
    expect(wordsOf('❤️')).toEqual(wordsOf('❤'));
    expect(wordsOf('この記事、WeWorkは').length).toBe(6);
    expect(wordsOf("it's it’s")[0]).toBe(wordsOf("it's it’s")[1]);
  });

  it('can be read of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(wordsOf(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
    expect(wordsOf('好'.repeat(7000)).length).toBe(5000);
  });
});

describe('groups of texts that say the same', () => {
  it('join reposts, cut-off ones and ones with a comment', () => {
    const texts = [
      PEACE,
      'something else is said here, about as many words long as the first one was, I think',
      `RT @paper: ${PEACE} https://t.co/x`,
      `RT @paper: ${PEACE.slice(0, -8)}…`,
      `so true: ${PEACE}`,
      PEACE.toUpperCase(),
    ];
    expect(groupsOf(texts)).toEqual([0, 1, 0, 0, 0, 0]);
  });

  it('keep short texts apart unless they are equal', () => {
    expect(
      groupsOf(['lol', 'LOL!', 'lol no', '', '', '…', 'https://a.com/b', 'https://a.com/c', '😡', '😍']),
    ).toEqual([0, 0, 2, 3, 3, 5, 6, 7, 8, 9]);
    expect(groupsOf(['not a good day at all here', 'a good day at all here'])).toEqual([0, 1]);
  });

  it('are not chains: each text is near to the first of its group', () => {
    // Each differs from the one before in its first words; the last has little of the first.
    const words = Array.from({ length: 60 }, (_, i) => `word${i}`);
    const texts = Array.from({ length: 20 }, (_, i) => words.slice(2 * i, 2 * i + 20).join(' '));
    const groups = groupsOf(texts);
    expect(new Set(groups).size).toBeGreaterThan(5);
    for (const [row, group] of groups.entries())
      expect(jaccardOf(texts[row]!, texts[group]!)).toBeGreaterThanOrEqual(LEAST_JACCARD);
  });

  it('hold what they promise, for any texts', () => {
    const word = fc.constantFrom(...'a b c d e f g h the of'.split(' '));
    const text = fc.array(word, { maxLength: 16 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
        const groups = groupsOf(texts);
        const firstOf = new Map<string, number>();
        for (const [row, group] of groups.entries()) {
          expect(group).toBeLessThanOrEqual(row);
          expect(groups[group]).toBe(group);
          // Equal texts are in one group.
          const first = firstOf.get(texts[row]!) ?? row;
          firstOf.set(texts[row]!, first);
          expect(group).toBe(groups[first]);
          if (texts[row] === texts[group]) continue;
          expect(wordsOf(texts[row]!).length).toBeGreaterThanOrEqual(LEAST_WORDS);
          expect(jaccardOf(texts[row]!, texts[group]!)).toBeGreaterThanOrEqual(LEAST_JACCARD);
        }
      }),
    );
  });

  it('find 98 of 100 texts with a word changed, among others', () => {
    const rng = createRng(1);
    const vocabulary = Array.from({ length: 2000 }, (_, i) => `w${i}`);
    const originals = Array.from({ length: 2000 }, () =>
      Array.from({ length: 18 + rng.int(10) }, () => rng.pick(vocabulary)),
    );
    // A word in the middle takes three runs of sixteen and more.
    const changed = originals.map((words) => words.with(2 + rng.int(words.length - 4), 'changed'));
    const groups = groupsOf([...originals, ...changed].map((words) => words.join(' ')));
    const texts = [...originals, ...changed].map((words) => words.join(' '));
    const near = changed.flatMap((_, i) =>
      jaccardOf(texts[i]!, texts[2000 + i]!) >= LEAST_JACCARD ? [2000 + i] : [],
    );
    expect(near.length).toBeGreaterThan(1000);
    const found = near.filter((row) => groups[row] === row - 2000).length;
    expect(found / near.length).toBeGreaterThan(0.98);
    expect(new Set(groups.slice(0, 2000)).size).toBe(2000);
  });

  it('compare long texts by a sample of their runs', () => {
    const rng = createRng(2);
    const words = Array.from({ length: 900 }, () => `w${rng.int(500)}`);
    const edited = words.map((word, i) => (i % 100 === 7 ? 'new' : word));
    const other = Array.from({ length: 900 }, () => `w${rng.int(500)}`);
    expect(groupsOf([words, edited, other].map((list) => list.join(' ')))).toEqual([0, 0, 2]);
  });
});
