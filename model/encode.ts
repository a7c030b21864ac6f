/**
 * `npm run model:encode -- --data FOLDER [--general FOLDER]`: writes the token ids of every corpus, so that training
 * reads exactly what the app reads. Per corpus NAME: NAME.labels (uint8, index into negative, neutral, positive; 255 for
 * none), and per vocabulary V: NAME.V.ids (uint16) and NAME.V.offsets (uint32, one more than posts), all little-endian.
 * Held-out rows go to NAME-held. corpora.json says what was written, with its SHA-256. With --general (a sentence
 * encoder's folder, see general.py) its pieces are one more vocabulary, `general`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createEncoder } from '../src/core/text/encoder.ts';
import { createTokenizer } from '../src/core/text/tokenize.ts';
import { type Corpus, readCorpora, readCorpus, readTexts, type Source } from './corpora.ts';
import { createEmojiAugmenter } from './emoji.ts';
import { createGeneralEncoder } from './general-encoder.ts';

// One post in twenty of a corpus without emoticons gets a copy with emoji of its label.
const EMOJI_SHARE = 20;
const SEED = 42;
/** What stands for a label in a corpus that has none. */
const UNLABELLED = 0xff;

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
const tokenize = createTokenizer(config);
/** Ids of a post, by its text or by its tokens. */
type Encode = (text: string, tokens: readonly string[]) => Uint16Array;

const encoders = values.vocabularies.split(',').map((name): [string, Encode] => {
  const vocabulary = readFileSync(join(values.out, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
  if (vocabulary.length > 0xffff) throw new Error('ids do not fit 16 bits');
  const encoder = createEncoder(config, vocabulary);
  return [name, (_, tokens) => Uint16Array.from(encoder.encodeTokens(tokens))];
});
if (values.general !== undefined) {
  const general = createGeneralEncoder(values.general, config);
  writeFileSync(join(values.out, 'general.txt'), `${general.vocabulary.join('\n')}\n`);
  encoders.push(['general', general.encode]);
}

/** Encoded posts of one corpus, on their way to disk. */
class Written {
  readonly labels: number[] = [];
  readonly #ids = new Map(encoders.map(([name]) => [name, [] as Uint16Array[]]));
  readonly #offsets = new Map(encoders.map(([name]) => [name, [0]]));

  add(text: string, label: number): void {
    const tokens = tokenize(text);
    for (const [name, encode] of encoders) {
      const ids = encode(text, tokens);
      this.#ids.get(name)!.push(ids);
      const offsets = this.#offsets.get(name)!;
      offsets.push(offsets.at(-1)! + ids.length);
    }
    this.labels.push(label);
  }

  save(name: string): Record<string, string> {
    const hashes: Record<string, string> = {};
    const write = (file: string, bytes: Uint8Array): void => {
      writeFileSync(join(values.out, file), bytes);
      hashes[file] = createHash('sha256').update(bytes).digest('hex');
    };
    write(`${name}.labels`, Uint8Array.from(this.labels));
    for (const [vocabulary] of encoders) {
      const ids = this.#ids.get(vocabulary)!.map((part) => Buffer.from(part.buffer));
      write(`${name}.${vocabulary}.ids`, Buffer.concat(ids));
      const offsets = Uint32Array.from(this.#offsets.get(vocabulary)!);
      write(`${name}.${vocabulary}.offsets`, Buffer.from(offsets.buffer));
    }
    return hashes;
  }
}

interface Entry {
  readonly name: string;
  readonly task: Corpus['task'] | 'none';
  readonly use: 'train' | 'unlabelled' | 'held-out' | 'validation';
  readonly posts: number;
}

const entries: Entry[] = [];
const hashes: Record<string, string> = {};

function encodeCorpus(corpus: Corpus, use: Entry['use']): void {
  const seen = new Written();
  const heldOut = new Written();
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
  const seen = new Written();
  readTexts(values.data!, source, (text) => seen.add(text, UNLABELLED));
  save(source.name, seen, { task: 'none', use: 'unlabelled' });
}

function save(name: string, written: Written, kind: Pick<Entry, 'task' | 'use'>): void {
  if (written.labels.length === 0) return;
  Object.assign(hashes, written.save(name));
  entries.push({ name, ...kind, posts: written.labels.length });
  console.log(`${name}: ${written.labels.length} posts`);
}

const corpora = readCorpora(values.corpora);
for (const corpus of corpora.train) encodeCorpus(corpus, 'train');
for (const source of corpora.unlabelled) encodeTexts(source);
for (const corpus of corpora.validation) encodeCorpus(corpus, 'validation');
writeFileSync(join(values.out, 'corpora.json'), `${JSON.stringify({ corpora: entries, hashes }, null, 2)}\n`);
