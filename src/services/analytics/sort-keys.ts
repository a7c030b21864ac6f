import { stringAt } from '../../core/columns/text-column.ts';
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
      return Float64Array.from({ length: columns.rows }, (_, row) => row);
    case 'time':
      return columns.epochMs;
    case 'engagement':
      return columns.engagement;
    case 'probability':
      return columns.probability;
    case 'sentiment':
      return columns.label;
    case 'confidence':
      return columns.probability.map((_, row) => confidenceOfRow(columns, row));
    case 'negative':
    case 'positive':
      return Float32Array.from(columns[key], fromShare);
    case 'author':
    case 'brand':
      return columnRanks(columns, fields, sourceColumn(key));
  }
}

/** Rank of each row's string among the distinct strings of a column, case ignored; NaN for an empty one. */
async function columnRanks(
  columns: DatasetColumns,
  fields: FieldReader,
  sourceColumn: number,
): Promise<Float64Array> {
  const codes = new Map<string, number>();
  const codeOfRow = new Uint32Array(columns.rows);
  for (let index = 0; index < columns.chunkStarts.length; index++) {
    const column = (await fields.chunk(index))[sourceColumn]!;
    const start = columns.chunkStarts[index]!;
    const end = columns.chunkStarts[index + 1] ?? columns.rows;
    for (let row = start; row < end; row++) {
      const value = stringAt(column, row - start)
        .trim()
        .toLowerCase();
      let code = codes.get(value);
      if (code === undefined) {
        code = codes.size;
        codes.set(value, code);
      }
      codeOfRow[row] = code;
    }
  }
  const rankOfCode = new Float64Array(codes.size);
  [...codes.keys()].sort().forEach((value, rank) => {
    rankOfCode[codes.get(value)!] = value === '' ? Number.NaN : rank;
  });
  return Float64Array.from(codeOfRow, (code) => rankOfCode[code]!);
}
