import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerCache, keyOf } from '../../../src/engine/answer-cache.ts';

const answer = (probability: number) => ({ probability, classes: null });
const ids = (limit: number) =>
  fc.array(fc.nat(limit), { maxLength: 4 }).map((found) => Int32Array.from(found));

describe('createAnswerCache', () => {
  it('keeps what is asked for again and forgets what is not', () => {
    const cache = createAnswerCache({ answers: 2, keyUnits: 100 });
    for (const key of ['a', 'b', 'c']) cache.set(key, answer(key.charCodeAt(0)));
    expect(cache.get('a')).toEqual(answer(97));
    cache.set('d', answer(1));
    cache.set('e', answer(1));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toEqual(answer(97));
  });

  it('holds two generations of so many characters at most', () => {
    const cache = createAnswerCache({ answers: 1000, keyUnits: 10 });
    const keys = ['aaaaaa', 'bbbbbb', 'cccccc', 'dddddd'];
    for (const key of keys) cache.set(key, answer(1));
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
