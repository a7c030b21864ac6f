import type { TowerSizes } from '../manifest.ts';
import { READ_BATCH } from './batch-words.ts';
import { ACTIVATIONS, BUILT_IN, stateStride } from './shader-parts.ts';
import { padded, TILE, tileProduct } from './tile.ts';

/**
 * Each token's score in additive attention (Bahdanau et al. 2015), before the softmax: the hidden layer by tiles, of
 * which nothing is kept but the sums.
 *
 * `states` [tokens, stride] as vec4; `weights` [2 * hidden, attention], both padded, and two rows more: biases, and what each
 * column counts. `scores` [tokens].
 */
export function attendProgram(sizes: TowerSizes): string {
  const { hidden, attention } = sizes;
  const quads = stateStride(sizes) / 4;
  const columns = padded(attention, TILE.columns) / 4;
  const biases = padded(2 * hidden, TILE.depth) * columns;
  return `
    @group(0) @binding(0) var<storage, read> batch : array<i32>;
    @group(0) @binding(1) var<storage, read> states : array<vec4<f32>>;
    @group(0) @binding(2) var<storage, read> weights : array<vec4<f32>>;
    @group(0) @binding(3) var<storage, read_write> scores : array<f32>;
    ${READ_BATCH}
    ${ACTIVATIONS}

    fn rowAt(token : i32, quad : i32) -> vec4<f32> {
      if (token >= tokensOfBatch() || quad >= ${quads}) {
        return vec4<f32>(0.0);
      }
      return states[token * ${quads} + quad];
    }
    ${tileProduct(2 * hidden, attention)}

    @compute @workgroup_size(${TILE.invocations})
    fn main(${BUILT_IN}) {
      let own = i32(local);
      let first = i32(group.x) * ${TILE.rows};
      var four = vec4<f32>(0.0);
      for (var column = 0; column < ${columns}; column = column + ${TILE.columns / 4}) {
        let sums = tileProduct(own, first, column);
        let bias = weights[${biases} + column + own % 16];
        let counts = weights[${biases + columns} + column + own % 16];
        four = four + vec4<f32>(
          ${[0, 1, 2, 3].map((i) => `dot(counts, hyperbolic(sums[${i}] + bias))`).join(',\n')}
        );
      }
      rowTile[own] = four;
      workgroupBarrier();
      if (own < 16) {
        var sum = vec4<f32>(0.0);
        for (var x = 0; x < 16; x = x + 1) {
          sum = sum + rowTile[own * 16 + x];
        }
        let token = first + 4 * own;
        ${[0, 1, 2, 3]
          .map((i) => `if (token + ${i} < tokensOfBatch()) { scores[token + ${i}] = sum[${i}]; }`)
          .join('\n')}
      }
    }
  `;
}
