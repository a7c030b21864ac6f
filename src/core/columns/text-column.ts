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
  // One encode for all is several times quicker than one each. As many bytes as UTF-16 units means ASCII, where
  // the lengths are known; joining could merge lone surrogates of neighbours, so anything else goes one by one.
  const joined = values.join('');
  const bytes = encoder.encode(joined);
  return bytes.length === joined.length ? packAscii(values, bytes) : packOneByOne(values, joined.length);
}

function packAscii(values: readonly string[], bytes: Uint8Array<ArrayBuffer>): TextColumn {
  const offsets = new Uint32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) offsets[i + 1] = offsets[i]! + values[i]!.length;
  return { bytes, offsets };
}

function packOneByOne(values: readonly string[], units: number): TextColumn {
  const offsets = new Uint32Array(values.length + 1);
  // A UTF-16 unit takes at most three bytes.
  const room = new Uint8Array(units * 3);
  for (let i = 0; i < values.length; i++) {
    const at = offsets[i]!;
    offsets[i + 1] = at + encoder.encodeInto(values[i]!, room.subarray(at)).written;
  }
  return { bytes: room.slice(0, offsets[values.length]!), offsets };
}

/** A column in which all `rows` have the same string. */
export function repeatedString(value: string, rows: number): TextColumn {
  const one = encoder.encode(value);
  const bytes = new Uint8Array(one.length * rows);
  const offsets = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    bytes.set(one, row * one.length);
    offsets[row + 1] = (row + 1) * one.length;
  }
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
  const rows = rowsIn(column);
  const all = decoder.decode(column.bytes);
  if (all.length !== column.bytes.length) return Array.from({ length: rows }, (_, i) => stringAt(column, i));
  return Array.from({ length: rows }, (_, i) => all.slice(column.offsets[i]!, column.offsets[i + 1]!));
}
