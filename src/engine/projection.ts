import { add, matMul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { TowerSizes } from './architecture.ts';
import { valuesOf, type Weights } from './weights.ts';

// Ids are ordered by frequency, so that few blocks hold most of a text. One fixed shape also makes a row's bits
// independent of what was asked for before it.
const BLOCK_ROWS = 64;

// Sigmoid of this is 2e-35: the input gate of a padded step is shut, and what passes is lost in rounding.
const SHUT_GATE = -80;

/**
 * The embedding multiplied by the input weights of both directions, biases added: what an LSTM adds up at each
 * step from the token alone. Exact, and done once per token instead of once per occurrence: it halves the work.
 */
export interface Projection {
  /** Computes the rows of these ids, where they are not known yet. Call before `copyRow`. */
  prepare(ids: Iterable<number>): Promise<void>;
  /**
   * Copies the row of `id` (null: padding, which leaves a zero state zero) into `gates[0..3]` (input, forget,
   * candidate, output), each `[batch, hidden]`, at row `at`. `direction` 0 is forward, 1 backward.
   */
  copyRow(id: number | null, direction: 0 | 1, gates: readonly Float32Array[], at: number): void;
  /** Frees the tensors. The table of a 32,000-word vocabulary is 98 MB when every word has occurred. */
  dispose(): void;
}

/** A projection table that fills itself as ids are met. `cellScale` multiplies the candidate's columns. */
export function createProjection(weights: Weights, sizes: TowerSizes, cellScale: number): Projection {
  const { prefix, vocabulary, embedding, hidden } = sizes;
  const width = 8 * hidden;
  const table = valuesOf(weights, `${prefix}embedding.weight`);
  const { matrix, bias } = joinDirections(weights, sizes, cellScale);
  const blocks: Float32Array[] = [];
  const padding = new Float32Array(width);
  padding.fill(SHUT_GATE, 0, hidden).fill(SHUT_GATE, 4 * hidden, 5 * hidden);

  async function computeBlock(index: number): Promise<void> {
    const rows = new Float32Array(BLOCK_ROWS * embedding);
    const first = index * BLOCK_ROWS;
    rows.set(table.subarray(first * embedding, Math.min(vocabulary, first + BLOCK_ROWS) * embedding));
    const product = tidy(() => add(matMul(tensor2d(rows, [BLOCK_ROWS, embedding]), matrix), bias));
    try {
      blocks[index] = (await product.data()) as Float32Array;
    } finally {
      product.dispose();
    }
  }

  return {
    async prepare(ids) {
      const missing = new Set<number>();
      for (const id of ids) {
        const index = Math.floor(id / BLOCK_ROWS);
        if (!blocks[index]) missing.add(index);
      }
      for (const index of missing) await computeBlock(index);
    },
    copyRow(id, direction, gates, at) {
      const source = id === null ? padding : blocks[Math.floor(id / BLOCK_ROWS)]!;
      let from = (id === null ? 0 : (id % BLOCK_ROWS) * width) + direction * 4 * hidden;
      // Plain loops: `subarray` and `set` cost more than they copy at this size.
      for (const gate of gates) {
        const to = at * hidden;
        for (let i = 0; i < hidden; i++) gate[to + i] = source[from + i]!;
        from += hidden;
      }
    },
    dispose() {
      matrix.dispose();
      bias.dispose();
    },
  };
}

/** `[embedding, 8 * hidden]` and `[1, 8 * hidden]`: forward's four gates, then backward's. */
function joinDirections(
  weights: Weights,
  { prefix, embedding, hidden }: TowerSizes,
  cellScale: number,
): { matrix: Tensor2D; bias: Tensor2D } {
  const width = 4 * hidden;
  const matrix = new Float32Array(embedding * 2 * width);
  const bias = new Float32Array(2 * width);
  ['', '_reverse'].forEach((suffix, direction) => {
    const input = valuesOf(weights, `${prefix}lstm.weight_ih_l0${suffix}`); // [4 * hidden, embedding]
    const inputBias = valuesOf(weights, `${prefix}lstm.bias_ih_l0${suffix}`);
    const stateBias = valuesOf(weights, `${prefix}lstm.bias_hh_l0${suffix}`);
    for (let column = 0; column < width; column++) {
      const scale = Math.floor(column / hidden) === 2 ? cellScale : 1;
      const to = direction * width + column;
      bias[to] = scale * (inputBias[column]! + stateBias[column]!);
      for (let row = 0; row < embedding; row++)
        matrix[row * 2 * width + to] = scale * input[column * embedding + row]!;
    }
  });
  return { matrix: tensor2d(matrix, [embedding, 2 * width]), bias: tensor2d(bias, [1, 2 * width]) };
}
