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
  return [...takeBatches(lengths, () => limits)];
}

/** The same, batch by batch: the limits are asked for when a batch is begun. */
export function* takeBatches(
  lengths: readonly number[],
  limitsNow: () => BatchLimits,
): Generator<number[], void> {
  const order = lengths.map((_, row) => row).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  for (let from = 0; from < order.length; ) {
    const limits = limitsNow();
    let to = from + 1;
    while (
      to < order.length &&
      to - from < limits.rows &&
      (to + 1 - from) * lengths[order[to]!]! <= limits.tokens
    )
      to++;
    yield order.slice(from, to);
    from = to;
  }
}
