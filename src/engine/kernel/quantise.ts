/** Rows of 16-bit numbers: `value = scale * short`. */
export interface QuantisedRow {
  readonly shorts: Int16Array;
  readonly scale: number;
}

/** The largest short. What meets weights in the kernel, states and embeddings, goes up to it. */
export const SHORT_MAX = 32767;
// 32-bit sums of products with numbers up to SHORT_MAX: a row's shorts must not add up to more, signs aside.
const SUM_MAX = 2 ** 31 / SHORT_MAX - 1;
// Rows that were shipped as int8 are whole multiples of a 127th of their greatest value, but for rounding.
const INT8_MAX = 127;
const WHOLE = 1e-3;

/**
 * A row of weights in steps so fine that the kernel's sums cannot overflow; a row that was shipped as int8 loses
 * nothing.
 */
export function quantiseWeights(row: Float32Array): QuantisedRow {
  const greatest = greatestOf(row);
  if (greatest === 0) return { shorts: new Int16Array(row.length), scale: 0 };
  const asInt8 = inSteps(row, greatest / INT8_MAX);
  if (sumOf(asInt8.shorts) <= SUM_MAX && isExact(row, asInt8)) return asInt8;
  // Rounding adds up to a half for each number.
  const finest = row.reduce((sum, value) => sum + Math.abs(value), 0) / (SUM_MAX - row.length / 2);
  return inSteps(row, Math.max(finest, greatest / SHORT_MAX));
}

/** A row that was shipped as int8, as it was; null for any other. */
export function asBytes(row: Float32Array): QuantisedRow | null {
  const greatest = greatestOf(row);
  if (greatest === 0) return { shorts: new Int16Array(row.length), scale: 0 };
  const found = inSteps(row, greatest / INT8_MAX);
  return isExact(row, found) ? found : null;
}

/** Writes a row that meets weights as shorts into `into`, as finely as they allow; returns the scale. */
export function quantiseInto(row: Float32Array, into: Int16Array): number {
  const scale = greatestOf(row) / SHORT_MAX;
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = 0; i < row.length; i++) into[i] = Math.round(row[i]! * inverse);
  return scale;
}

function greatestOf(row: Float32Array): number {
  let greatest = 0;
  for (let i = 0; i < row.length; i++) greatest = Math.max(greatest, Math.abs(row[i]!));
  return greatest;
}

function inSteps(row: Float32Array, scale: number): QuantisedRow {
  return { shorts: Int16Array.from(row, (value) => Math.round(value / scale)), scale };
}

function isExact(row: Float32Array, { shorts, scale }: QuantisedRow): boolean {
  return row.every((value, i) => Math.abs(value / scale - shorts[i]!) < WHOLE);
}

function sumOf(shorts: Int16Array): number {
  return shorts.reduce((sum, value) => sum + Math.abs(value), 0);
}
