/** A set of rows, a bit each: row r is bit r % 32 of word r / 32. The bits past the last row are 0. */
export type RowBits = Uint32Array<ArrayBuffer>;

/** Words that a set over so many rows takes. */
export function wordsFor(rows: number): number {
  return (rows + 31) >>> 5;
}

/** No row of `rows`. */
export function createBits(rows: number): RowBits {
  return new Uint32Array(wordsFor(rows));
}

/** Every row of `rows`. */
export function allBits(rows: number): RowBits {
  const bits = createBits(rows).fill(0xffff_ffff);
  if (rows % 32 !== 0) bits[bits.length - 1] = (1 << (rows % 32)) - 1;
  return bits;
}

/** Adds a row. */
export function setBit(bits: RowBits, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31);
}

/** True where the row is in the set. */
export function hasBit(bits: RowBits, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** Takes the rows away that are not in `other`; both sets are of the same length. */
export function keepCommon(bits: RowBits, other: RowBits): RowBits {
  for (let i = 0; i < bits.length; i++) bits[i]! &= other[i]!;
  return bits;
}

/** Adds the rows of `other`. */
export function addAll(bits: RowBits, other: RowBits): RowBits {
  for (let i = 0; i < bits.length; i++) bits[i]! |= other[i]!;
  return bits;
}

/** The rows of `rows` that are not in the set. */
export function inverseOf(bits: RowBits, rows: number): RowBits {
  const inverse = allBits(rows);
  for (let i = 0; i < inverse.length; i++) inverse[i]! &= ~bits[i]!;
  return inverse;
}

/** Number of rows in the set (the bits of a word are counted side by side: Warren, Hacker's Delight, 5-1). */
export function countBits(bits: RowBits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!;
    word -= (word >>> 1) & 0x5555_5555;
    word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
  }
  return count;
}

/** The rows of the set, ascending. */
export function rowsOf(bits: RowBits): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(countBits(bits));
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!;
    while (word !== 0) {
      const lowest = word & -word;
      rows[count++] = 32 * i + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return rows;
}
