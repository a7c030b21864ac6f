/**
 * Strings of one column as UTF-8 bytes: row `i` is `bytes[offsets[i]..offsets[i + 1]]`.
 * One allocation for thousands of strings, cheap to store, to transfer and to drop.
 */
export interface TextColumn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Byte offsets, `length = rows + 1`, ascending, first 0. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
// ignoreBOM keeps a U+FEFF inside a cell: cells are exported as they came.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Packs strings into one column. A lone surrogate becomes U+FFFD, as UTF-8 demands. */
export function packStrings(values: readonly string[]): TextColumn {
  const encoded = values.map((value) => encoder.encode(value));
  const offsets = new Uint32Array(values.length + 1);
  for (let i = 0; i < encoded.length; i++) offsets[i + 1] = offsets[i]! + encoded[i]!.length;
  const bytes = new Uint8Array(offsets[values.length]!);
  for (let i = 0; i < encoded.length; i++) bytes.set(encoded[i]!, offsets[i]!);
  return { bytes, offsets };
}

/** Number of strings in the column. */
export function rowsIn(column: TextColumn): number {
  return column.offsets.length - 1;
}

/** The string of row `index` (0-based). Throws `RangeError` outside the column. */
export function stringAt(column: TextColumn, index: number): string {
  if (index < 0 || index >= rowsIn(column)) throw new RangeError(`row ${index} of ${rowsIn(column)}`);
  return decoder.decode(column.bytes.subarray(column.offsets[index]!, column.offsets[index + 1]!));
}

/** All strings of the column, in order. */
export function unpackStrings(column: TextColumn): string[] {
  return Array.from({ length: rowsIn(column) }, (_, i) => stringAt(column, i));
}
