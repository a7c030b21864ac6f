import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { createRng, type Rng } from '../../src/core/rng/rng.ts';

/** Posts to measure with, and where they came from. */
export interface BenchPosts {
  readonly texts: readonly string[];
  readonly source: string;
}

/** Posts of the real file in `folder`, where there is one; else made-up ones with the lengths of real ones. */
export function benchPosts(folder: string | null, count: number): BenchPosts {
  const file = folder === null ? '' : join(folder, 'sentiment140', 'val.csv.gz');
  if (existsSync(file)) {
    const head = gunzipSync(readFileSync(file))
      .subarray(0, 400 * (count + 1))
      .toString('utf8');
    const { data } = Papa.parse<Record<string, string>>(head, { header: true, preview: count });
    return { texts: data.map((row) => row.text ?? ''), source: 'real tweets' };
  }
  return { texts: madeUpPosts(count, 1), source: 'made-up posts with the lengths of tweets' };
}

// Tweets of 1, 2, 3... words in a hundred, as 240,000 were counted.
const TWEETS_BY_WORDS = [
  0.4, 1.6, 3.2, 4.2, 5.1, 5.5, 5.6, 5.6, 5.4, 5.2, 5.0, 4.8, 4.5, 4.3, 3.9, 3.7, 3.5, 3.4, 3.3, 3.2, 3.0,
  2.9, 2.8, 2.7, 2.3, 1.9, 1.3, 0.8, 0.5, 0.2, 0.1,
];

const WORDS = readFileSync(vocabularyPath(), 'utf8')
  .split('\n')
  .filter((word) => /^[a-z']{1,12}$/.test(word))
  .slice(0, 12_000);

/** The first vocabulary of the model that ships: its entries are ordered by frequency. */
function vocabularyPath(): string {
  const folder = fileURLToPath(new URL('../../public/model/', import.meta.url));
  const { version } = JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8')) as { version: string };
  const manifest = JSON.parse(readFileSync(join(folder, version, 'manifest.json'), 'utf8')) as {
    architecture: { towers: { vocabularyFile: string }[] };
  };
  return join(folder, version, manifest.architecture.towers[0]!.vocabularyFile);
}

/** One made-up post: words by Zipf's law, as many as tweets have. */
export function madeUpPost(rng: Rng): string {
  const words = 1 + drawIndex(TWEETS_BY_WORDS, rng);
  return Array.from({ length: words }, () => WORDS[zipf(rng)]).join(' ');
}

// The inverse of the cumulated 1 / rank: a uniform number gives a rank whose frequency falls as Zipf's law has it.
const zipf = (rng: Rng): number => Math.min(WORDS.length - 1, Math.floor(WORDS.length ** rng.next()) - 1);

function drawIndex(shares: readonly number[], rng: Rng): number {
  let left = rng.next() * shares.reduce((sum, share) => sum + share, 0);
  for (const [i, share] of shares.entries()) {
    left -= share;
    if (left <= 0) return i;
  }
  return shares.length - 1;
}

/** Posts as the files for the app have them; all are different. */
export function madeUpPosts(count: number, seed: number): string[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => madeUpPost(rng));
}
