import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { packStrings, rowsIn, stringAt, unpackStrings } from '../../../src/core/columns/text-column.ts';
import { csvLine } from '../../../src/core/csv/csv-line.ts';
import { scoredFields, scoredHeader, scoredLines } from '../../../src/core/csv/scored-csv.ts';
import { NOT_SCORED } from '../../../src/core/scores/types.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', ' ', '"', ',', ';', '\n', '\r', '\0', 'é', '😀', '\ufeff', '\t'),
});

describe('csvLine', () => {
  it('quotes what needs it and nothing else', () => {
    expect(csvLine(['a', 'b c', 'd,e', 'f"g', 'h\ni', '', "j'k"], ',')).toBe(
      'a,b c,"d,e","f""g","h\ni",,j\'k\n',
    );
    expect(csvLine(['a,b', 'c;d'], ';')).toBe('a,b;"c;d"\n');
    expect(csvLine([''], ',')).toBe('""\n');
  });

  it('reads back as the same cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
        // A header first: Papa drops a byte order mark at the start of the whole text.
        const text = ['a,b\n', ...rows.map((row) => csvLine(row, ','))].join('');
        expect(Papa.parse(text, { delimiter: ',', newline: '\n' }).data.slice(1, -1)).toEqual(rows);
      }),
    );
  });
});

describe('scored tables', () => {
  it('append three columns, empty where there is no score', () => {
    expect(scoredHeader({ columns: ['id', 'text'] })).toEqual([
      'id',
      'text',
      'predicted_sentiment',
      'confidence',
      'probability',
    ]);
    expect(scoredFields(['1', 'x'], 0.25, 0)).toEqual(['1', 'x', 'Negative', '0.750000', '0.250000']);
    expect(scoredFields(['1', 'x'], Number.NaN, NOT_SCORED)).toEqual(['1', 'x', '', '', '']);
    const lines = scoredLines(
      [packStrings(['1', '2']), packStrings(['a,b', ''])],
      2,
      { probability: Float32Array.of(0.9, Number.NaN), label: Uint8Array.of(2, NOT_SCORED) },
      ',',
    );
    expect(lines).toBe('1,"a,b",Positive,0.900000,0.900000\n2,,,,\n');
  });
});

describe('text columns', () => {
  it('give back what was packed, in bulk and one by one', () => {
    fc.assert(
      fc.property(fc.array(cell), (values) => {
        const column = packStrings(values);
        expect(rowsIn(column)).toBe(values.length);
        expect(unpackStrings(column)).toEqual(values);
        expect(values.map((_, i) => stringAt(column, i))).toEqual(values);
      }),
    );
  });

  it('does not join the halves of a pair across rows', () => {
    expect(unpackStrings(packStrings(['\ud83d', '\ude00']))).toEqual(['\ufffd', '\ufffd']);
  });
});
