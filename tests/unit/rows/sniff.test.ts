import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { noteText, problemText, refusalText } from '../../../src/core/rows/problems.ts';
import { sniffFile } from '../../../src/core/rows/sniff.ts';
import { FILE_PROBLEM_CODES, NOTE_CODES, REFUSAL_CODES } from '../../../src/core/rows/types.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
};

describe('sniffFile', () => {
  const table = 'id,text\r\n1,"héllo, wörld"\r\n';
  it.each([
    ['plain', utf8('id,text\n1,hello\n'), 'utf-8'],
    ['UTF-8', utf8(table), 'utf-8'],
    ['UTF-8 with mark', utf8(`\ufeff${table}`), 'utf-8'],
    ['UTF-8 cut inside a character', utf8('id,text\n1,😀').slice(0, -1), 'utf-8'],
    ['Windows-1252', latin1(table), 'windows-1252'],
    ['UTF-16LE with mark', utf16(`\ufeff${table}`, false), 'utf-16le'],
    ['UTF-16BE with mark', utf16(`\ufeff${table}`, true), 'utf-16be'],
    ['UTF-16LE', utf16(table, false), 'utf-16le'],
    ['UTF-16BE', utf16(table, true), 'utf-16be'],
    ['a table with some NULs', utf8('id,text\n1,a\0b\n2,c\0\0d\n'), 'utf-8'],
    ['posts in brackets', utf8('[1] so it begins,0\n[2] and so on,1\n'), 'utf-8'],
    ['a right-to-left table', utf8('id,text\n1,مرحبا بالعالم\n'), 'utf-8'],
  ])('%s', (_, bytes, encoding) => {
    expect(sniffFile(bytes)).toEqual({ ok: true, value: { encoding, compression: 'none' } });
  });

  it('knows gzip', () => {
    expect(sniffFile(new Uint8Array(gzipSync('a,b')))).toMatchObject({ value: { compression: 'gzip' } });
  });

  it.each([
    ['pdf', utf8('%PDF-1.7\n%âãÏÓ')],
    ['html', utf8('\n  <!DOCTYPE html>\n<html>')],
    ['html', utf8('<HTML><body>')],
    ['html', utf8('<!-- saved -->\n<!doctype html>')],
    ['html', utf8('<?xml version="1.0"?><html xmlns="x">')],
    ['xml', utf8('<?xml version="1.0"?><feed>')],
    ['spreadsheet', utf8('PK\x03\x04\x14\0[Content_Types].xml')],
    ['spreadsheet', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['archive', utf8('PK\x03\x04\x14\0posts.csv')],
    ['json', utf8('[{"id": 1}]')],
    ['json', utf8('{"id": 1}\n{"id": 2}')],
    ['empty-file', utf8('')],
    ['empty-file', utf8(' \n\r\n')],
    ['binary', new Uint8Array(4000).map((_, i) => (i * 193 + (i >> 3) * 7) & 255)],
  ] as const)('%s', (code, bytes) => {
    expect(sniffFile(bytes)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the words', () => {
  it('say what happened, in sentences, for every code', () => {
    const texts = [
      ...FILE_PROBLEM_CODES.map((code) => problemText({ code, detail: '' })),
      ...REFUSAL_CODES.map(refusalText),
      ...NOTE_CODES.map(noteText),
    ];
    for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(new Set(texts).size).toBe(texts.length);
    expect(problemText({ code: 'pdf', detail: '' })).toContain('PDF');
  });
});
