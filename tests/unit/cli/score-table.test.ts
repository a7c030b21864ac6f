import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOptions } from '../../../model/score-options.ts';
import { type FileScorer, openTable, type ScoreTexts, writeScoredTable } from '../../../model/score-table.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'score-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const open = (input: string, text: string | null = null, hasHeader: false | null = null) =>
  openTable({ input, text, hasHeader });
/** P(positive) is 0.75 for a text with "good" in it, else 0.25. */
const scoreTexts: ScoreTexts = async (texts) => ({
  probability: Float32Array.from(texts, (text) => (text.includes('good') ? 0.75 : 0.25)),
  label: Uint8Array.from(texts, (text) => (text.includes('good') ? 2 : 0)),
  classes: new Float32Array(0),
});
/** As before, with P(negative), P(neutral), P(positive) of 0.125, 0.5, 0.375 for every text. */
const scoreThree: ScoreTexts = async (texts) => ({
  ...(await scoreTexts(texts, null)),
  label: new Uint8Array(texts.length).fill(1),
  classes: Float32Array.from({ length: 3 * texts.length }, (_, i) => [0.125, 0.5, 0.375][i % 3]!),
});
const alone = (scoreTexts: ScoreTexts): FileScorer => ({ domainOf: async () => null, scoreTexts });
const silent = () => undefined;

describe('parseOptions', () => {
  it('reads every option', () => {
    const args = [
      'in.csv',
      '--out',
      'out.csv',
      '--text',
      'Body',
      '--no-header',
      '--classes',
      '2',
      '--domain=three-class',
    ];
    expect(parseOptions(args)).toEqual({
      input: 'in.csv',
      output: 'out.csv',
      text: 'Body',
      hasHeader: false,
      classes: 2,
      domain: 'three-class',
    });
    expect(parseOptions(['in.csv', '--out=o.csv'])).toMatchObject({
      text: null,
      hasHeader: null,
      classes: null,
      domain: 'auto',
    });
  });

  it.each([
    [[], /one input file, not 0/],
    [['a.csv', 'b.csv', '--out', 'c.csv'], /not 2/],
    [['a.csv'], /--out/],
    [['a.csv', '--out'], /--out/],
    [['a.csv', '--out', 'b.csv', '--verbose'], /Unknown option '--verbose'/],
    [['a.csv', '--out', 'b.csv', '--classes', '5'], /2 or 3, not 5/],
    [['a.csv', '--out', 'b.csv', '--domain', 'x'], /auto, two-class, three-class, none, not x/],
    [['a.csv', '--out', 'b.csv.gz'], /without \.gz/],
  ])('%j is told in one line', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
    try {
      parseOptions(args);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

describe('openTable', () => {
  it.each([
    ['none.csv', null, /there is no such file/],
    ['pdf.csv', '%PDF-1.4', /is a PDF, not a table\.$/],
    ['empty.csv', '', /is empty/],
    ['header.csv', 'id,text\n', /no rows/],
    ['page.csv', '<!doctype html><p>', /web page/],
    [
      'numbers.csv',
      'when,value\n2020-01-01,1\n2020-01-02,2\n',
      /--text COLUMN\. The columns are: when, value\./,
    ],
  ])('%s is refused', async (name, content, message) => {
    const path = content === null ? join(folder, name) : write(name, content);
    await expect(open(path)).rejects.toThrow(message);
  });

  it('takes the text column by name, by number, or says which there are', async () => {
    const path = write(
      'two.csv',
      'Id,Body,Note\n1,some words in here,good words over there\n2,and more of them,too\n',
    );
    expect((await open(path)).mapping.roles).toEqual(['id', 'text', null]);
    expect((await open(path, 'NOTE')).mapping.roles).toEqual(['id', null, 'text']);
    expect((await open(path, 'column_3')).mapping.roles).toEqual(['id', null, 'text']);
    await expect(open(path, 'missing')).rejects.toThrow(
      'No column is named missing. The columns are: Id, Body, Note.',
    );
    await expect(open(path, 'column_4')).rejects.toThrow(/No column is named column_4/);
  });
});

describe('writeScoredTable', () => {
  it('writes every row in order, refused ones with empty scores', async () => {
    const input = write(
      'in.csv',
      'id,text\n1,"a good, ""quoted"" day"\n2,\n3,bad day,too many\n4,no comment at all\n',
    );
    const output = join(folder, 'out.csv');
    const { counts } = await writeScoredTable(await open(input), output, alone(scoreTexts), silent);
    expect(readFileSync(output, 'utf8')).toBe(
      [
        'id,text,predicted_sentiment,confidence,probability',
        '1,"a good, ""quoted"" day",Positive,0.750000,0.750000',
        '2,,,,',
        '3,"bad day,too many",,,',
        '4,no comment at all,Negative,0.750000,0.250000',
        '',
      ].join('\n'),
    );
    expect(counts).toEqual({ rowsRead: 4, rowsScored: 2, rowsRefused: 2, rowsForeign: 0 });
  });

  it('adds a column per class where the model knows three', async () => {
    const input = write('three.csv', 'id,text\n1,a good day\n2,\n3,a bad day\n');
    const output = join(folder, 'three-out.csv');
    await writeScoredTable(await open(input), output, alone(scoreThree), silent);
    expect(readFileSync(output, 'utf8')).toBe(
      [
        'id,text,predicted_sentiment,confidence,probability,p_negative,p_neutral,p_positive',
        '1,a good day,Neutral,0.500000,0.750000,0.125000,0.500000,0.375000',
        '2,,,,,,,',
        '3,a bad day,Neutral,0.500000,0.250000,0.125000,0.500000,0.375000',
        '',
      ].join('\n'),
    );
  });

  it('tells the domain by the texts of the first chunk, and has every row scored as of that', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => (i % 100 === 7 ? `${i},\n` : `${i},post ${i}\n`));
    const input = write('domain.csv', `id,text\n${lines.join('')}`);
    const beginnings: number[] = [];
    const seen = new Set<unknown>();
    const scorer: FileScorer = {
      domainOf: async (beginning) => {
        beginnings.push(beginning.length);
        return 'two-class';
      },
      scoreTexts: (texts, domain) => {
        if (texts.length > 1) seen.add(domain);
        return scoreTexts(texts, domain);
      },
    };
    const { domain } = await writeScoredTable(
      await open(input),
      join(folder, 'domain-out.csv'),
      scorer,
      silent,
    );
    expect({ domain, beginnings, seen: [...seen] }).toEqual({
      domain: 'two-class',
      beginnings: [512 - 6],
      seen: ['two-class'],
    });
  });

  it('names the columns of a headerless input, and takes gzip', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => `${2401 + i},Positive,"a good post, number ${i}"`);
    const input = write('plain.csv.gz', gzipSync(lines.join('\n')));
    const output = join(folder, 'gz.csv');
    const seen: number[] = [];
    await writeScoredTable(await open(input), output, alone(scoreTexts), (counts) =>
      seen.push(counts.rowsRead),
    );
    const written = readFileSync(output, 'utf8').split('\n');
    expect(written[0]).toBe('column_1,column_2,column_3,predicted_sentiment,confidence,probability');
    expect(written).toHaveLength(6002);
    expect(written[6000]).toBe('8400,Positive,"a good post, number 5999",Positive,0.750000,0.750000');
    expect(seen).toEqual([512, 2560, 4608, 6000]);
  });

  it('forces headerless where asked', async () => {
    const input = write('headed.csv', 'id,text\n1,a good day to all\n2,a bad day to all\n');
    const output = join(folder, 'forced.csv');
    await writeScoredTable(await open(input, 'column_2', false), output, alone(scoreTexts), silent);
    expect(readFileSync(output, 'utf8').split('\n')[1]).toBe('id,text,Negative,0.750000,0.250000');
  });

  it('leaves nothing behind on failure, and an older output as it was', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},post number ${(i * 7919) % 60_000}\n`).join(
      '',
    );
    const packed = gzipSync(`id,text\n${lines}`);
    const input = write('cut.csv.gz', packed.subarray(0, packed.length >> 1));
    const output = write('old.csv', 'kept');
    const before = readdirSync(folder).sort();
    await expect(writeScoredTable(await open(input), output, alone(scoreTexts), silent)).rejects.toThrow(
      /damaged or cut off/,
    );
    const failing: ScoreTexts = () => Promise.reject(new Error('no model'));
    const whole = write('cut.csv.gz', packed);
    await expect(writeScoredTable(await open(whole), output, alone(failing), silent)).rejects.toThrow(
      'no model',
    );
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(output, 'utf8')).toBe('kept');
  });
});
