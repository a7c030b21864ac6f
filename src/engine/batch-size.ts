import type { BatchLimits } from './batches.ts';

/** How large the next batch may be, by how long others took. */
export interface BatchSize {
  limits(): BatchLimits;
  /** Tells of a batch: how many rows and tokens it had, and the time from its start to its answer. */
  took(milliseconds: number, batch: BatchLimits): void;
}

/** Batches of one size, however long they take. */
export function fixedSize(limits: BatchLimits): BatchSize {
  return { limits: () => limits, took: () => undefined };
}

// A cancel waits for what is on its way, and is to be answered within 300 ms.
const [SHORT_MS, LONG_MS] = [50, 120];
const [LEAST_TOKENS, FIRST_TOKENS, MOST_TOKENS] = [512, 4096, 16_384];
// Most posts are shorter.
const TOKENS_A_ROW = 16;

/**
 * Batches as large as the device can answer in time: a fast graphics card wants many rows at once, a slow one would not
 * let go of them. Begins with what any of them can do soon.
 */
export function createBatchSize(): BatchSize {
  let tokens = FIRST_TOKENS;
  return {
    limits: () => ({ rows: tokens / TOKENS_A_ROW, tokens }),
    took(milliseconds, batch) {
      const isFull = 2 * batch.rows * TOKENS_A_ROW >= tokens || 2 * batch.tokens >= tokens;
      if (milliseconds > LONG_MS) tokens = Math.max(LEAST_TOKENS, tokens / 2);
      else if (milliseconds < SHORT_MS && isFull) tokens = Math.min(MOST_TOKENS, tokens * 2);
    },
  };
}
