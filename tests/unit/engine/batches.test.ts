import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBatches } from '../../../src/engine/batches.ts';

const limits = { rows: 8, tokens: 100 };

describe('planBatches', () => {
  it('puts every row into one batch, within the limits, shortest first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 200 }), (lengths) => {
        const batches = planBatches(lengths, limits);
        expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, row) => row));
        const longest = batches.map((batch) => Math.max(...batch.map((row) => lengths[row]!)));
        expect(longest).toEqual([...longest].sort((a, b) => a - b));
        batches.forEach((batch, i) => {
          expect(batch.length).toBeLessThanOrEqual(limits.rows);
          if (batch.length > 1) expect(batch.length * longest[i]!).toBeLessThanOrEqual(limits.tokens);
        });
      }),
    );
  });

  it('gives no batch for no rows, and a row that is too long by itself a batch of its own', () => {
    expect(planBatches([], limits)).toEqual([]);
    expect(planBatches([128, 1, 128], limits)).toEqual([[1], [0], [2]]);
  });
});
