import type { TowerSizes } from '../manifest.ts';
import { READ_BATCH } from './batch-words.ts';
import { BUILT_IN } from './shader-parts.ts';
import { padded, TILE, tileProduct } from './tile.ts';

/**
 * What the batch's different tokens add to the gates, biases included: their rows of the embedding, times the input
 * weights. A workgroup computes a tile.
 *
 * `table` [vocabulary, embedding padded to vec4]; `weights` [embedding, 8 * hidden], both padded, and the biases as one
 * row more, columns in the order direction, unit, gate (input, forget, candidate, output); `projected` [distinct,
 * 2 * hidden] vec4.
 */
export function projectProgram({ embedding, hidden }: TowerSizes): string {
  const quads = padded(embedding, 4) / 4;
  const biases = (padded(embedding, TILE.depth) * padded(8 * hidden, TILE.columns)) / 4;
  return `
    @group(0) @binding(0) var<storage, read> batch : array<i32>;
    @group(0) @binding(1) var<storage, read> table : array<vec4<f32>>;
    @group(0) @binding(2) var<storage, read> weights : array<vec4<f32>>;
    @group(0) @binding(3) var<storage, read_write> projected : array<vec4<f32>>;
    ${READ_BATCH}

    fn rowAt(slot : i32, quad : i32) -> vec4<f32> {
      if (slot >= distinctOfBatch() || quad >= ${quads}) {
        return vec4<f32>(0.0);
      }
      return table[idOf(slot) * ${quads} + quad];
    }
    ${tileProduct(embedding, 8 * hidden)}

    @compute @workgroup_size(${TILE.invocations})
    fn main(${BUILT_IN}) {
      let own = i32(local);
      let first = i32(group.x) * ${TILE.rows};
      let column = i32(group.y) * ${TILE.columns / 4} + own % 16;
      let sums = tileProduct(own, first, i32(group.y) * ${TILE.columns / 4});
      if (column < ${2 * hidden}) {
        let bias = weights[${biases} + column];
        let slot = first + 4 * (own / 16);
        ${[0, 1, 2, 3]
          .map(
            (i) => `if (slot + ${i} < distinctOfBatch()) {
          projected[(slot + ${i}) * ${2 * hidden} + column] = sums[${i}] + bias;
        }`,
          )
          .join('\n')}
      }
    }
  `;
}
