import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRewriter } from '../../../model/rewriting.ts';
import { createRng } from '../../../src/core/rng/rng.ts';

const TEXTS = [
  'I love my new phone',
  'I love my old car',
  'I hate my new car!',
  'You hate my old phone...',
  'see https://my.old/car @my_new #old',
];

function copies(text: string, share: number): string[] {
  const rewrite = createRewriter(TEXTS, 1);
  return Array.from({ length: 40 }, (_, seed) => rewrite(text, share, createRng(seed)));
}

describe('rewriting', () => {
  test('exchanges words for such as stood there', () => {
    const seen = copies('I love my new phone', 0.4);
    expect(seen).toContain('I hate my new phone');
    expect(seen).toContain('I love my old phone');
    for (const copy of seen) expect(copy.split(' ')).toHaveLength(5);
  });

  test('leaves everything as it was where no word is to go', () => {
    const rewrite = createRewriter(TEXTS, 1);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(rewrite(text, 0, createRng(1))).toBe(text);
      }),
    );
  });

  test('keeps marks, blanks, addresses, names and tags', () => {
    for (const copy of copies('  I love... https://my.old/car @my_new  #old, my new car!! ', 0.9))
      expect(copy).toMatch(
        /^ {2}\p{L}+ \p{L}+\.\.\. https:\/\/my\.old\/car @my_new {2}#old, \p{L}+ \p{L}+ \p{L}+!! $/u,
      );
  });

  test('writes a word as the one was written that it stands for', () => {
    for (const copy of copies('I LOVE my New phone', 0.9)) {
      const [, second, , fourth] = copy.split(' ');
      expect(second).toBe(second!.toUpperCase());
      expect(fourth).toMatch(/^\p{Lu}\p{Ll}+$/u);
    }
  });

  test('words that are too rare neither go nor come', () => {
    const rewrite = createRewriter(TEXTS, 3);
    for (let seed = 0; seed < 40; seed++)
      expect(rewrite('You love my phone', 0.9, createRng(seed))).toMatch(
        /^You (love|my|old|car|i|new|hate) (my|old|car|i|new|hate|love) phone$/iu,
      );
  });

  test('the same seed gives the same copies', () => {
    expect(copies('I love my new phone', 0.5)).toEqual(copies('I love my new phone', 0.5));
  });
});
