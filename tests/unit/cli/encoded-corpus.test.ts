import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEncoders, EncodedCorpus, UNLABELLED } from '../../../model/encoded-corpus.ts';
import type { EncoderConfig } from '../../../src/core/text/config.ts';
import { createEncoder } from '../../../src/core/text/encoder.ts';

const config = JSON.parse(readFileSync('model/configs/encoder.json', 'utf8')) as EncoderConfig;
const VOCABULARY = [...Object.values(config.markers), 'good', 'bad', '!'];
const TEXTS = ['good', '', 'bad bad GOOD!', 'good bad'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'encoded-corpus-'));
  writeFileSync(join(folder, 'few.txt'), `${VOCABULARY.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what is written reads back as each post’s ids and label', () => {
  const corpus = new EncodedCorpus(createEncoders(config, folder, ['few']));
  const labels = [2, UNLABELLED, 0, 1];
  for (const [i, text] of TEXTS.entries()) corpus.add(text, labels[i]!);
  const hashes = corpus.save(folder, 'tiny');

  const bytes = (file: string) => readFileSync(join(folder, file));
  const array = (file: string, size: number) =>
    Array.from({ length: bytes(file).length / size }, (_, i) => bytes(file).readUIntLE(i * size, size));
  const ids = array('tiny.few.ids', 2);
  const offsets = array('tiny.few.offsets', 4);
  const encoder = createEncoder(config, VOCABULARY);
  expect([...bytes('tiny.labels')]).toEqual(labels);
  expect(TEXTS.map((_, i) => ids.slice(offsets[i], offsets[i + 1]))).toEqual(
    TEXTS.map((text) => [...encoder.encode(text)]),
  );
  expect(offsets.at(-1)).toBe(ids.length);
  for (const [file, hash] of Object.entries(hashes))
    expect(createHash('sha256').update(bytes(file)).digest('hex')).toBe(hash);
});
