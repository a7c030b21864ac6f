import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLongestEntry } from '../../../src/core/text/longest-entry.ts';

it('finds what trying every end, the farthest first, finds', () => {
  const few = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', '\ud83d', '\udc4d', '\uffff'),
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.uniqueArray(few, { maxLength: 30 }), few, fc.nat(5), (entries, word, offset) => {
      const start = offset % word.length;
      const idOf = new Map(entries.map((entry, i) => [entry, 10 + i]));
      let end = word.length;
      while (end > start && !idOf.has(word.slice(start, end))) end--;
      const found = createLongestEntry(idOf);
      expect(found.find(word, start)).toBe(idOf.get(word.slice(start, end)) ?? -1);
      if (end > start) expect(found.end).toBe(end);
    }),
    { numRuns: 2_000 },
  );
});
