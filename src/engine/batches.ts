/** How large a batch may be. */
export interface BatchLimits {
  readonly rows: number;
  /** Rows times the longest row's tokens: bounds the memory of a batch of long texts. */
  readonly tokens: number;
}

/**
 * Groups rows into batches of like length, shortest first, so that little is padded: indices of the rows of
 * each batch. Every row is in exactly one; the same lengths give the same batches.
 */
export function planBatches(lengths: readonly number[], limits: BatchLimits): number[][] {
  const order = lengths.map((_, row) => row).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const row of order) {
    const isFull = batch.length === limits.rows || (batch.length + 1) * lengths[row]! > limits.tokens;
    if (isFull && batch.length > 0) {
      batches.push(batch);
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
