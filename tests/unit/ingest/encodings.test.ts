import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPieceDecoder } from '../../../src/services/ingest/decode.ts';
import { createRecordSplitter } from '../../../src/services/ingest/records.ts';
import { ingest } from './read-all.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
};

describe('encodings', () => {
  const rows = [
    ['1', 'héllo 😀 wörld, it is', '2020-01-01'],
    ['2', 'مرحبا بالعالم ‏שלום', '2020-01-02'],
  ];
  const csv = `id,text,date\r\n${rows.map((row) => `${row[0]},"${row[1]}",${row[2]}\r\n`).join('')}`;

  it.each([
    ['UTF-8', new TextEncoder().encode(csv)],
    ['UTF-8 with mark', new TextEncoder().encode(`\ufeff${csv}`)],
    ['UTF-16LE', utf16(csv, false)],
    ['UTF-16LE with mark', utf16(`\ufeff${csv}`, false)],
    ['UTF-16BE', utf16(csv, true)],
    ['UTF-16BE with mark', utf16(`\ufeff${csv}`, true)],
  ])('%s', async (_, bytes) => {
    const all = await ingest(new Blob([bytes]));
    expect(all.rows).toEqual(rows);
    expect(all.preview.format.columns).toEqual(['id', 'text', 'date']);
    expect(all.issues).toEqual([]);
  });

  it('Windows-1252 that shows only after two megabytes of ASCII', async () => {
    const body = '1,plain post text here\n'.repeat(100_000);
    const all = await ingest(new Blob([latin1(`id,text\n${body}2,caf\xe9 l\x92amour \x80 5\n`)]));
    expect(all.preview.format.encoding).toBe('windows-1252');
    expect(all.rows.at(-1)).toEqual(['2', 'café l’amour € 5']);
    expect(all.issues).toEqual([]);
  });

  it('a broken byte in UTF-8 is read as Windows-1252 and its row is noted', async () => {
    const body = '1,naïve café post here\n'.repeat(2000);
    const parts = [
      `id,text\n${body}`,
      latin1('2,caf\xe9 l\x92amour\n'),
      '3,fine 😀 here\n',
      latin1('4,\xff end'),
    ];
    const all = await ingest(new Blob(parts));
    expect(all.preview.format.encoding).toBe('utf-8');
    expect(all.rows.slice(2000)).toEqual([
      ['2', 'café l’amour'],
      ['3', 'fine 😀 here'],
      ['4', 'ÿ end'],
    ]);
    expect(all.issues.map(({ code, rowNumber }) => [code, rowNumber])).toEqual([
      ['undecodable-bytes', 2001],
      ['undecodable-bytes', 2003],
    ]);
  });
});

describe('pieces', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\ufeff', '\n', ','), maxLength: 40 });

  it('of any size decode to the same text', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(5)),
        fc.constantFrom('utf-8', 'utf-16le'),
        (value, sizes, encoding) => {
          const bytes = encoding === 'utf-8' ? new TextEncoder().encode(value) : utf16(value, false);
          const decoder = createPieceDecoder(encoding);
          let decoded = '';
          let at = 0;
          for (const size of sizes) {
            decoded += decoder.decode(bytes.slice(at, at + size), false).text;
            at += size;
          }
          decoded += decoder.decode(bytes.slice(at), true).text;
          expect(decoded).toBe(value.replace(/^\ufeff/, ''));
        },
      ),
    );
  });

  it('of broken bytes decode to the same text and the same places', () => {
    const byte = fc.constantFrom(
      0x61,
      0x0a,
      0xc3,
      0xa9,
      0xe2,
      0x82,
      0xac,
      0xf0,
      0x9f,
      0x98,
      0x80,
      0xff,
      0xed,
      0xa0,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), fc.array(fc.nat(5)), (values, sizes) => {
        const whole = createPieceDecoder('utf-8').decode(Uint8Array.from(values), true);
        const decoder = createPieceDecoder('utf-8');
        let decoded = '';
        const places: number[] = [];
        let at = 0;
        for (const [i, size] of [...sizes, values.length].entries()) {
          const piece = decoder.decode(Uint8Array.from(values.slice(at, at + size)), i === sizes.length);
          places.push(...piece.repairedAt.map((place) => place + decoded.length));
          decoded += piece.text;
          at += size;
        }
        expect(decoded).toBe(whole.text);
        expect(places).toEqual(whole.repairedAt);
      }),
    );
  });

  it('of any size split into the same records', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '",', ',"', '"\n'),
      maxLength: 60,
    });
    const dialect = { delimiter: ',', newline: '\n', columnCount: 2 };
    const split = (parts: readonly string[]) => {
      const splitter = createRecordSplitter(dialect);
      const records = [];
      for (const part of parts) {
        splitter.push(part);
        for (let batch = splitter.pull(); batch !== null; batch = splitter.pull()) records.push(...batch);
      }
      splitter.finish();
      for (let batch = splitter.pull(); batch !== null; batch = splitter.pull()) records.push(...batch);
      return records;
    };
    fc.assert(
      fc.property(nasty, fc.array(fc.nat(9)), (value, sizes) => {
        const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0));
        const parts = [0, ...ends].map((from, i) => value.slice(from, ends[i]));
        expect(split(parts)).toEqual(split([value]));
      }),
      { numRuns: 1000 },
    );
  });
});
