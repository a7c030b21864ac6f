// The recurrence of both directions (Hochreiter and Schmidhuber 1997; gates as in PyTorch's LSTM: input, forget,
// candidate, output). States are whole numbers: h = state / stateOne.

import {
  after, before, cell, hidden, inBytes, inputAt, lengths, recurrent, recurrentCorrection, recurrentScale, starts, stateAt,
  stateBytes, stateOne, states, sums, swapStates, tokens,
} from './plan';
import { BYTE_ZERO, PANEL_BYTES, TILE, tileOfBytes, tileOfShorts } from './tile';
import { clamp, constant, denominator, madd, numerator, splat, TANH_SCALE } from './vector';

// The four gates of four units lie together: 16 columns, two panels.
const GROUP: i32 = 4;
const GROUP_BYTES: usize = 64;

/** States of all tokens in one direction: 0 forward, 1 backward. Rows come longest first, so that those with a step left are the first ones. */
export function runDirection(direction: i32, rows: i32): void {
  memory.fill(cell, 0, <usize>(4 * rows * hidden));
  let active = rows;
  const steps = load<i32>(lengths);
  for (let step = 0; step < steps; step++) {
    while (load<i32>(lengths + (<usize>(active - 1) << 2)) <= step) active--;
    locate(direction, step, active);
    takeStep(direction, step == 0, active);
    swapStates();
  }
}

/** Notes for each row the addresses of this step's token. */
function locate(direction: i32, step: i32, active: i32): void {
  for (let row = 0; row < active; row++) {
    const at = <usize>row << 2;
    const start = load<i32>(starts + at);
    const token = direction == 0 ? start + step : start + load<i32>(lengths + at) - 1 - step;
    store<i32>(inputAt + at, load<i32>(tokens + (<usize>token << 2)) + ((direction * hidden) << 4));
    store<usize>(stateAt + at, states + <usize>((2 * token + direction) * hidden) * 2);
  }
}

/** One step of the active rows. The first has no state before it. */
function takeStep(direction: i32, isFirst: bool, active: i32): void {
  const stride = inBytes ? <usize>hidden : <usize>hidden << 1;
  const panelBytes = (<usize>hidden * PANEL_BYTES) >> usize(inBytes);
  let panel = recurrent + <usize>(direction * hidden) * panelBytes / 2;
  let scale = recurrentScale + (<usize>(direction * hidden) << 4);
  let correction = recurrentCorrection + (<usize>(direction * hidden) << 4);
  if (isFirst) memory.fill(sums, 0, <usize>TILE * GROUP_BYTES);
  for (let unit = 0; unit < hidden; unit += GROUP) {
    for (let row = 0; row < active; row += TILE) {
      if (!isFirst) {
        const state = before + <usize>row * stride;
        if (inBytes) {
          tileOfBytes(state, stride, panel, hidden, correction, sums, GROUP_BYTES);
          tileOfBytes(state, stride, panel + panelBytes, hidden, correction + 32, sums + 32, GROUP_BYTES);
        } else {
          tileOfShorts(state, stride, panel, hidden, sums, GROUP_BYTES);
          tileOfShorts(state, stride, panel + panelBytes, hidden, sums + 32, GROUP_BYTES);
        }
      }
      applyGates(unit, scale, row, min(row + TILE, active));
    }
    panel += 2 * panelBytes;
    scale += GROUP_BYTES;
    correction += GROUP_BYTES;
  }
}

/**
 * Cells and states of four units in rows `from..to`. Weights and biases hold TANH_SCALE, and those of the three sigmoids
 * a factor 1/2: sigmoid(x) = (1 + tanh(x / 2)) / 2, so all is tanh = p / q, and fractions are added before they are
 * divided. Long, because the four gates go through tanh side by side: each constant is then loaded once.
 */
// @ts-expect-error: decorator
@inline
function applyGates(unit: i32, scale: usize, from: i32, to: i32): void {
  const scaleI = v128.load(scale);
  const scaleF = v128.load(scale, 16);
  const scaleG = v128.load(scale, 32);
  const scaleO = v128.load(scale, 48);
  let sum = sums;
  for (let row = from; row < to; row++) {
    const at = <usize>row << 2;
    const projected = load<usize>(inputAt + at) + (<usize>unit << 4);
    const high = constant(0);
    const low = constant(1);
    const i = clamp(gate(sum, projected, scaleI), low, high);
    const f = clamp(gate(sum + 16, projected + 16, scaleF), low, high);
    const g = clamp(gate(sum + 32, projected + 32, scaleG), low, high);
    const o = clamp(gate(sum + 48, projected + 48, scaleO), low, high);
    const ii = f32x4.mul(i, i);
    const ff = f32x4.mul(f, f);
    const gg = f32x4.mul(g, g);
    const oo = f32x4.mul(o, o);
    let k = constant(2);
    let ip = f32x4.add(ii, k);
    let fp = f32x4.add(ff, k);
    let gp = f32x4.add(gg, k);
    let op = f32x4.add(oo, k);
    k = constant(3);
    ip = madd(ii, ip, k);
    fp = madd(ff, fp, k);
    gp = madd(gg, gp, k);
    op = madd(oo, op, k);
    k = constant(4);
    ip = f32x4.mul(i, madd(ii, ip, k));
    fp = f32x4.mul(f, madd(ff, fp, k));
    gp = f32x4.mul(g, madd(gg, gp, k));
    op = f32x4.mul(o, madd(oo, op, k));
    k = constant(5);
    let iq = f32x4.add(ii, k);
    let fq = f32x4.add(ff, k);
    let gq = f32x4.add(gg, k);
    let oq = f32x4.add(oo, k);
    k = constant(6);
    iq = madd(ii, iq, k);
    fq = madd(ff, fq, k);
    gq = madd(gg, gq, k);
    oq = madd(oo, oq, k);
    k = constant(7);
    iq = madd(ii, iq, k);
    fq = madd(ff, fq, k);
    gq = madd(gg, gq, k);
    oq = madd(oo, oq, k);
    const cellAt = cell + (<usize>(row * hidden + unit) << 2);
    // c' = (fp + fq) c / 2 fq + (ip + iq) gp / 2 iq gq
    const ig = f32x4.mul(iq, gq);
    const kept = f32x4.mul(f32x4.mul(f32x4.add(fp, fq), v128.load(cellAt)), ig);
    const added = f32x4.mul(f32x4.mul(f32x4.add(ip, iq), gp), fq);
    const twice = f32x4.div(f32x4.add(kept, added), f32x4.mul(ig, fq));
    v128.store(cellAt, f32x4.mul(twice, splat(0.5)));
    // h = (op + oq) cp / 2 oq cq
    const c = clamp(f32x4.mul(twice, splat(0.5 * TANH_SCALE)), low, high);
    const cc = f32x4.mul(c, c);
    const dividend = f32x4.mul(f32x4.add(op, oq), numerator(c, cc));
    storeState(row, unit, toShorts(f32x4.div(dividend, f32x4.mul(oq, denominator(cc)))));
    sum += GROUP_BYTES;
  }
}

/** What meets a gate's tanh: the sums over the state, scaled, and the projected token. */
// @ts-expect-error: decorator
@inline
function gate(sum: usize, projected: usize, scale: v128): v128 {
  return madd(f32x4.convert_i32x4_s(v128.load(sum)), scale, v128.load(projected));
}

/** Puts four units' states where the next step and the pooling read them. */
// @ts-expect-error: decorator
@inline
function storeState(row: i32, unit: i32, state: v128): void {
  const stored = load<usize>(stateAt + (<usize>row << 2)) + (<usize>unit << 1);
  v128.store64_lane(stored, state, 0);
  if (inBytes) {
    const bytes = i8x16.narrow_i16x8_u(i16x8.add(state, i16x8.splat(<i16>BYTE_ZERO)), state);
    v128.store32_lane(after + <usize>(row * hidden + unit), bytes, 0);
    v128.store32_lane(stateBytes + ((stored - states) >> 1), bytes, 0);
  } else v128.store64_lane(after + (<usize>(row * hidden + unit) << 1), state, 0);
}

/** `stateOne * h` rounded, half to even, for twice `h` in -2..2, in the lower four of eight lanes. */
// @ts-expect-error: decorator
@inline
function toShorts(twice: v128): v128 {
  // At 1.5 * 2 ** 23 a float32's steps are 1: the lower half of its bits is the rounded number.
  const rounded = f32x4.add(f32x4.mul(twice, splat(0.5 * stateOne)), splat(12582912));
  return i16x8.shuffle(rounded, rounded, 0, 2, 4, 6, 0, 2, 4, 6);
}
