import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeColumns } from '../../../src/core/rows/merge-columns.ts';
import { COLUMN_ROLES } from '../../../src/core/rows/types.ts';

describe('mergeColumns', () => {
  it('puts columns of one role together, whatever their names, and others by name', () => {
    const merged = mergeColumns([
      { columns: ['tweet', 'created', 'lang'], roles: ['text', 'time', null], fileName: 'a.csv' },
      { columns: ['Lang', 'text', 'likes'], roles: [null, 'text', 'engagement'], fileName: 'b.csv' },
    ]);
    expect(merged.columns).toEqual(['tweet', 'created', 'lang', 'likes', 'source_file']);
    expect(merged.roles).toEqual(['text', 'time', null, 'engagement', 'file']);
    expect(merged.cells).toEqual([
      [0, 1, 2, '', 'a.csv'],
      [1, '', 0, 2, 'b.csv'],
    ]);
  });

  it('keeps the files apart that a merged table knew already', () => {
    const merged = mergeColumns([
      { columns: ['text', 'source_file'], roles: ['text', 'file'], fileName: 'a.csv, b.csv' },
      { columns: ['text'], roles: ['text'], fileName: 'c.csv' },
    ]);
    expect(merged.columns).toEqual(['text', 'source_file']);
    expect(merged.cells).toEqual([
      [0, 1],
      [0, 'c.csv'],
    ]);
  });

  const table = fc
    .uniqueArray(
      fc.tuple(
        fc.constantFrom('a', 'B', 'b', 'source_file', 'text', 'x'),
        fc.constantFrom(null, ...COLUMN_ROLES),
      ),
      {
        selector: ([, role]) => (role === null || role === 'engagement' ? {} : role),
      },
    )
    .map((columns) => ({
      columns: columns.map(([name]) => name),
      roles: columns.map(([, role]) => role),
      fileName: 'f.csv',
    }));

  it('loses no column of any table, and names none twice', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 4 }), (tables) => {
        const { columns, roles, cells } = mergeColumns(tables);
        const own = tables.flatMap(({ columns: names }) => names.map((name) => name.toLowerCase()));
        if (new Set(own).size === own.length || tables.length > 1)
          for (const [i, { columns: names }] of tables.entries()) {
            const used = cells[i]!.filter((cell) => typeof cell === 'number').toSorted((a, b) => a - b);
            expect(used).toEqual(names.map((_, at) => at));
          }
        expect(columns.length).toBe(roles.length);
        expect(roles.filter((role) => role === 'file').length).toBe(1);
        for (const role of COLUMN_ROLES)
          if (role !== 'engagement')
            expect(roles.filter((other) => other === role).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
