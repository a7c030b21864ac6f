/**
 * `npm run model:compare-speed [-- --posts N] [--rounds N]`: posts a second of the networks of model/compare.py that
 * the app's engine can load, on WASM in Node, one thread. Weights are random, posts are real, batches are the app's.
 * Turning text into ids is not part of it. Writes model/runs/compare/speed.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openBackend } from '../src/engine/backends.ts';
import { planBatches } from '../src/engine/batches.ts';
import type { Manifest, NgramSizes, TowerSizes } from '../src/engine/manifest.ts';
import { createNetwork, type Network, type Sequences } from '../src/engine/network.ts';
import { wasmPaths } from './score-engine.ts';
import { alternate, type Contestant, randomWeights, readSequences } from './speed.ts';

type Architecture = Manifest['architecture'];

const FOLDER = 'model/runs/compare';
// As src/engine/classifier.ts has them.
const BATCH_LIMITS = { rows: 32, tokens: 8192 };

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '4096' },
    rounds: { type: 'string', default: '5' },
    data: { type: 'string', default: 'model/runs/data' },
  },
});

const size = z.int().positive();
const config = z.object({ embedding: size, hidden: size, attention: size, dense: size });

function towerOf(vocabulary: string): TowerSizes {
  const { embedding, hidden, attention, dense } = config.parse(
    JSON.parse(readFileSync(`model/configs/${vocabulary}.json`, 'utf8')),
  );
  const words = readFileSync(`${values.data}/${vocabulary}.txt`, 'utf8').trimEnd().split('\n').length;
  const sizes = { vocabulary: words, embedding, hidden, attention, dense };
  const [prefix, vocabularyFile] = [`${vocabulary}.`, `${vocabulary}.txt`];
  return { ...sizes, prefix, vocabularyFile, pooling: 'attention-max', outputs: 1 };
}

/** By the names that compare.py gives them. */
function architectures(words: TowerSizes, pieces: TowerSizes): ReadonlyMap<string, Architecture> {
  const table: NgramSizes = { tensor: 'ngrams.table', outputs: 1, bucketBits: 20, longest: 3, tower: 0 };
  const of = (towers: TowerSizes[], ngrams: NgramSizes | null): Architecture => ({
    kind: 'lstm-towers',
    towers,
    ngrams,
  });
  return new Map([
    ['tower-words', of([words], null)],
    ['tower-pieces', of([pieces], null)],
    ['two-towers', of([words, pieces], null)],
    ['two-towers-ngrams', of([words, pieces], table)],
  ]);
}

function contestant(name: string, network: Network, posts: readonly Sequences[]): Contestant {
  const batches = planBatches(
    posts.map((sequences) => sequences[0]!.length),
    BATCH_LIMITS,
  );
  return {
    name,
    run: async () => {
      for (const batch of batches) await network.logits(batch.map((row) => posts[row]!));
    },
  };
}

await openBackend('wasm', { wasmUrls: wasmPaths(), allowSoftwareGpu: false });
const read = (vocabulary: string) =>
  readSequences(values.data, 'sentiment140-val', vocabulary, Number(values.posts));
const ids = { words: read('words'), pieces: read('pieces') };
const contestants = Array.from(architectures(towerOf('words'), towerOf('pieces')), ([name, architecture]) => {
  const sources = architecture.towers.map(({ prefix }) => (prefix === 'words.' ? ids.words : ids.pieces));
  const posts = ids.words.map((_, i) => sources.map((source) => source[i]!));
  return contestant(name, createNetwork(randomWeights(architecture, 1), architecture), posts);
});
const speeds = await alternate(contestants, ids.words.length, Number(values.rounds), () => performance.now());
mkdirSync(FOLDER, { recursive: true });
const found = { posts: ids.words.length, rounds: Number(values.rounds), speeds };
writeFileSync(`${FOLDER}/speed.json`, `${JSON.stringify(found, null, 2)}\n`);
for (const [name, { postsPerSecond, ratio }] of Object.entries(speeds))
  console.log(`${name}: ${Math.round(postsPerSecond)} posts/s, ${ratio.toFixed(2)} of one tower (words)`);
