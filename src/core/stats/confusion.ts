/**
 * Counts of posts, `[K, K]`: row = true class, column = answered class, both in the same order of classes, of which
 * the first is the most negative and the last the most positive.
 */
export type Confusion = readonly (readonly number[])[];

/** Counts pairs of class indices 0..`classCount` - 1. Throws `RangeError` on another index or other lengths. */
export function countConfusion(
  truth: ArrayLike<number>,
  answered: ArrayLike<number>,
  classCount: number,
): Confusion {
  if (truth.length !== answered.length) throw new RangeError(`${truth.length} and ${answered.length} rows`);
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const row = counts[truth[i]!];
    const cell = row?.[answered[i]!];
    if (row === undefined || cell === undefined) throw new RangeError(`class ${truth[i]} or ${answered[i]}`);
    row[answered[i]!] = cell + 1;
  }
  return counts;
}

/** Posts of each true class, `[K]`. */
export function supportOf(confusion: Confusion): number[] {
  return confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
}

/** Posts of each answered class, `[K]`. */
export function answersOf(confusion: Confusion): number[] {
  return confusion.map((_, column) => confusion.reduce((sum, row) => sum + row[column]!, 0));
}

/** All posts of the matrix. */
export function rowsOf(confusion: Confusion): number {
  return supportOf(confusion).reduce((sum, count) => sum + count, 0);
}

/** Posts on the diagonal. */
export function correctOf(confusion: Confusion): number {
  return confusion.reduce((sum, row, i) => sum + row[i]!, 0);
}
