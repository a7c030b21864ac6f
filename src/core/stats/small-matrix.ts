/** A small dense matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** The matrix of `size` rows and columns with entries `entry(row, column)`. */
export function matrixOf(size: number, entry: (row: number, column: number) => number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j < size; j++) row.push(entry(i, j));
    rows.push(row);
  }
  return rows;
}

export function addMatrices(a: Matrix, b: Matrix, weight: number): number[][] {
  return matrixOf(a.length, (i, j) => a[i]![j]! + weight * b[i]![j]!);
}

export function scaled(a: Matrix, by: number): number[][] {
  return a.map((row) => row.map((value) => by * value));
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

export function transpose(a: Matrix): number[][] {
  return a[0]!.map((_, j) => a.map((row) => row[j]!));
}

/** The vector `a x`. */
export function apply(a: Matrix, x: readonly number[]): number[] {
  return a.map((row) => dot(row, x));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The quadratic form `x' a x`. */
export function quadratic(a: Matrix, x: readonly number[]): number {
  return dot(x, apply(a, x));
}

/** The inverse by Gauss-Jordan elimination with row pivots; `null` where the matrix is singular to rounding. */
export function invert(a: Matrix): number[][] | null {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column; i < size; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    }
    const head = rows[pivot]!;
    // Negated, so that NaN is singular too.
    if (!(Math.abs(head[column]!) > 1e-9)) return null;
    rows[pivot] = rows[column]!;
    rows[column] = head.map((value) => value / head[column]!);
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![column]!;
      if (i !== column) rows[i] = rows[i]!.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
