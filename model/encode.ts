/**
 * `npm run model:encode -- --in FILE --out NAME`: writes the token ids of a labelled file, so that training
 * reads exactly what the app reads. Three little-endian files: NAME.ids (uint16), NAME.offsets (uint32, one
 * more than posts), NAME.labels (uint8).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createEncoder } from '../src/core/text/encoder.ts';
import { readLabelledTexts } from './rows.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string' },
    out: { type: 'string' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    vocabulary: { type: 'string', default: 'model/runs/data/vocabulary.txt' },
  },
});
if (!values.in || !values.out) throw new Error('say --in FILE --out NAME');

const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const vocabulary = readFileSync(values.vocabulary, 'utf8').trimEnd().split('\n');
if (vocabulary.length > 0xffff) throw new Error('ids do not fit 16 bits');
const encoder = createEncoder(config, vocabulary);
const ids: Uint16Array[] = [];
const offsets = [0];
const labels: number[] = [];
const started = performance.now();
for await (const { text, label } of readLabelledTexts(values.in)) {
  const encoded = Uint16Array.from(encoder.encode(text));
  ids.push(encoded);
  offsets.push(offsets.at(-1)! + encoded.length);
  labels.push(label);
}
writeFileSync(`${values.out}.ids`, Buffer.concat(ids.map((part) => Buffer.from(part.buffer))));
writeFileSync(`${values.out}.offsets`, Buffer.from(Uint32Array.from(offsets).buffer));
writeFileSync(`${values.out}.labels`, Uint8Array.from(labels));
const seconds = (performance.now() - started) / 1000;
console.log(`${labels.length} posts, ${offsets.at(-1)} tokens in ${seconds.toFixed(1)} s`);
