/**
 * What a set of scored posts leaves behind for `estimateShares`: enough for every method but prior shift, and small
 * enough for each bucket of a chart. K classes, the most negative first, the most positive last.
 */
export interface ShareSums {
  readonly rows: number;
  /** Posts per answered class, `[K]`. */
  readonly answers: readonly number[];
  /** Sum of the calibrated probabilities per class, `[K]`. */
  readonly probabilities: readonly number[];
  /** Sum over posts of the products of the probabilities of two classes, `[K, K]`. */
  readonly products: readonly (readonly number[])[];
}

/** Sums of no posts. */
export function emptyShareSums(classCount: number): ShareSums {
  const zeros = () => new Array<number>(classCount).fill(0);
  return {
    rows: 0,
    answers: zeros(),
    probabilities: zeros(),
    products: Array.from({ length: classCount }, zeros),
  };
}

/**
 * Sums of the posts whose row numbers are in `rows`: calibrated `probabilities` `[all rows, K]` row by row, `answered`
 * class indices `[all rows]`. A post that was not scored (NaN) is passed over.
 */
export function sumShares(
  probabilities: ArrayLike<number>,
  answered: ArrayLike<number>,
  classCount: number,
  rows: Iterable<number>,
): ShareSums {
  const answers = new Array<number>(classCount).fill(0);
  const sums = new Array<number>(classCount).fill(0);
  const products = new Float64Array(classCount ** 2);
  let count = 0;
  for (const row of rows) {
    const at = row * classCount;
    if (Number.isNaN(probabilities[at])) continue;
    count++;
    answers[answered[row]!]!++;
    for (let i = 0; i < classCount; i++) {
      sums[i]! += probabilities[at + i]!;
      for (let j = 0; j < classCount; j++) {
        products[i * classCount + j]! += probabilities[at + i]! * probabilities[at + j]!;
      }
    }
  }
  return {
    rows: count,
    answers,
    probabilities: sums,
    products: answers.map((_, i) => [...products.subarray(i * classCount, (i + 1) * classCount)]),
  };
}

/** Sums of both sets together. */
export function mergeShareSums(a: ShareSums, b: ShareSums): ShareSums {
  const add = (x: readonly number[], y: readonly number[]) => x.map((value, i) => value + y[i]!);
  return {
    rows: a.rows + b.rows,
    answers: add(a.answers, b.answers),
    probabilities: add(a.probabilities, b.probabilities),
    products: a.products.map((row, i) => add(row, b.products[i]!)),
  };
}
