import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packStrings } from '../../../src/core/columns/text-column.ts';
import { createDictionary, NO_VALUE } from '../../../src/core/columns/value-dictionary.ts';

it('numbers distinct values in the order they come; blanks around them and case do not count', () => {
  const unit = fc.constantFrom(...'aAbB ', 'ä', 'Ä', '👋');
  fc.assert(
    fc.property(fc.array(fc.string({ unit, maxLength: 4 }), { maxLength: 60 }), (cells) => {
      const dictionary = createDictionary();
      const column = packStrings(cells);
      const numbers = new Map([['', NO_VALUE]]);
      cells.forEach((cell, i) => {
        const key = cell.trim().toLowerCase();
        const isNew = !numbers.has(key);
        if (isNew) numbers.set(key, numbers.size);
        expect(dictionary.add(column, i, i)).toBe(numbers.get(key));
        expect(dictionary.find(cell)).toBe(numbers.get(key));
        expect(dictionary.keyAt(numbers.get(key)!)).toBe(key);
        if (isNew) expect(dictionary.firstRow(numbers.get(key)!)).toBe(i);
      });
      expect(dictionary.size).toBe(numbers.size);
      expect(dictionary.find('none of them')).toBe(-1);
    }),
  );
});

it('holds many values', () => {
  const cells = Array.from({ length: 50_000 }, (_, i) => `user ${i % 20_000}`);
  const column = packStrings(cells);
  const dictionary = createDictionary();
  const numbers = cells.map((_, i) => dictionary.add(column, i, i));
  expect(dictionary.size).toBe(20_001);
  expect(numbers[20_005]).toBe(numbers[5]);
  expect(dictionary.keyAt(dictionary.find('USER 19999'))).toBe('user 19999');
});
