/**
 * `npm run model:encode -- --data FOLDER [--general FOLDER]`: writes the token ids of every corpus, so that training
 * reads exactly what the app reads. Per corpus NAME: NAME.labels (uint8, index into negative, neutral, positive; 255 for
 * none), and per vocabulary V: NAME.V.ids (uint16) and NAME.V.offsets (uint32, one more than posts), all little-endian.
 * Held-out rows go to NAME-held. corpora.json says what was written, with its SHA-256. With --general (a sentence
 * encoder's folder, see general.py) its pieces are one more vocabulary, `general`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { type Corpus, readCorpora, readCorpus, readTexts, type Source } from './corpora.ts';
import { createEmojiAugmenter } from './emoji.ts';
import { createEncoders, EncodedCorpus, UNLABELLED } from './encoded-corpus.ts';

// One post in twenty of a corpus without emoticons gets a copy with emoji of its label.
const EMOJI_SHARE = 20;
const SEED = 42;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    corpora: { type: 'string', default: 'model/configs/corpora.json' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    vocabularies: { type: 'string', default: 'words,pieces' },
    general: { type: 'string' },
    out: { type: 'string', default: 'model/runs/data' },
  },
});
if (!values.data) throw new Error('say --data FOLDER (the corpora lie below it)');

const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const encoders = createEncoders(config, values.out, values.vocabularies.split(','), values.general);

interface Entry {
  readonly name: string;
  readonly task: Corpus['task'] | 'none';
  readonly use: 'train' | 'unlabelled' | 'held-out' | 'validation';
  readonly posts: number;
}

const entries: Entry[] = [];
const hashes: Record<string, string> = {};

function encodeCorpus(corpus: Corpus, use: Entry['use']): void {
  const seen = new EncodedCorpus(encoders);
  const heldOut = new EncodedCorpus(encoders);
  const augment = createEmojiAugmenter(SEED);
  let row = 0;
  readCorpus(values.data!, corpus, ({ text, label, isHeldOut }) => {
    (isHeldOut ? heldOut : seen).add(text, label);
    if (corpus.emoji && row++ % EMOJI_SHARE === 0) seen.add(augment(text, label === 2), label);
  });
  save(corpus.name, seen, { task: corpus.task, use });
  save(`${corpus.name}-held`, heldOut, { task: corpus.task, use: 'held-out' });
}

function encodeTexts(source: Source): void {
  const seen = new EncodedCorpus(encoders);
  readTexts(values.data!, source, (text) => seen.add(text, UNLABELLED));
  save(source.name, seen, { task: 'none', use: 'unlabelled' });
}

function save(name: string, written: EncodedCorpus, kind: Pick<Entry, 'task' | 'use'>): void {
  if (written.labels.length === 0) return;
  Object.assign(hashes, written.save(values.out, name));
  entries.push({ name, ...kind, posts: written.labels.length });
  console.log(`${name}: ${written.labels.length} posts`);
}

const corpora = readCorpora(values.corpora);
for (const corpus of corpora.train) encodeCorpus(corpus, 'train');
for (const source of corpora.unlabelled) encodeTexts(source);
for (const corpus of corpora.validation) encodeCorpus(corpus, 'validation');
writeFileSync(join(values.out, 'corpora.json'), `${JSON.stringify({ corpora: entries, hashes }, null, 2)}\n`);
