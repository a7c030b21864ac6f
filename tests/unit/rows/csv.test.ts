import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { packStrings, rowsIn, stringAt, unpackStrings } from '../../../src/core/columns/text-column.ts';
import { csvLine } from '../../../src/core/csv/csv-line.ts';
import { scoredFields, scoredHeader, scoredLines } from '../../../src/core/csv/scored-csv.ts';
import { NOT_SCORED, type Scores } from '../../../src/core/scores/types.ts';

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
  const none = Number.NaN;
  const two: Scores = {
    probability: Float32Array.of(0.25, none),
    label: Uint8Array.of(0, NOT_SCORED),
    classes: new Float32Array(0),
  };
  const three: Scores = {
    probability: Float32Array.of(0.75, none),
    label: Uint8Array.of(1, NOT_SCORED),
    classes: Float32Array.of(0.125, 0.625, 0.25, none, none, none),
  };
  const cells = ['1', 'x'];

  it('append three columns for two classes, empty where there is no score', () => {
    expect(scoredHeader({ columns: ['id', 'text'] }, 2)).toEqual([
      'id',
      'text',
      'predicted_sentiment',
      'confidence',
      'probability',
    ]);
    expect(scoredFields(cells, two, 0, 2)).toEqual(['1', 'x', 'Negative', '0.750000', '0.250000']);
    expect(scoredFields(cells, two, 1, 2)).toEqual(['1', 'x', '', '', '']);
    const fields = [packStrings(['1', '2']), packStrings(['a,b', ''])];
    expect(scoredLines(fields, 2, two, 2, ',')).toBe('1,"a,b",Negative,0.750000,0.250000\n2,,,,\n');
  });

  it('append a column per class for three, and give the confidence in the class chosen', () => {
    expect(scoredHeader({ columns: [] }, 3).slice(3)).toEqual(['p_negative', 'p_neutral', 'p_positive']);
    expect(scoredFields(cells, three, 0, 3)).toEqual([
      ...['1', 'x', 'Neutral', '0.625000', '0.750000'],
      ...['0.125000', '0.625000', '0.250000'],
    ]);
    expect(scoredFields(cells, three, 1, 3)).toEqual(['1', 'x', '', '', '', '', '', '']);
  });

  it('leave the classes empty for a row that an earlier model scored', () => {
    expect(scoredFields(cells, two, 0, 3)).toEqual([
      ...['1', 'x', 'Negative', '0.750000', '0.250000'],
      ...['', '', ''],
    ]);
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
