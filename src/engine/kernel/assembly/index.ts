// One tower: embeddings to projected rows, rows of projected tokens to logits. The caller owns the memory's contents.

import { runDirection } from './lstm';
import {
  embedded, embeddedScale, embeddedTarget, embedding, hidden, input, inputBias, inputScale, sums,
} from './plan';
import { classify, poolRow, scoreTokens } from './pooling';
import { PANEL, PANEL_BYTES, TILE, tileOfShorts } from './tile';
import { madd, splat } from './vector';

export {
  attend, attendBias, attendCorrection, attendScale, configure, denseBias, denseWeight, embedded, embeddedScale, embeddedTarget, input,
  inputBias, inputScale, lengths, logits, outputBias, outputWeight, passing, pool, PROJECTED_AT_ONCE, projected, recurrent,
  recurrentCorrection, recurrentScale, reserve, score, starts, tokens,
} from './plan';

/** Multiplies `rows` embeddings by the input weights of both directions, adds the biases, writes each to its target. */
export function project(rows: i32): void {
  const stride = <usize>embedding << 1;
  const panelBytes = <usize>embedding * PANEL_BYTES;
  for (let column = 0; column < 8 * hidden; column += PANEL) {
    const panel = input + <usize>(column / PANEL) * panelBytes;
    const at = <usize>column << 2;
    for (let row = 0; row < rows; row += TILE) {
      tileOfShorts(embedded + <usize>row * stride, stride, panel, embedding, sums, 32);
      for (let each = row; each < min(row + TILE, rows); each++) finishProjection(each, at, sums + (<usize>(each - row) << 5));
    }
  }
}

/** Scales eight columns from byte `at` on and adds their biases. */
// @ts-expect-error: decorator
@inline
function finishProjection(row: i32, at: usize, sum: usize): void {
  const scale = splat(load<f32>(embeddedScale + (<usize>row << 2)));
  const out = load<usize>(embeddedTarget + (<usize>row << 2)) + at;
  for (let half: usize = 0; half < 32; half += 16) {
    const exact = f32x4.convert_i32x4_s(v128.load(sum + half));
    const scaled = f32x4.mul(exact, f32x4.mul(scale, v128.load(inputScale + at + half)));
    v128.store(out + half, f32x4.add(scaled, v128.load(inputBias + at + half)));
  }
}

/** Logits of `rows` rows that have `count` tokens together, longest row first. */
export function run(rows: i32, count: i32): void {
  runDirection(0, rows);
  runDirection(1, rows);
  scoreTokens(count);
  for (let row = 0; row < rows; row++) poolRow(row);
  classify(rows);
}
