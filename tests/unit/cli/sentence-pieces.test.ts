import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSentencePieceEncoder, type Piece } from '../../../model/sentence-pieces.ts';

const CONTROL: Piece[] = ['<unk>', '<s>', '</s>', 'x1', 'x2', 'x3'].map((name) => [name, 0]);
const PIECES: Piece[] = [
  ['▁', -4],
  ['a', -3],
  ['b', -3.5],
  ['▁a', -2],
  ['ab', -4.2],
  ['▁ab', -4.5],
  ['ba', -5],
  ['▁abba', -6],
];
const VOCABULARY = [...CONTROL, ...PIECES];
const UNKNOWN_SCORE = -16;
const encode = createSentencePieceEncoder(VOCABULARY);
const textsOf = (ids: Uint16Array): string[] => [...ids].map((id) => VOCABULARY[id]![0]);

/** The greatest log probability of any way to cut a text, by trying all. */
function bestScore(text: string): number {
  if (text === '') return 0;
  const ways = PIECES.filter(([piece]) => text.startsWith(piece)).map(
    ([piece, score]) => score + bestScore(text.slice(piece.length)),
  );
  return Math.max(UNKNOWN_SCORE + bestScore(text.slice(1)), ...ways);
}

describe('sentence pieces', () => {
  it('takes the most probable way to cut a text, not the longest pieces', () => {
    expect(textsOf(encode('ab'))).toEqual(['▁ab']);
    expect(textsOf(encode('abba'))).toEqual(['▁abba']);
    expect(textsOf(encode('aba'))).toEqual(['▁a', 'ba']);
  });

  it('makes one unknown piece of a run of characters that no piece holds', () => {
    expect([...encode('azzzb')]).toEqual([CONTROL.length + 3, 0, CONTROL.length + 2]);
  });

  it('reads blanks of any kind and width as one', () => {
    expect([...encode(' a \t\n b')]).toEqual([...encode('a b')]);
  });

  it('is as probable as the best of all ways', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 10 }),
        (text) => {
          const normal = `▁${text.trim().replace(/ +/gu, '▁')}`;
          const score = [...encode(text)].reduce((sum, id) => sum + VOCABULARY[id]![1], 0);
          expect(textsOf(encode(text)).join('')).toBe(normal);
          expect(score).toBeCloseTo(bestScore(normal), 9);
        },
      ),
    );
  });
});
