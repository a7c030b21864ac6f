import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerCache, keyOf } from '../../../src/engine/answer-cache.ts';

/** Keeps and gives single numbers. */
function createNumbers(answers: number, keyUnits: number) {
  const cache = createAnswerCache(1, { answers, keyUnits });
  const found = new Float32Array(1);
  return {
    set: (key: string, value: number) => cache.set(key, Float32Array.of(value), 0),
    get: (key: string) => (cache.get(key, found, 0) ? found[0] : undefined),
  };
}

const ids = (limit: number) =>
  fc.array(fc.nat(limit), { maxLength: 4 }).map((found) => Int32Array.from(found));

describe('createAnswerCache', () => {
  it('keeps what is asked for again and forgets what is not', () => {
    const cache = createNumbers(2, 100);
    for (const key of ['a', 'b', 'c']) cache.set(key, key.charCodeAt(0));
    expect(cache.get('a')).toBe(97);
    cache.set('d', 1);
    cache.set('e', 1);
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBe(97);
  });

  it('takes the later of two answers', () => {
    const cache = createNumbers(2, 100);
    cache.set('a', 1);
    cache.set('a', 2);
    expect(cache.get('a')).toBe(2);
  });

  it('copies all numbers of an answer from and to where they are', () => {
    const cache = createAnswerCache(2);
    cache.set('a', Float32Array.of(0, 1, 2), 1);
    cache.set('b', Float32Array.of(3, 4), 0);
    const into = new Float32Array(4);
    expect([cache.get('a', into, 2), cache.get('b', into, 0), cache.get('c', into, 0)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([...into]).toEqual([3, 4, 1, 2]);
  });

  it('holds two generations of so many characters at most', () => {
    const cache = createNumbers(1000, 10);
    const keys = ['aaaaaa', 'bbbbbb', 'cccccc', 'dddddd'];
    for (const key of keys) cache.set(key, 1);
    expect(keys.filter((key) => cache.get(key))).toEqual(['cccccc', 'dddddd']);
  });
});

describe('keyOf', () => {
  it.each([
    [1, 2 ** 16 - 1],
    [2, 2 ** 31 - 1],
  ] as const)('of ids of %i halves is equal where all sequences are', (halves, limit) => {
    const near = ids(2);
    const post = fc.oneof(fc.tuple(near, near), fc.tuple(ids(limit), ids(limit)));
    fc.assert(
      fc.property(post, post, (a, b) => {
        const isEqual = a.join(';') === b.join(';');
        expect(keyOf(a, halves) === keyOf(b, halves)).toBe(isEqual);
      }),
    );
  });

  it('counts a sequence that towers share once', () => {
    const shared = Int32Array.of(1, 2);
    expect(keyOf([shared, shared], 1)).toBe(keyOf([shared], 1));
  });
});
