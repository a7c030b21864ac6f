import { describe, expect, it } from 'vitest';
import { createBatchSize } from '../../../src/engine/batch-size.ts';

describe('the size of batches', () => {
  it('grows while batches are answered soon, up to a bound', () => {
    const size = createBatchSize();
    expect(size.limits()).toEqual({ rows: 256, tokens: 4096 });
    for (let i = 0; i < 9; i++) size.took(20, size.limits());
    expect(size.limits()).toEqual({ rows: 1024, tokens: 16_384 });
  });

  it('learns nothing from small ones that are answered soon', () => {
    const size = createBatchSize();
    for (let i = 0; i < 9; i++) size.took(20, { rows: 40, tokens: 900 });
    expect(size.limits()).toEqual({ rows: 256, tokens: 4096 });
  });

  it('shrinks where an answer takes long, and stays where it takes neither', () => {
    const size = createBatchSize();
    size.took(90, size.limits());
    expect(size.limits().tokens).toBe(4096);
    size.took(500, { rows: 3, tokens: 30 });
    expect(size.limits().tokens).toBe(2048);
    for (let i = 0; i < 9; i++) size.took(500, size.limits());
    expect(size.limits()).toEqual({ rows: 32, tokens: 512 });
  });
});
