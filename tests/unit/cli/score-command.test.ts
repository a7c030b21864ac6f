import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HAS_MODEL = existsSync(join(ROOT, 'public/model/current.json'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'score-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const score = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'model/score.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });

describe('score, on bad input', { timeout: 60_000 }, () => {
  const table = 'id,text\n1,a lovely day for everybody\n2,what a terrible day\n';

  it.each<[string, () => readonly string[], RegExp]>([
    ['a missing file', () => [join(folder, 'none.csv'), '--out', join(folder, 'o.csv')], /no such file/],
    ['a PDF', () => [write('a.csv', '%PDF-1.7'), '--out', join(folder, 'o.csv')], /is a PDF/],
    [
      'a table without text',
      () => [write('n.csv', 'a,b\n1,2\n3,4\n'), '--out', join(folder, 'o.csv')],
      /--text COLUMN\. The columns are: a, b/,
    ],
    [
      'an unknown column',
      () => [write('t.csv', table), '--out', join(folder, 'o.csv'), '--text', 'body'],
      /No column is named body/,
    ],
    [
      'the input as output',
      () => [write('t.csv', table), '--out', join(folder, '.', 't.csv')],
      /output is the input/,
    ],
    [
      'a missing folder',
      () => [write('t.csv', table), '--out', join(folder, 'no', 'o.csv')],
      /no such folder/,
    ],
    [
      'an unknown option',
      () => [write('t.csv', table), '--out', join(folder, 'o.csv'), '--fast'],
      /Unknown option '--fast'/,
    ],
  ])('%s: one plain line, exit code 1, no output', (_, args, message) => {
    const result = score(...args());
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('o.csv'))).toEqual([]);
  });
});

// Each run starts a process and loads the model, which takes seconds where other tests share the cores.
const MODEL_TEST_MS = 120_000;

describe.skipIf(!HAS_MODEL)('score, with the model', { timeout: MODEL_TEST_MS }, () => {
  const table = [
    'id,text',
    '1,"I love this so much, thank you!"',
    '2,',
    '3,this is terrible and I hate it',
    '',
  ].join('\n');

  it('scores what it can and says how much that was', () => {
    const output = join(folder, 'scored.csv');
    const result = score(write('posts.csv', table), '--out', output, '--classes', '2');
    expect(result.stderr).toMatch(/^3 rows read, 2 scored, 1 refused, \d+ posts\/s\n$/);
    expect(result.status).toBe(0);
    const lines = readFileSync(output, 'utf8').split('\n');
    expect(lines[0]).toBe('id,text,predicted_sentiment,confidence,probability');
    expect(lines[1]).toMatch(/^1,"I love this so much, thank you!",Positive,0\.\d{6},0\.\d{6}$/);
    expect(lines[2]).toBe('2,,,,');
    expect(lines[3]).toMatch(/^3,this is terrible and I hate it,Negative,0\.\d{6},0\.\d{6}$/);
  });

  it('says how many posts are in a language that the model did not learn', () => {
    const input = write('mixed.csv', `${table}4,"El servicio fue horrible, no vuelvo a comprar nunca más"\n`);
    const { status, stderr } = score(input, '--out', join(folder, 'mixed-scored.csv'));
    expect(status).toBe(0);
    expect(stderr).toMatch(/^4 rows read, 3 scored, 1 refused, .*\n1 post is not in English, .*\n$/);
  });

  it('names three classes where the model knows them; where it does not, asking is refused in one line', () => {
    const input = write('posts.csv', table);
    const output = join(folder, 'three.csv');
    const result = score(input, '--out', output, '--classes', '3');
    const knowsNeutral = result.status === 0;
    if (!knowsNeutral) expect(result.stderr).toMatch(/^--classes 3: the model knows 2, .*\.\n$/);
    expect(existsSync(output)).toBe(knowsNeutral);
    if (!knowsNeutral) return;
    const lines = readFileSync(output, 'utf8').split('\n');
    expect(lines[0]).toBe(
      'id,text,predicted_sentiment,confidence,probability,p_negative,p_neutral,p_positive',
    );
    expect(lines[1]).toMatch(/,Positive(,0\.\d{6}){5}$/);
    expect(lines[2]).toBe('2,,,,,,,');
    const [confidence, , ...classes] = lines[1]!.split(',').slice(-5).map(Number);
    expect(classes[2]).toBe(confidence);
    expect(classes.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });
});

describe('languages', { timeout: 60_000 }, () => {
  const languages = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'model/languages.ts', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  const rows = [
    'text,label',
    '"El servicio fue horrible, no vuelvo a comprar nunca más",aside',
    '"This is a phone that I would buy again",positive',
    'ok,positive',
    ',aside',
  ];

  it('are counted by file, or by the values of a column', () => {
    const input = write('languages.csv', `${rows.join('\n')}\n`);
    const all = languages(input);
    expect(all.status).toBe(0);
    expect(all.stdout).toContain('languages.csv | 3 | 1 (33.3 %) | 1 (33.3 %) | 1 (33.3 %) | Spanish 1 |');
    const byLabel = languages(input, '--by', 'label').stdout;
    expect(byLabel).toContain('languages.csv: aside | 1 | 0 (0.0 %) | 0 (0.0 %) | 1 (100.0 %) | Spanish 1 |');
    expect(byLabel).toContain('languages.csv: positive | 2 | 1 (50.0 %) | 1 (50.0 %) | 0 (0.0 %) |');
  });

  it('a file or a column that is not there: one plain line, exit code 1', () => {
    const input = write('languages.csv', `${rows.join('\n')}\n`);
    for (const args of [[], [join(folder, 'none.csv')], [input, '--by', 'brand']]) {
      const { status, stdout, stderr } = languages(...args);
      expect([status, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
    }
  });
});
