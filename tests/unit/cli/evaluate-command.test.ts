import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HAS_MODEL = existsSync(join(ROOT, 'public/model/current.json'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const evaluate = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'model/evaluate.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });

const TABLE = [
  'mood;body',
  'happy;"I love this so much, thank you!"',
  'happy;what a wonderful and beautiful day',
  'sad;this is terrible and I hate it',
  'sad;so sick and sad, worst day ever',
  'so-so;the train leaves at nine',
  'unknown;a post that nobody judged',
  'sad;',
  '',
].join('\n');
const MAP = ['--map', 'happy=positive,sad=negative,so-so=neutral'];

describe('model:evaluate, on bad input', { timeout: 60_000 }, () => {
  it.each<[string, readonly string[], RegExp]>([
    ['labels of unknown meaning', ['--label', 'mood'], /--map .*found are: sad, happy, so-so, unknown\./],
    ['an unknown column', ['--label', 'tone'], /No column is named tone\. The columns are: mood, body\./],
    ['the text as label', ['--label', 'body'], /body is the column of the text/],
    ['a map that fits nothing', ['--label', 'mood', '--map', 'a=negative'], /No row has a label of --map/],
    ['a missing folder', ['--label', 'mood', '--out', '/no/such/x.json'], /no such folder to write to/],
    ['an unknown option', ['--fast'], /Unknown option '--fast'/],
  ])('%s: one plain line, exit code 1', (_, args, message) => {
    const result = evaluate(write('t.csv', TABLE), '--text', 'body', ...args);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

// Each run starts a process and loads the model, which takes seconds where other tests share the cores.
describe.skipIf(!HAS_MODEL)('model:evaluate, with the model', { timeout: 120_000 }, () => {
  it('--json prints one object and nothing else, and writes what it is asked to', () => {
    const out = join(folder, 'found.json');
    const markdown = join(folder, 'found.md');
    const drawing = join(folder, 'found.svg');
    const files = ['--out', out, '--markdown', markdown, '--reliability', drawing];
    const input = write('t.csv.gz', gzipSync(TABLE));
    const result = evaluate(input, '--text', 'body', '--label', 'mood', ...MAP, '--json', ...files);
    expect(result.stderr).toBe('');
    const found = JSON.parse(result.stdout);
    expect(found).toMatchObject({ rows: 5, skipped: 2, file: 't.csv.gz', skippedLabels: { unknown: 1 } });
    expect(found.classes).toEqual(['Negative', 'Neutral', 'Positive']);
    expect(found.binary).toMatchObject({ rows: 4, accuracy: { value: 1 }, rocAuc: { value: 1 } });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(found);
    expect(readFileSync(markdown, 'utf8')).toMatch(/^\| Accuracy \| /m);
    expect(readFileSync(drawing, 'utf8')).toMatch(/^<svg .*>\n<\/svg>\n$/s);
  });

  it('--classes 2 leaves neutral posts out, without a header too', () => {
    const columns = ['--text', 'column_2', '--label', 'column_1', '--no-header'];
    const result = evaluate(write('t.csv', TABLE.slice(10)), ...columns, ...MAP, '--classes', '2');
    expect(result.stdout).toMatch(/ on 4 posts of t\.csv \(3 skipped, /);
    expect(result.stdout).toMatch(/^\| Area under the ROC curve \| 1\.0000 \| /m);
    expect(result.status).toBe(0);
  });
});
