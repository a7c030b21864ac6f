import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/core/csv/csv-line.ts';
import type { Mapping, PostChunk, SourceFormat } from '../../../src/core/rows/types.ts';
import { SourceReadError } from '../../../src/services/ingest/byte-pieces.ts';
import { openReader, openReaderAt } from '../../../src/services/ingest/reader.ts';
import type { ChunkReader } from '../../../src/services/ingest/types.ts';
import { ingest, previewOf, readAll, refusals } from './read-all.ts';

const format: SourceFormat = {
  encoding: 'utf-8',
  compression: 'none',
  delimiter: ',',
  hasHeader: true,
  columns: ['id', 'text', 'more'],
};
const mapping: Mapping = { roles: ['id', 'text', null], dateOrder: 'mdy' };
const read = (csv: string) => readAll(openReader(new Blob([csv]), format, mapping));

async function chunksOf(reader: ChunkReader): Promise<PostChunk[]> {
  const chunks: PostChunk[] = [];
  for (let chunk = await reader.next(); chunk; chunk = await reader.next()) chunks.push(chunk);
  return chunks;
}

const cell = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    ' ',
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '\r\n',
    '\0',
    'é',
    '😀',
    'ש',
    '\ufeff',
    '\t',
    ';',
  ),
  maxLength: 12,
});
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });

describe('openReader', () => {
  it('gives back every cell of any table that is written by the rules', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, lineEnd) => {
        const lines = rows.map((row) => csvLine(row, ',').replace(/\n$/, lineEnd));
        const all = await read(`id,text,more${lineEnd}${lines.join('')}`);
        expect(all.rows).toEqual(rows);
        expect(all.refused).toEqual(rows.map((row) => (row[1].replaceAll('\0', '').trim() === '' ? 1 : 0)));
      }),
      { numRuns: 300 },
    );
  });

  it('counts add up whatever the lines are, and no character but quotes and line ends is lost', async () => {
    const line = fc.string({
      unit: fc.constantFrom('a', '"', ',', '"', ' ', 'é', '\0', '","', ',"', '",'),
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
        const all = await read(`id,text,more\n${lines.join('\n')}`);
        const accepted = all.refused.filter((flag) => flag === 0).length;
        expect(accepted + refusals(all).length).toBe(all.rows.length);
        expect(refusals(all).map((issue) => issue.rowNumber)).toEqual(
          all.refused.flatMap((flag, i) => (flag === 1 ? [i + 1] : [])),
        );
        const letters = (text: string) => text.replace(/[^aé\0]/g, '');
        expect(letters(all.rows.flat().join(''))).toBe(letters(lines.join('')));
      }),
      { numRuns: 500 },
    );
  });

  it('gives 512 rows first and 2,048 after, and ends early where rows are long', async () => {
    const short = Array.from({ length: 5000 }, (_, i) => `${i},post,x\n`).join('');
    expect((await read(`id,text,more\n${short}`)).chunkRows).toEqual([512, 2048, 2048, 392]);
    const long = Array.from({ length: 20 }, (_, i) => `${i},${'word '.repeat(100_000)},x\n`).join('');
    expect((await read(`id,text,more\n${long}`)).chunkRows).toEqual([8, 8, 4]);
  });

  it('reports progress in bytes of the source, and stops when closed', async () => {
    // Node streams a blob part by part.
    const part = '1,some post or other,x\n'.repeat(3000);
    const source = new Blob(['id,text,more\n', ...Array.from({ length: 100 }, () => part)]);
    const reader = openReader(source, format, mapping);
    expect((await reader.next())?.rowCount).toBe(512);
    expect(reader.bytesRead).toBeGreaterThan(0);
    expect(reader.bytesRead).toBeLessThan(source.size / 2);
    await reader.close();
    await reader.close();
    expect(await reader.next()).toBeNull();
    const whole = openReader(source, format, mapping);
    await readAll(whole);
    expect(whole.bytesRead).toBe(source.size);
  });

  it('goes on at the first row of a later chunk with the same chunks', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => {
      if (i % 50 === 7) return `${i},"an open ${i},\n`;
      return i % 3 === 0 ? `${i},plain,y\n` : `${i},"two\nlines, ""quoted""",x\n`;
    });
    const source = new Blob([`id,text,more\n\n${lines.join('')}`]);
    const chunks = await chunksOf(openReader(source, format, mapping));
    expect(chunks.length).toBeGreaterThan(4);
    for (const [index, { firstRow }] of chunks.entries())
      expect(await chunksOf(openReaderAt(source, format, mapping, firstRow))).toEqual(chunks.slice(index));
    const { firstRow, rowCount } = chunks.at(-1)!;
    expect(await chunksOf(openReaderAt(source, format, mapping, firstRow + rowCount))).toEqual([]);
  });

  it('refuses a mapping without text', () => {
    expect(() => openReader(new Blob(['a']), format, { ...mapping, roles: [null, null, null] })).toThrow(
      RangeError,
    );
  });
});

describe('gzip', () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `${i},post number ${(i * 7919) % 50_000},${i * 3}\n`);
  const packed = new Uint8Array(gzipSync(`id,text,more\n${rows.join('')}`));

  it('is unpacked on the way, with progress in packed bytes', async () => {
    const source = new Blob([packed]);
    const { format, mapping } = await previewOf(source);
    const reader = openReader(source, format, mapping);
    expect((await readAll(reader)).rows).toHaveLength(50_000);
    expect(reader.bytesRead).toBe(packed.length);
  });

  it.each([0.3, 0.9, 0.9999])('cut at %f: the rows before the cut, then a clear error', async (share) => {
    const source = new Blob([packed.slice(0, Math.floor(packed.length * share))]);
    const { format, mapping } = await previewOf(source);
    const reader = openReader(source, format, mapping);
    let rows = 0;
    const drain = async () => {
      for (let chunk = await reader.next(); chunk !== null; chunk = await reader.next())
        rows += chunk.rowCount;
    };
    const error = await drain().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SourceReadError);
    expect(error).toMatchObject({ code: 'unreadable', problem: { code: 'unreadable' } });
    expect((error as SourceReadError).message).toBe(
      'This file is damaged or cut off. The rows before the damage are kept; get the file again for the rest.',
    );
    expect((error as SourceReadError).problem.detail).not.toBe('');
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(50_000);
    await expect(reader.next()).rejects.toBeInstanceOf(SourceReadError);
  });
});

describe('bad rows', () => {
  const good = Array.from({ length: 30_000 }, (_, i) => `${i},"post ""number"" ${i}, fine",x\n`).join('');

  it.each([
    ['at the top', `0,"never closed,x\n${good}`, 1],
    ['at the end', `${good}7,"never closed,x`, 30_001],
    ['in the middle', `${good}7,"never closed,x\n${good}`, 30_001],
  ])('an unclosed quote %s costs one line', async (_, body, rowNumber) => {
    const all = await read(`id,text,more\n${body}`);
    expect(refusals(all)).toMatchObject([{ rowNumber, code: 'unclosed-quote' }]);
    expect(all.rows[rowNumber - 1]).toEqual([expect.any(String), '"never closed', 'x']);
    expect(all.rows.length % 30_000).toBe(1);
  });

  it('a file full of unclosed quotes is done in linear time', async () => {
    const body = Array.from({ length: 60_000 }, (_, i) => `${i},"never "closed ${i},x\n`).join('');
    const started = performance.now();
    const all = await read(`id,text,more\n${body}`);
    expect(all.rows).toHaveLength(60_000);
    expect(refusals(all)).toHaveLength(60_000);
    // Looking 64 kB ahead for each line took 8 s; the bound leaves a slow machine room.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a stray quote inside a line, and line breaks inside quotes, are part of the post', async () => {
    const all = await read(
      'id,text,more\n1,the 7" one,x\n2,"he said "wow" ok",y\n3,"two\nlines\n\n""here""",z\n',
    );
    expect(all.rows).toEqual([
      ['1', 'the 7" one', 'x'],
      ['2', 'he said "wow" ok', 'y'],
      ['3', 'two\nlines\n\n"here"', 'z'],
    ]);
    expect(all.refused).toEqual([0, 0, 0]);
  });

  it('a row of 5 MB is refused and kept', async () => {
    for (const text of ['long, row '.repeat(500_000), 'long\nrow '.repeat(600_000)]) {
      const all = await read(`id,text,more\n1,before,x\n2,"${text}",y\n3,after,z\n`);
      expect(refusals(all)).toMatchObject([{ rowNumber: 2, code: 'row-too-long' }]);
      expect(all.rows[1]![1] === text).toBe(true);
      expect(all.rows[2]).toEqual(['3', 'after', 'z']);
    }
  });

  it('a line of 40 MB without a break is cut, not waited for', async () => {
    const all = await read(`id,text,more\n1,${'x'.repeat(40_000_000)}`);
    expect(all.rows.reduce((sum, row) => sum + row.join('').length, 0)).toBe(40_000_001);
    expect(refusals(all).length).toBeGreaterThan(0);
  });

  it('200 columns, blank lines, mixed line ends', async () => {
    const wide = Array.from({ length: 200 }, (_, i) => (i === 77 ? 'text' : `c${i}`));
    const rows = Array.from({ length: 50 }, (_, r) =>
      wide.map((_, i) => (i === 77 ? `some words in row ${r}` : `${r * i}`)),
    );
    const csv = [wide, ...rows].map((row) => csvLine(row, ',')).join('\n');
    const all = await ingest(new Blob([csv.replaceAll('\n\n', '\r\n \n')]));
    expect(all.rows).toEqual(rows);
    expect(all.preview.mapping.roles.indexOf('text')).toBe(77);
  });
});
