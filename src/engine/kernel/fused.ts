import { createBag } from '../bag.ts';
import type { TowerSizes } from '../manifest.ts';
import type { Weights } from '../weights.ts';
import { instantiate, type KernelBuild } from './module.ts';
import { fitsBytes, packWeights, stateOneOf } from './pack.ts';
import { createProjectedRows, keptRows } from './projected-rows.ts';

/** A tower in a WebAssembly module of its own, without TensorFlow.js. */
export interface FusedTower {
  /**
   * Logits `[rows, outputs]` of rows of token ids that stand one after the other in `ids`, the longest first; each has
   * at least one. A row's logits do not depend on the others. The result holds until the next call.
   */
  forward(ids: Int32Array, lengths: Int32Array): Float32Array;
  /** Bytes of its memory, which does not shrink. */
  readonly bytes: number;
}

/** Builds the kernel's memory for these weights, which must have passed `checkWeights`. */
export function createFusedTower(weights: Weights, sizes: TowerSizes, build: KernelBuild): FusedTower {
  const { embedding, hidden, attention, dense, outputs, pooling } = sizes;
  const bag = createBag(weights, sizes);
  const takesMaxima = pooling === 'attention-max';
  const inBytes = build === 'relaxed-simd' && fitsBytes(weights, sizes);
  const kernel = instantiate(build);
  kernel.configure(
    embedding,
    hidden,
    attention,
    dense,
    bag?.width ?? 0,
    outputs,
    Number(takesMaxima),
    keptRows(sizes),
    stateOneOf(sizes),
    Number(inBytes),
  );
  packWeights(kernel, weights, sizes, inBytes);
  const rows = createProjectedRows(kernel, weights, sizes);
  const units = 4 * Math.ceil(hidden / 4);
  const ofStates = (takesMaxima ? 4 : 2) * units;
  const pooled = ofStates + 4 * Math.ceil((bag?.width ?? 0) / 4);
  const room = { rows: 0, tokens: 0 };

  function makeRoom(count: number, tokens: number): void {
    if (count <= room.rows && tokens <= room.tokens) return;
    room.rows = Math.max(count, room.rows);
    room.tokens = Math.max(tokens, room.tokens);
    kernel.reserve(room.rows, room.tokens);
  }

  /** Writes where rows begin, how long they are, and their bags. */
  function describeRows(ids: Int32Array, lengths: Int32Array): void {
    const { buffer } = kernel.memory;
    const starts = new Int32Array(buffer, kernel.starts.value, lengths.length);
    const pool = new Float32Array(buffer, kernel.pool.value, lengths.length * pooled);
    new Int32Array(buffer, kernel.lengths.value, lengths.length).set(lengths);
    let start = 0;
    for (let row = 0; row < lengths.length; row++) {
      const end = start + lengths[row]!;
      starts[row] = start;
      bag?.write(ids, start, end, pool, row * pooled + ofStates);
      start = end;
    }
  }

  return {
    forward(ids, lengths) {
      makeRoom(lengths.length, ids.length);
      rows.locate(ids, new Int32Array(kernel.memory.buffer, kernel.tokens.value, ids.length));
      describeRows(ids, lengths);
      kernel.run(lengths.length, ids.length);
      return new Float32Array(kernel.memory.buffer, kernel.logits.value, lengths.length * outputs);
    },
    get bytes() {
      return kernel.memory.buffer.byteLength;
    },
  };
}
