import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build, preview } from 'vite';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { distilBertGraph } from '../onnx/distilbert-graph.ts';
import { towerGraph } from '../onnx/tower-graph.ts';
import { CONTESTANTS, type ContestantName } from '../page/types.ts';
import { type BenchPosts, madeUpPosts } from '../posts.ts';
import { median, quantile } from './statistics.ts';

/** Posts a second of one contestant, and how many times as fast ours was in the same rounds. */
export interface EngineSpeed {
  readonly name: ContestantName;
  readonly workers: number;
  readonly postsPerSecond: number;
  readonly ratio: number;
  /** The ratio of each round: how far it can be trusted. */
  readonly ratios: readonly number[];
}

export interface EngineFigures {
  readonly posts: string;
  readonly speeds: readonly EngineSpeed[];
  /** Texts as the app's files have them to scores, with the encoder, posts a second, by the most workers. */
  readonly scorePostsPerSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

// Enough for a second or so each: a slow one is given fewer.
const POSTS_PER_TURN: Readonly<Record<ContestantName, number>> = {
  engine: 8192,
  onnxruntime: 4096,
  'onnxruntime-padded': 192,
  'tf-layers': 2048,
  'distilbert-int8': 48,
};

const APP_POSTS = 40_960;
const PORT = 4197;

/** Builds the page with all contestants into `folder`. */
export async function buildEnginePage(folder: string, posts: BenchPosts): Promise<void> {
  const root = fileURLToPath(new URL('../page', import.meta.url));
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 },
  });
  cpSync('public/model', join(folder, 'model'), { recursive: true });
  const own = join(folder, 'bench');
  mkdirSync(own, { recursive: true });
  const { manifest, weights } = await loadArtifacts(
    async (path) => new Uint8Array(readFileSync(join('public/model', path))),
  );
  for (const [i, sizes] of manifest.architecture.towers.entries())
    writeFileSync(join(own, `tower-${i}.onnx`), towerGraph(weights, sizes));
  writeFileSync(join(own, 'distilbert.onnx'), distilBertGraph(1));
  writeFileSync(join(own, 'posts.json'), JSON.stringify(posts.texts));
  writeFileSync(join(own, 'app-posts.json'), JSON.stringify(madeUpPosts(APP_POSTS, 2)));
}

/** Runs the contestants in turn, round after round, with one worker and with `workers`. */
export async function measureEngines(
  browser: Browser,
  folder: string,
  posts: BenchPosts,
  rounds: number,
  workers: number,
): Promise<EngineFigures> {
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { port: PORT, strictPort: true, host: 'localhost' },
  });
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${PORT}/`);
    const speeds: EngineSpeed[] = [];
    for (const count of workers > 1 ? [1, workers] : [1])
      speeds.push(...(await measureWith(page, count, rounds)));
    await page.evaluate((n) => window.bench.open('engine', n), workers);
    const score = (from: number) =>
      page.evaluate(([n, at]) => window.bench.scoreTurn(n!, at!, 8192), [workers, from]);
    await score(0);
    const scoreRates = [await score(8192), await score(16_384), await score(24_576)];
    const latencies = await page.evaluate(() => window.bench.latencies(100, 300));
    return {
      posts: posts.source,
      speeds,
      scorePostsPerSecond: median(scoreRates),
      latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
    };
  } finally {
    await page.close();
    await server.close();
  }
}

async function measureWith(page: Page, workers: number, rounds: number): Promise<EngineSpeed[]> {
  const turn = (name: ContestantName, from: number) =>
    page.evaluate(([n, count, at, posts]) => window.bench.turn(n, count, at, posts), [
      name,
      workers,
      from,
      POSTS_PER_TURN[name],
    ] as const);
  const rates = new Map<ContestantName, number[]>(CONTESTANTS.map((name) => [name, []]));
  for (const name of CONTESTANTS) {
    await page.evaluate(([n, count]) => window.bench.open(n, count), [name, workers] as const);
    await turn(name, 0);
  }
  for (let round = 1; round <= rounds; round++)
    for (const name of CONTESTANTS) rates.get(name)!.push(await turn(name, round * POSTS_PER_TURN[name]));
  for (const name of CONTESTANTS) await page.evaluate((n) => window.bench.close(n), name);
  const own = rates.get('engine')!;
  return CONTESTANTS.map((name) => {
    const ratios = rates.get(name)!.map((rate, round) => own[round]! / rate);
    return { name, workers, postsPerSecond: median(rates.get(name)!), ratio: median(ratios), ratios };
  });
}
