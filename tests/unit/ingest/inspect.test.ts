import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SAMPLE_SEED, sampleCsv } from '../../../src/core/sample/sample-csv.ts';
import { inspectFile, inspectFileAs } from '../../../src/services/ingest/inspect.ts';
import { ingest, previewOf } from './read-all.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const posts = Array.from({ length: 60 }, (_, i) => `post number ${i}, which is longer than a name`);

describe('inspectFile', () => {
  it('knows Sentiment140 in its original layout without help', async () => {
    const lines = posts.map(
      (post, i) =>
        `"0","${1_467_810_369 + i * 303}","Mon Apr 06 22:19:${10 + (i % 50)} PDT 2009","NO_QUERY","_User${i}_","@switchfoot http://x.test/2y1zl - caf\xe9 ${post}"`,
    );
    for (const count of [60, 1]) {
      const preview = await previewOf(new Blob([latin1(lines.slice(0, count).join('\n'))]));
      expect(preview.format).toMatchObject({ encoding: 'windows-1252', delimiter: ',', hasHeader: false });
      expect(preview.mapping.roles).toEqual(['label', 'id', 'time', null, 'author', 'text']);
    }
  });

  it('knows the sample, every row of it', async () => {
    const all = await ingest(new Blob([sampleCsv(SAMPLE_SEED)]));
    const { roles } = all.preview.mapping;
    expect(roles).toEqual(['id', 'time', 'author', 'platform', 'brand', 'text', 'engagement', 'engagement']);
    expect([all.rows.length, all.issues]).toEqual([4000, []]);
  });

  it('shows the first 20 rows, long cells cut, as many cells as columns', async () => {
    const body = posts.map((post, i) => (i === 1 ? '1' : `${i},"${post}${'!'.repeat(900)}",a,b`)).join('\n');
    const preview = await previewOf(new Blob([`id,text,more\n${body}`]));
    expect(preview.rows).toHaveLength(20);
    for (const row of preview.rows) expect(row).toHaveLength(preview.format.columns.length);
    expect(preview.rows[0]![1]).toHaveLength(500);
    expect(preview.name).toBe('test.csv');
  });

  it('numbers the columns that a header leaves out', async () => {
    const preview = await previewOf(new Blob(['id,text\n1,hello there you,\n2,bye for now then,\n']));
    expect(preview.format.columns).toEqual(['id', 'text', 'column_3']);
  });

  it('numbers them where one row in thirty says otherwise', async () => {
    const body = posts.map((_, i) => `${i},hello there you${i % 30 === 7 ? '' : ',x'}\n`).join('');
    const preview = await previewOf(new Blob([`id,text\n${body}`]));
    expect(preview.format.columns).toEqual(['id', 'text', 'column_3']);
  });

  it('numbers what every line ends in, whatever commas some posts hold', async () => {
    const body = posts.map((_, i) => `${i},well done${i % 5 ? '' : ', this was bad'},\n`).join('');
    const all = await ingest(new Blob([`id,text\n${body}`]));
    expect(all.preview.format.columns).toEqual(['id', 'text', 'column_3']);
    expect(all.refused).toEqual(posts.map((_, i) => (i % 5 ? 0 : 1)));
  });

  it.each([
    ['a varying number of', (i: number) => ', this was bad'.repeat(i % 4)],
    ['mostly two', (i: number) => (i % 5 === 0 ? '' : ', this was bad, really')],
    ['two', () => ', this was bad, really'],
    ['mostly two tight', (i: number) => (i % 5 === 0 ? '' : ',this was bad,really')],
  ])('invents no columns for %s bare commas in posts', async (_, tail) => {
    const texts = posts.map((_, i) => `well done ${i}${tail(i)}`);
    const body = texts.map((text, i) => `${i},2020-01-0${1 + (i % 9)},${text}\n`).join('');
    const all = await ingest(new Blob([`id,date,text\n${body}`]));
    expect(all.preview.format.columns).toEqual(['id', 'date', 'text']);
    expect(all.preview.mapping.roles).toEqual(['id', 'time', 'text']);
    expect(all.rows.map((row) => row[2])).toEqual(texts);
    expect(all.refused).toEqual(texts.map((text) => (text.includes(',') ? 1 : 0)));
    for (const issue of all.issues) expect(issue.code).toBe('too-many-fields');
  });

  it('reads the roles off the rows that have no comma too many', async () => {
    const body = posts.map((_, i) => `${i},well done${i % 3 ? ', this was bad' : ''},2020-01-01\n`).join('');
    const { format, mapping } = await previewOf(new Blob([`id,text,date\n${body}`]));
    expect(format.columns).toEqual(['id', 'text', 'date']);
    expect(mapping.roles).toEqual(['id', 'text', 'time']);
  });

  it('leaves the text out where there is none', async () => {
    const preview = await previewOf(
      new Blob(['timestamp,value\n2015-02-26 21:42:53,104\n2015-02-26 21:47:53,100\n']),
    );
    expect(preview.mapping.roles).toEqual(['time', null]);
  });

  it('reads a first row that is longer than a megabyte', async () => {
    const preview = await previewOf(
      new Blob([`id,text\n1,"${'long, row\n'.repeat(300_000)}"\n2,short one here\n`]),
    );
    expect(preview.format.columns).toEqual(['id', 'text']);
    expect(preview.rows[0]![1]).toHaveLength(500);
  });

  it.each([
    ['empty-file', ''],
    ['empty-file', '\ufeff'],
    ['empty-file', ' \n\n'],
    ['header-only', 'id,text,date\n'],
    ['header-only', 'text'],
    ['pdf', '%PDF-1.4'],
    ['html', '<html>'],
    ['json', '[{"text":"x"}]'],
  ])('%s: %j', async (code, content) => {
    expect(await inspectFile(new Blob([content]), 'x.csv')).toMatchObject({ ok: false, error: { code } });
    const packed = new Blob([new Uint8Array(gzipSync(content))]);
    expect(await inspectFile(packed, 'x.csv.gz')).toMatchObject({ ok: false, error: { code } });
  });

  it('a gzip cut in its first bytes cannot be read, one in another is an archive', async () => {
    const packed = gzipSync('id,text\n1,hello there\n');
    const cut = await inspectFile(new Blob([new Uint8Array(packed.subarray(0, 14))]), 'x.gz');
    expect(cut).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    const twice = await inspectFile(new Blob([new Uint8Array(gzipSync(packed))]), 'x.gz');
    expect(twice).toMatchObject({ ok: false, error: { code: 'archive' } });
  });
});

describe('inspectFileAs', () => {
  it('takes what the person set and guesses the rest anew', async () => {
    const source = new Blob([latin1('caf\xe9;bar\n1;x,y\n')]);
    const none = { encoding: null, delimiter: null, hasHeader: null };
    const as = async (override: Partial<Parameters<typeof inspectFileAs>[2]>) => {
      const preview = await inspectFileAs(source, 'x.csv', { ...none, ...override });
      return preview.ok ? preview.value.format : preview.error;
    };
    expect(await as({})).toMatchObject({ encoding: 'windows-1252', delimiter: ';', hasHeader: true });
    expect(await as({ hasHeader: false })).toMatchObject({
      hasHeader: false,
      columns: ['column_1', 'column_2'],
    });
    expect(await as({ delimiter: ',', hasHeader: true })).toMatchObject({
      columns: ['café;bar', 'column_2'],
    });
    expect(await as({ encoding: 'utf-16le' })).toMatchObject({ encoding: 'utf-16le' });
  });
});
