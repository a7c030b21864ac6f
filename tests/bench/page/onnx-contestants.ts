import ortWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import type { TowerSizes } from '../../../src/engine/manifest.ts';
import { bagWidth } from '../onnx/tower-graph.ts';
import { groupsOfOneLength } from './groups.ts';

/** Something that works through posts: their token ids, through the vocabulary of each tower. */
export type RunPosts = (posts: readonly (readonly Int32Array[])[]) => Promise<void>;

const BATCH_ROWS = 256;
// The smaller its batches, the better its intermediate results fit into the cache.
const DISTILBERT_ROWS = 8;
/** As the reference system pads and cuts. */
const PADDED_LENGTH = 50;

async function openSession(url: string): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: ortWasmUrl };
  const model = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return ort.InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
}

async function runRows(
  session: ort.InferenceSession,
  rows: readonly Int32Array[],
  bag: number,
): Promise<void> {
  const length = rows[0]!.length;
  const ids = new Int32Array(rows.length * length);
  rows.forEach((row, i) => {
    ids.set(row, i * length);
  });
  const inputs: Record<string, ort.Tensor> = { ids: new ort.Tensor('int32', ids, [rows.length, length]) };
  if (bag > 0)
    inputs.bag = new ort.Tensor('float32', new Float32Array(rows.length * bag), [rows.length, bag]);
  await session.run(inputs);
}

/** The same weights in the same batches: rows of one length. */
export async function openOnnxRuntime(towers: readonly TowerSizes[], baseUrl: string): Promise<RunPosts> {
  const sessions = await Promise.all(towers.map((_, i) => openSession(`${baseUrl}bench/tower-${i}.onnx`)));
  return async (posts) => {
    for (const [i, session] of sessions.entries()) {
      const sequences = posts.map((post) => post[i]!);
      for (const group of groupsOfOneLength(sequences, BATCH_ROWS))
        await runRows(
          session,
          group.map((row) => sequences[row]!),
          bagWidth(towers[i]!),
        );
    }
  };
}

/** The same weights as the reference system uses its own: one post at a time, padded to 50. */
export async function openPadded(towers: readonly TowerSizes[], baseUrl: string): Promise<RunPosts> {
  const sessions = await Promise.all(towers.map((_, i) => openSession(`${baseUrl}bench/tower-${i}.onnx`)));
  return async (posts) => {
    for (const post of posts)
      for (const [i, session] of sessions.entries()) {
        const padded = new Int32Array(PADDED_LENGTH);
        padded.set(post[i]!.subarray(0, PADDED_LENGTH));
        await runRows(session, [padded], bagWidth(towers[i]!));
      }
  };
}

/** The shape of DistilBERT on as many tokens as our vocabulary of pieces cuts the post into, and two that it adds. */
export async function openDistilBert(baseUrl: string): Promise<RunPosts> {
  const session = await openSession(`${baseUrl}bench/distilbert.onnx`);
  return async (posts) => {
    const sequences = posts.map((post) => {
      const ids = post.at(-1)!;
      return Int32Array.from({ length: ids.length + 2 }, (_, i) => ids[i] ?? 100);
    });
    for (const group of groupsOfOneLength(sequences, DISTILBERT_ROWS))
      await runRows(
        session,
        group.map((row) => sequences[row]!),
        0,
      );
  };
}
