import { createBits, type RowBits, rowsOf, setBit } from '../columns/row-bits.ts';
import { mixed } from './words.ts';

/** What tells rows of one group apart. */
export interface GroupedRows {
  /** By row, the first row of its group. */
  readonly groupOf: ArrayLike<number>;
  /** By row, UTC milliseconds; NaN without a date. */
  readonly epochMs: ArrayLike<number>;
}

/**
 * Of each group that has some of `rows` (ascending), the earliest one: by time, those without a date last, and then by
 * place in the file.
 */
export function oneOfEach(rows: Uint32Array, { groupOf, epochMs }: GroupedRows, rowCount: number): RowBits {
  // By group, its best row so far plus 1.
  const best = new Uint32Array(rowCount);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const group = groupOf[row]!;
    const other = best[group]!;
    if (other === 0 || isEarlier(epochMs[row]!, epochMs[other - 1]!)) best[group] = row + 1;
  }
  const kept = createBits(rowCount);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (best[groupOf[row]!] === row + 1) setBit(kept, row);
  }
  return kept;
}

/** The same of each group and value: a group that has several values keeps a row of each. Ascending. */
export function oneOfEachValue(
  rows: Uint32Array,
  { groupOf, epochMs }: GroupedRows,
  valueAt: ArrayLike<number>,
  rowCount: number,
): Uint32Array {
  const sizes = new Uint32Array(rowCount);
  for (let i = 0; i < rows.length; i++) sizes[groupOf[rows[i]!]!]!++;
  const kept = createBits(rowCount);
  let repeated = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (sizes[groupOf[row]!] === 1) setBit(kept, row);
    else repeated++;
  }
  // Rows plus 1 under the hash of group and value, with open addresses; half of the slots stay empty.
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * repeated + 2)));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const group = groupOf[row]!;
    if (sizes[group] === 1) continue;
    const value = valueAt[row]!;
    let slot = mixed(group ^ Math.imul(value + 1, 0x9e37_79b1)) & (table.length - 1);
    let other = table[slot]!;
    while (other !== 0 && !(groupOf[other - 1] === group && valueAt[other - 1] === value)) {
      slot = (slot + 1) & (table.length - 1);
      other = table[slot]!;
    }
    if (other === 0 || isEarlier(epochMs[row]!, epochMs[other - 1]!)) table[slot] = row + 1;
  }
  for (let slot = 0; slot < table.length; slot++) if (table[slot] !== 0) setBit(kept, table[slot]! - 1);
  return rowsOf(kept);
}

function isEarlier(time: number, than: number): boolean {
  return time < than || (Number.isNaN(than) && !Number.isNaN(time));
}
