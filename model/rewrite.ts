/**
 * `npm run model:rewrite -- --data FOLDER --general FOLDER [--rounds NAME=TIMES,...]`: posts that nobody wrote, for networks
 * to learn from what others say of them. Copies of training posts with some words exchanged (rewriting.ts) as texts, so
 * that every vocabulary reads them as it reads real ones. Writes NAME.* (rewritten) beside the other corpora.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRng } from '../src/core/rng/rng.ts';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { readCorpora, readCorpus, readTexts } from './corpora.ts';
import { createEncoders, EncodedCorpus, UNLABELLED } from './encoded-corpus.ts';
import { createRewriter } from './rewriting.ts';

/** Shares of a post's words that are exchanged, each as often. */
const SHARES = [0.1, 0.15, 0.25, 0.35];
const RAREST = 6;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    corpora: { type: 'string', default: 'model/configs/corpora.json' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    vocabularies: { type: 'string', default: 'classic,pieces' },
    general: { type: 'string' },
    rounds: {
      type: 'string',
      default:
        'sentiment140=0.25,sst2=0.5,semeval=8,gop=4,sanders=4,apple=4,entities=3,wework=3,youtube=3,crisis=2',
    },
    seed: { type: 'string', default: '181' },
    name: { type: 'string', default: 'rewritten' },
    out: { type: 'string', default: 'model/runs/data' },
  },
});
if (!values.data) throw new Error('say --data FOLDER (the corpora lie below it)');

const rounds = new Map(
  values.rounds.split(',').map((part): [string, number] => {
    const [name, times] = part.split('=');
    return [name!, Number(times)];
  }),
);
const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const encoders = createEncoders(config, values.out, values.vocabularies.split(','), values.general);
const rng = createRng(Number(values.seed));
const texts: string[] = [];
const wanted: number[] = [];
const corpora = readCorpora(values.corpora);
for (const corpus of corpora.train)
  readCorpus(values.data, corpus, ({ text, isHeldOut }) => {
    if (!isHeldOut) take(text, corpus.name);
  });
for (const source of corpora.unlabelled) readTexts(values.data, source, (text) => take(text, source.name));

const rewrite = createRewriter(texts, RAREST);
const written = new EncodedCorpus(encoders);
for (const row of shuffled(wanted)) written.add(rewrite(texts[row]!, rng.pick(SHARES), rng), UNLABELLED);
const hashes = written.save(values.out, values.name);

interface Listed {
  corpora: { name: string }[];
  hashes: Record<string, string>;
}
const listed = JSON.parse(readFileSync(join(values.out, 'corpora.json'), 'utf8')) as Listed;
const entry = { name: values.name, task: 'none', use: 'sampled', posts: written.labels.length };
listed.corpora = [...listed.corpora.filter(({ name }) => name !== values.name), entry];
listed.hashes = { ...listed.hashes, ...hashes };
writeFileSync(join(values.out, 'corpora.json'), `${JSON.stringify(listed, null, 2)}\n`);
console.log(`${values.name}: ${written.labels.length} posts`);

/** Of a part of a round, some. */
function take(text: string, name: string): void {
  const row = texts.push(text) - 1;
  const times = Math.floor((rounds.get(name) ?? 1) + rng.next());
  for (let i = 0; i < times; i++) wanted.push(row);
}

function shuffled(items: number[]): number[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
