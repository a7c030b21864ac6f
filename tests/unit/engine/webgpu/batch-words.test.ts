import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBag } from '../../../../src/engine/bag.ts';
import { createBatchPacker, roomFor } from '../../../../src/engine/webgpu/batch-words.ts';
import { alone, randomWeights, SMALL } from '../random-model.ts';

const SIZES = { ...SMALL, bag: { rows: 120, width: 3, bucketBits: 8, shortest: 2, longest: 3 } };
const bag = createBag(randomWeights(alone(SIZES), 1), SIZES)!;
const row = fc
  .array(fc.integer({ min: 0, max: SMALL.vocabulary - 1 }), { minLength: 1, maxLength: 12 })
  .map((ids) => Int32Array.from(ids));

it('writes every token once, each different one once, and the longest rows first', () => {
  // One packer: what a batch leaves behind must not be seen in the next.
  const pack = createBatchPacker(SMALL.vocabulary, bag);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (batch) => {
      const { words, rows, tokens, distinct, order } = pack(batch);
      const [rowsThere, tokensThere, distinctThere, slotsAt, idsAt, bagAt] = words as unknown as number[];
      expect([rowsThere, tokensThere, distinctThere]).toEqual([rows, tokens, distinct]);
      const starts = words.subarray(8, 8 + rows + 1);
      const ids = words.subarray(idsAt, idsAt! + distinct);
      expect(new Set(ids).size).toBe(distinct);
      const vectors = new Float32Array(words.slice(bagAt).buffer);
      const expected = new Float32Array(bag.width);
      order.forEach((from, at) => {
        const slots = words.subarray(slotsAt! + starts[at]!, slotsAt! + starts[at + 1]!);
        expect(Array.from(slots, (slot) => ids[slot])).toEqual([...batch[from]!]);
        bag.write(batch[from]!, 0, batch[from]!.length, expected, 0);
        expect(vectors.subarray(at * bag.width, (at + 1) * bag.width)).toEqual(expected);
      });
      const lengths = order.map((from) => batch[from]!.length);
      expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      expect([...order].sort((a, b) => a - b)).toEqual(batch.map((_, i) => i));
    }),
  );
});

it('makes room in few sizes', () => {
  const sizes = new Set(Array.from({ length: 100_000 }, (_, i) => roomFor(i + 1)));
  expect([...sizes]).toEqual([1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072]);
});
