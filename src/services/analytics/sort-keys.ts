import { unpackStrings } from '../../core/columns/text-column.ts';
import { confidenceOfRow, type DatasetColumns, fromShare } from './columns.ts';
import type { FieldReader } from './field-reader.ts';
import type { SortKey } from './types.ts';

/** One number per row whose order is the order of `key`; NaN where the row has no value. */
export async function sortKeys(
  key: SortKey,
  columns: DatasetColumns,
  fields: FieldReader,
  sourceColumn: (role: 'author' | 'brand') => number,
): Promise<ArrayLike<number>> {
  switch (key) {
    case 'row':
      return perRow(columns, (row) => row);
    case 'time':
      return columns.epochMs;
    case 'engagement':
      return columns.engagement;
    case 'probability':
      return columns.probability;
    case 'sentiment':
      return columns.label;
    case 'confidence':
      return perRow(columns, (row) => confidenceOfRow(columns, row));
    case 'negative':
    case 'positive':
      return perRow(columns, (row) => fromShare(columns[key][row]!));
    case 'author':
    case 'brand':
      return columnRanks(columns, fields, sourceColumn(key));
  }
}

function perRow({ rows }: DatasetColumns, value: (row: number) => number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = value(row);
  return values;
}

/** Rank of each row's string among the distinct strings of a column, case ignored; NaN for an empty one. */
async function columnRanks(
  columns: DatasetColumns,
  fields: FieldReader,
  sourceColumn: number,
): Promise<Float64Array> {
  const codes = new Map<string, number>();
  const codeOfRow = new Uint32Array(columns.rows);
  await fields.scan(0, (index, chunk) => {
    const start = columns.chunkStarts[index]!;
    unpackStrings(chunk[sourceColumn]!).forEach((cell, i) => {
      const value = cell.trim().toLowerCase();
      let code = codes.get(value);
      if (code === undefined) {
        code = codes.size;
        codes.set(value, code);
      }
      codeOfRow[start + i] = code;
    });
  });
  const rankOfCode = new Float64Array(codes.size);
  [...codes.keys()].sort().forEach((value, rank) => {
    rankOfCode[codes.get(value)!] = value === '' ? Number.NaN : rank;
  });
  return perRow(columns, (row) => rankOfCode[codeOfRow[row]!]!);
}
