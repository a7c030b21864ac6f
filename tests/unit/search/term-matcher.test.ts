import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBits, rowsOf } from '../../../src/core/columns/row-bits.ts';
import { packStrings } from '../../../src/core/columns/text-column.ts';
import { parseSearch, termPattern, wantedTerms } from '../../../src/core/search/query.ts';
import { createMatcher } from '../../../src/core/search/term-matcher.ts';

/** Places of the texts that have the first term of a search. */
function found(search: string, texts: readonly string[]): number[] {
  const [term] = wantedTerms(parseSearch(search).root);
  if (!term) return [];
  const bits = createBits(texts.length + 5);
  createMatcher(term)(packStrings([...texts]), bits, 5);
  return [...rowsOf(bits)].map((row) => row - 5);
}

describe('a matcher', () => {
  it('finds whole words, phrases over any white space, and letters for a star', () => {
    const texts = ['They WORK hard', 'wework', '#work', 'work\u00a0\n hard', 'workérs', '', 'éwork'];
    expect(found('work', texts)).toEqual([0, 2, 3]);
    expect(found('#work', texts)).toEqual([2]);
    expect(found('"work hard"', texts)).toEqual([0, 3]);
    expect(found('work*', texts)).toEqual([0, 2, 3, 4]);
    expect(found('*work', texts)).toEqual([0, 1, 2, 3, 6]);
    expect(found('w*rs', texts)).toEqual([4]);
    expect(found('workérs', texts)).toEqual([4]);
    expect(found('WORKÉRS', texts)).toEqual([4]);
  });

  it('finds what the pattern of the term finds, whatever the texts', () => {
    const unit = fc.constantFrom(...'aAbB_1 *#-\n\u00a0\u2003äÄéя日👋ß');
    const text = fc.string({ unit, maxLength: 16 });
    const search = fc.oneof(
      fc.string({ unit, minLength: 1, maxLength: 5 }),
      fc
        .string({ unit: fc.constantFrom(...'ab *'), minLength: 1, maxLength: 6 })
        .map((words) => `"${words}"`),
    );
    fc.assert(
      fc.property(search, fc.array(text, { maxLength: 12 }), (searched, texts) => {
        const [term] = wantedTerms(parseSearch(searched).root);
        const expected = term ? texts.flatMap((one, i) => (termPattern(term).test(one) ? [i] : [])) : [];
        expect(found(searched, texts)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('never finds across two texts', () => {
    expect(found('"a b"', ['a', ' b', 'a b'])).toEqual([2]);
    expect(found('ab', ['a', 'b'])).toEqual([]);
  });
});
