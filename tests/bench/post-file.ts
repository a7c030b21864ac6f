import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createRng } from '../../src/core/rng/rng.ts';
import { madeUpPost } from './posts.ts';

const BRANDS = ['Aster', 'Borealis', 'Cedar', 'Dune'];
const PLATFORMS = ['twitter', 'reddit', 'app store'];
const START_EPOCH_MS = Date.UTC(2024, 0, 1);
const SPAN_MS = 365 * 24 * 3_600_000;
const LINES_AT_ONCE = 5000;

/** Writes a CSV of `rows` made-up posts of one year, all different; the same seed gives the same bytes. */
export async function writePostFile(path: string, rows: number, seed: number): Promise<void> {
  const rng = createRng(seed);
  const file = createWriteStream(path);
  file.write('id,created_at,author,platform,brand,text,likes\n');
  for (let first = 0; first < rows; first += LINES_AT_ONCE) {
    let lines = '';
    for (let i = first; i < Math.min(rows, first + LINES_AT_ONCE); i++) {
      const time = new Date(START_EPOCH_MS + Math.floor((i / rows) * SPAN_MS)).toISOString();
      const author = `user${rng.int(50_000)}`;
      lines += `${i},${time},${author},${rng.pick(PLATFORMS)},${rng.pick(BRANDS)},"${madeUpPost(rng)}",${rng.int(40)}\n`;
    }
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
