import { describe, expect, it } from 'vitest';
import { MAX_ROW_CHARS, parseRow, planRows } from '../../../src/core/rows/parse-row.ts';
import type { Mapping, SourceFormat } from '../../../src/core/rows/types.ts';

const format: SourceFormat = {
  encoding: 'utf-8',
  compression: 'none',
  delimiter: ';',
  hasHeader: true,
  columns: ['id', 'date', 'text', 'likes', 'shares'],
};
const mapping: Mapping = { roles: ['id', 'time', 'text', 'engagement', 'engagement'], dateOrder: 'dmy' };
const plan = planRows(format, mapping);
const parse = (fields: readonly string[], more: Partial<Parameters<typeof parseRow>[0]> = {}) =>
  parseRow({ fields, chars: 100, unclosedQuote: false, undecodable: false, ...more }, 7, plan);

describe('parseRow', () => {
  it('reads time and the sum of the engagement', () => {
    expect(parse(['1', '02/01/2020', ' hi ', '1,200', '3'])).toEqual({
      fields: ['1', '02/01/2020', ' hi ', '1,200', '3'],
      epochMs: Date.UTC(2020, 0, 2),
      engagement: 1203,
      isRefused: false,
      issues: [],
    });
  });

  it('accepts a row that ends after its text', () => {
    const row = parse(['1', '02/01/2020', 'hi']);
    expect(row.fields).toEqual(['1', '02/01/2020', 'hi', '', '']);
    expect(row.isRefused).toBe(false);
    expect(row.engagement).toBeNaN();
  });

  it.each([
    ['empty-text', ['1', '02/01/2020', ' \t', '', ''], {}],
    ['too-many-fields', ['1', '02/01/2020', 'hi', '1', '2', 'more'], {}],
    ['too-few-fields', ['1', '02/01/2020'], {}],
    ['unclosed-quote', ['1', '02/01/2020', '"hi', '1', '2'], { unclosedQuote: true }],
    ['row-too-long', ['1', '02/01/2020', 'hi', '1', '2'], { chars: MAX_ROW_CHARS + 1 }],
  ] as const)('refuses with %s and nothing else', (code, fields, more) => {
    const row = parse(fields, more);
    expect(row.isRefused).toBe(true);
    expect(row.issues).toHaveLength(1);
    expect(row.issues[0]).toMatchObject({ kind: 'refused', rowNumber: 7, code });
  });

  it.each(['\0\0', '\u0001\u007f\u0085', '\u200b', '\ufeff \u2060\t', '\u00a0\u3000'])(
    'refuses a post in which there is nothing to see: %j',
    (text) => {
      const row = parse(['1', '02/01/2020', text, '1', '2']);
      expect(row.issues.map((issue) => issue.code)).toEqual(['empty-text']);
      expect(row.fields[2]).toBe(text);
      expect(parse(['1', '02/01/2020', `${text}😀`, '1', '2']).isRefused).toBe(false);
    },
  );

  it('loses nothing of a row that has too many fields', () => {
    expect(parse(['1', 'x', 'hi', '1', '2', 'more', '']).fields).toEqual(['1', 'x', 'hi', '1', '2;more;']);
  });

  it('notes what is odd about an accepted row', () => {
    const row = parse(['1', '31/02/2020', `a\0b${'x'.repeat(300)}`, '1', '2'], { undecodable: true });
    expect(row.isRefused).toBe(false);
    expect(row.epochMs).toBeNaN();
    expect(row.issues.map((issue) => [issue.kind, issue.code])).toEqual([
      ['noted', 'no-date'],
      ['noted', 'nul-characters'],
      ['noted', 'undecodable-bytes'],
    ]);
    for (const issue of row.issues) expect(issue.detail.length).toBeLessThanOrEqual(200);
  });
});

describe('planRows', () => {
  it('asks for a text column', () => {
    expect(() => planRows(format, { ...mapping, roles: [null, null, null, null, null] })).toThrow(RangeError);
  });
});
