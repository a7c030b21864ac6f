import type { TowerSizes } from '../manifest.ts';
import type { Tower } from '../tower.ts';
import type { Weights } from '../weights.ts';
import { createFusedTower } from './fused.ts';
import type { KernelBuild } from './module.ts';
import { addTower, removeTower, runTower } from './tower-op.ts';

// Enough rows to fill tiles and to read the weights seldom; so few tokens that their states stay in the cache.
const CALL_ROWS = 32;
const CALL_TOKENS = 1024;

/** A tower on the fused kernel, which the WASM backend must be there for. Holds no tensor. */
export function createKernelTower(weights: Weights, sizes: TowerSizes, build: KernelBuild): Tower {
  const { outputs } = sizes;
  const number = addTower(createFusedTower(weights, sizes, build), outputs);

  async function run(
    batch: readonly Int32Array[],
    rows: readonly number[],
    into: Float32Array,
  ): Promise<void> {
    const lengths = Int32Array.from(rows, (row) => batch[row]!.length);
    const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    for (const row of rows) {
      ids.set(batch[row]!, at);
      at += batch[row]!.length;
    }
    const result = runTower(number, ids, lengths);
    try {
      const logits = (await result.data()) as Float32Array;
      for (const [i, row] of rows.entries())
        for (let k = 0; k < outputs; k++) into[row * outputs + k] = logits[i * outputs + k]!;
    } finally {
      result.dispose();
    }
  }

  return {
    async logits(batch) {
      const into = new Float32Array(batch.length * outputs);
      for (const rows of callsOf(batch)) await run(batch, rows, into);
      return into;
    },
    dispose: () => removeTower(number),
  };
}

/** Indices of the rows of each call, longest rows first. */
function callsOf(batch: readonly Int32Array[]): number[][] {
  const order = batch.map((_, row) => row).sort((a, b) => batch[b]!.length - batch[a]!.length);
  const calls: number[][] = [];
  let tokens = CALL_TOKENS;
  for (const row of order) {
    const { length } = batch[row]!;
    const call = calls.at(-1);
    if (call && call.length < CALL_ROWS && tokens + length <= CALL_TOKENS) call.push(row);
    else calls.push([row]);
    tokens = calls.at(-1) === call ? tokens + length : length;
  }
  return calls;
}
