import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { expose } from 'comlink';
import { type Artifacts, loadArtifacts } from '../../../src/engine/artifacts.ts';
import { openBackend } from '../../../src/engine/backends.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { createNetwork, type Sequences } from '../../../src/engine/network.ts';
import { openLayers } from './layers-contestant.ts';
import { openDistilBert, openOnnxRuntime, openPadded, type RunPosts } from './onnx-contestants.ts';
import type { BenchWorker, ContestantName } from './types.ts';

/** Posts that the app scores in one call: a chunk. */
const CHUNK = 2048;

const wasmUrls = {
  'tfjs-backend-wasm.wasm': new URL(wasmUrl, location.href).href,
  'tfjs-backend-wasm-simd.wasm': new URL(wasmSimdUrl, location.href).href,
};
let artifacts: Artifacts;
let texts: string[] = [];
let appTexts: string[] = [];
let posts: Sequences[] = [];
let runPosts: RunPosts;
let classifier: Promise<Classifier> | undefined;

async function openContestant(name: ContestantName, baseUrl: string): Promise<RunPosts> {
  const { towers } = artifacts.manifest.architecture;
  if (name === 'onnxruntime') return openOnnxRuntime(towers, baseUrl);
  if (name === 'onnxruntime-padded') return openPadded(towers, baseUrl);
  if (name === 'distilbert-int8') return openDistilBert(baseUrl);
  await openBackend('wasm', { wasmUrls, allowSoftwareGpu: false });
  if (name === 'tf-layers') return openLayers(towers);
  const network = createNetwork(artifacts.weights, artifacts.manifest.architecture);
  return async (chunk) => {
    await network.logits(chunk);
  };
}

function indices(from: number, count: number, share: number, of: number, length = posts.length): number[] {
  const all = Array.from({ length: count }, (_, i) => (from + i) % length);
  return all.filter((_, i) => i % of === share);
}

async function inChunks(
  rows: readonly number[],
  work: (chunk: readonly number[]) => Promise<unknown>,
): Promise<number> {
  for (let at = 0; at < rows.length; at += CHUNK) await work(rows.slice(at, at + CHUNK));
  return rows.length;
}

const openedClassifier = (): Promise<Classifier> => {
  classifier ??= openClassifier(artifacts, { wasmUrls, force: 'wasm' });
  return classifier;
};

const worker: BenchWorker = {
  async open(name, baseUrl) {
    artifacts = await loadArtifacts(async (path) => {
      const response = await fetch(`${baseUrl}model/${path}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    const read = async (name: string) => (await (await fetch(`${baseUrl}bench/${name}`)).json()) as string[];
    texts = await read('posts.json');
    appTexts = await read('app-posts.json');
    posts = texts.map((text) => artifacts.reader.encode(text));
    runPosts = await openContestant(name, baseUrl);
  },
  run: (from, count, share, of) =>
    inChunks(indices(from, count, share, of), (chunk) => runPosts(chunk.map((row) => posts[row]!))),
  async score(from, count, share, of) {
    const { signal } = new AbortController();
    const opened = await openedClassifier();
    return inChunks(indices(from, count, share, of, appTexts.length), (chunk) =>
      opened.score(
        signal,
        chunk.map((row) => appTexts[row]!),
      ),
    );
  },
  async latencies(from, count) {
    const opened = await openedClassifier();
    const taken: number[] = [];
    for (const row of indices(from, count, 0, 1)) {
      const started = performance.now();
      await opened.analyse(texts[row]!);
      taken.push(performance.now() - started);
    }
    return taken;
  },
};

expose(worker);
