// From states to logits: additive attention (Bahdanau et al. 2015), maxima, a dense layer, the output layer.

import {
  attend, attendBias, attendCorrection, attendScale, attention, dense, denseBias, denseWeight, hidden, inBytes, lengths,
  logits, outputBias, outputWeight, outputs, pool, pooled, score, shares, starts, stateBytes, stateOne, states, sums,
  takesMaxima,
} from './plan';
import { PANEL, PANEL_BYTES, TILE, tileOfBytes, tileOfFloats, tileOfShorts } from './tile';
import { madd, splat, sumOf, tanh } from './vector';

/** Leaves in `shares` the score of each of `count` tokens: `v . tanh(W h + b)`. */
export function scoreTokens(count: i32): void {
  const stride = inBytes ? <usize>hidden << 1 : <usize>hidden << 2;
  const panelBytes = (<usize>(2 * hidden) * PANEL_BYTES) >> usize(inBytes);
  const sumStride = <usize>attention << 2;
  for (let token = 0; token < count; token += TILE) {
    const state = (inBytes ? stateBytes : states) + <usize>token * stride;
    for (let column = 0; column < attention; column += PANEL) {
      const panel = attend + <usize>(column / PANEL) * panelBytes;
      const at = <usize>column << 2;
      if (inBytes) tileOfBytes(state, stride, panel, 2 * hidden, attendCorrection + at, sums + at, sumStride);
      else tileOfShorts(state, stride, panel, 2 * hidden, sums + at, sumStride);
    }
    const rows = min(TILE, count - token);
    for (let row = 0; row < rows; row++)
      store<f32>(shares + (<usize>(token + row) << 2), scoreOf(sums + <usize>row * sumStride));
  }
}

function scoreOf(sum: usize): f32 {
  let total = splat(0);
  for (let at: usize = 0; at < <usize>attention << 2; at += 16) {
    const energy = madd(
      f32x4.convert_i32x4_s(v128.load(sum + at)), v128.load(attendScale + at), v128.load(attendBias + at),
    );
    total = madd(tanh(energy), v128.load(score + at), total);
  }
  return sumOf(total);
}

/** Writes what is pooled of a row's states, before the bag. */
export function poolRow(row: i32): void {
  const at = <usize>row << 2;
  const length = load<i32>(lengths + at);
  const start = load<i32>(starts + at);
  const share = shares + (<usize>start << 2);
  const scale = f32(1) / (softmax(share, length) * stateOne);
  const stride = <usize>hidden << 2;
  const state = states + <usize>start * stride;
  const out = pool + <usize>(row * pooled) * 4;
  for (let unit: usize = 0; unit < <usize>(2 * hidden); unit += 8) {
    sumStates(state + 2 * unit, stride, share, length, splat(scale), out + 4 * unit);
    if (takesMaxima) maximum(state + 2 * unit, stride, length, out + 4 * (<usize>(2 * hidden) + unit));
  }
}

/** Replaces scores by the exponentials of what they lie below the greatest; returns their sum. */
function softmax(share: usize, length: i32): f32 {
  const end = share + (<usize>length << 2);
  let most: f32 = -Infinity;
  for (let at = share; at < end; at += 4) most = max(most, load<f32>(at));
  let total: f32 = 0;
  for (let at = share; at < end; at += 4) {
    const odds = Mathf.exp(load<f32>(at) - most);
    store<f32>(at, odds);
    total += odds;
  }
  return total;
}

/** Eight units' states weighted by `share`, summed over the tokens, times `scale`. */
// @ts-expect-error: decorator
@inline
function sumStates(state: usize, stride: usize, share: usize, length: i32, scale: v128, out: usize): void {
  let low = splat(0);
  let high = splat(0);
  for (const end = share + (<usize>length << 2); share < end; share += 4) {
    const eight = v128.load(state);
    const weight = v128.load32_splat(share);
    low = madd(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight)), weight, low);
    high = madd(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight)), weight, high);
    state += stride;
  }
  v128.store(out, f32x4.mul(low, scale));
  v128.store(out, f32x4.mul(high, scale), 16);
}

/** The greatest of eight units' states. */
// @ts-expect-error: decorator
@inline
function maximum(state: usize, stride: usize, length: i32, out: usize): void {
  let most = v128.load(state);
  for (let token = 1; token < length; token++) {
    state += stride;
    most = i16x8.max_s(most, v128.load(state));
  }
  const scale = splat(f32(1) / stateOne);
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(most)), scale));
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(most)), scale), 16);
}

/** Logits of all rows from what was pooled. */
export function classify(rows: i32): void {
  const stride = <usize>pooled << 2;
  const sumStride = <usize>dense << 2;
  for (let row = 0; row < rows; row += TILE) {
    for (let column = 0; column < dense; column += PANEL)
      tileOfFloats(
        pool + <usize>row * stride, stride, denseWeight + <usize>column * stride, pooled, sums + (<usize>column << 2),
        sumStride,
      );
    const end = min(row + TILE, rows);
    for (let each = row; each < end; each++) writeLogits(each, sums + <usize>(each - row) * sumStride);
  }
}

function writeLogits(row: i32, sum: usize): void {
  for (let output = 0; output < outputs; output++) {
    const weight = outputWeight + (<usize>(output * dense) << 2);
    let total = splat(0);
    for (let at: usize = 0; at < <usize>dense << 2; at += 16) {
      const layer = f32x4.max(splat(0), f32x4.add(v128.load(sum + at), v128.load(denseBias + at)));
      total = madd(layer, v128.load(weight + at), total);
    }
    const bias = load<f32>(outputBias + (<usize>output << 2));
    store<f32>(logits + (<usize>(row * outputs + output) << 2), sumOf(total) + bias);
  }
}
