/**
 * `npm run model:respell -- --general FOLDER --corpora NAME,NAME,... --out FOLDER`: posts that exist as token ids
 * alone (redraw.py, sample.py) as text, and that as ids of a sentence encoder's pieces (general.py).
 *
 * What the tokeniser left out is gone: so the posts that fit a last layer over that encoder belong here too. Everything
 * else of the data is linked to, so that FOLDER is a data folder of its own.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createGeneralEncoder } from './general-encoder.ts';
import { createSpeller } from './spelling.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'model/runs/data' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    vocabulary: { type: 'string', default: 'classic' },
    general: { type: 'string' },
    corpora: { type: 'string', default: 'redrawn' },
    out: { type: 'string' },
  },
});
if (!values.general || !values.out)
  throw new Error('say --general FOLDER (a sentence encoder) and --out FOLDER');
if (resolve(values.out) === resolve(values.data))
  throw new Error('--out must be another folder than the data');

const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const { encode } = createGeneralEncoder(values.general, config);
const vocabulary = readFileSync(join(values.data, `${values.vocabulary}.txt`), 'utf8')
  .trimEnd()
  .split('\n');
const spell = createSpeller(config, vocabulary);
const corpora = values.corpora.split(',');

mkdirSync(values.out, { recursive: true });
for (const file of readdirSync(values.data)) {
  const link = join(values.out, file);
  rmSync(link, { force: true });
  if (!corpora.some((name) => file.startsWith(`${name}.general.`)))
    symlinkSync(resolve(values.data, file), link);
}
for (const name of corpora) {
  const ids = readArray(`${name}.${values.vocabulary}.ids`, Uint16Array);
  const offsets = readArray(`${name}.${values.vocabulary}.offsets`, Uint32Array);
  const posts: Buffer[] = [];
  const starts = new Uint32Array(offsets.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    const own = encode(spell(ids.subarray(offsets[row]!, offsets[row + 1]!)));
    posts.push(Buffer.from(own.buffer, own.byteOffset, own.byteLength));
    starts[row + 1] = starts[row]! + own.length;
  }
  writeFileSync(join(values.out, `${name}.general.ids`), Buffer.concat(posts));
  writeFileSync(join(values.out, `${name}.general.offsets`), Buffer.from(starts.buffer));
  console.log(`${name}: ${posts.length} posts`);
}

function readArray<T>(file: string, Kind: { new (buffer: ArrayBuffer): T }): T {
  const bytes = readFileSync(join(values.data, file));
  return new Kind(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}
