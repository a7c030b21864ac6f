// Products of four rows with one panel of eight columns: the sums stay in registers. A row's result does not depend on
// which rows stand beside it.

import { madd } from './vector';

/** Rows of a tile. Fewer are computed as four; what comes out for the others is not used. */
export const TILE: i32 = 4;
/** Columns of a panel. */
export const PANEL: i32 = 8;
/** What stands for the state 0 where states are bytes. */
export const BYTE_ZERO: i32 = 63;
/** Bytes of a panel of 16-bit weights for each of its rows. */
export const PANEL_BYTES: i32 = 2 * PANEL;

/**
 * `out[0..4)[0..8) = a[0..4)[0..depth) * panel`, exact: 16-bit factors, 32-bit sums. `depth` is a multiple of 4. Rows
 * of `a` lie `stride` bytes apart, those of `out` `outStride`. `panel` is `[depth / 2, 8, 2]`: two factors of a column
 * are multiplied and added by one instruction.
 */
export function tileOfShorts(
  a: usize, stride: usize, panel: usize, depth: i32, out: usize, outStride: usize,
): void {
  let b = a + stride;
  let c = b + stride;
  let d = c + stride;
  const zero = i32x4.splat(0);
  let a0 = zero, a1 = zero, b0 = zero, b1 = zero, c0 = zero, c1 = zero, d0 = zero, d1 = zero;
  for (const end = a + (<usize>depth << 1); a < end; a += 8) {
    let w0 = v128.load(panel);
    let w1 = v128.load(panel, 16);
    let x = v128.load32_splat(a);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, w0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(b);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, w0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(c);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(x, w0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(d);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(x, w0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(x, w1));
    w0 = v128.load(panel, 32);
    w1 = v128.load(panel, 48);
    x = v128.load32_splat(a, 4);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, w0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(b, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, w0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(c, 4);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(x, w0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(x, w1));
    x = v128.load32_splat(d, 4);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(x, w0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(x, w1));
    b += 8;
    c += 8;
    d += 8;
    panel += 64;
  }
  store(out, outStride, a0, a1, b0, b1, c0, c1, d0, d1);
}

/**
 * The same of bytes: `a` holds states from 0 on, each BYTE_ZERO too great, which `correction` [8] takes off again. `panel`
 * is `[depth / 4, 8, 4]`. Four products are added by one instruction, exactly: a state has seven bits, so that no engine
 * may do otherwise (its order of operands and its saturation are left open for more).
 */
export function tileOfBytes(
  a: usize, stride: usize, panel: usize, depth: i32, correction: usize, out: usize, outStride: usize,
): void {
  if (!ASC_FEATURE_RELAXED_SIMD) unreachable();
  let b = a + stride;
  let c = b + stride;
  let d = c + stride;
  let a0 = v128.load(correction), a1 = v128.load(correction, 16);
  let b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;
  for (const end = a + <usize>depth; a < end; a += 4) {
    const w0 = v128.load(panel);
    const w1 = v128.load(panel, 16);
    let x = v128.load32_splat(a);
    a0 = dot(w0, x, a0);
    a1 = dot(w1, x, a1);
    x = v128.load32_splat(b);
    b0 = dot(w0, x, b0);
    b1 = dot(w1, x, b1);
    x = v128.load32_splat(c);
    c0 = dot(w0, x, c0);
    c1 = dot(w1, x, c1);
    x = v128.load32_splat(d);
    d0 = dot(w0, x, d0);
    d1 = dot(w1, x, d1);
    b += 4;
    c += 4;
    d += 4;
    panel += 32;
  }
  store(out, outStride, a0, a1, b0, b1, c0, c1, d0, d1);
}

// @ts-expect-error: decorator
@inline
function dot(weights: v128, states: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, states, sum) : sum;
}

/** The same of float32; sums run over the depth upward. `panel` is `[depth, 8]`. */
export function tileOfFloats(
  a: usize, stride: usize, panel: usize, depth: i32, out: usize, outStride: usize,
): void {
  let b = a + stride;
  let c = b + stride;
  let d = c + stride;
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, b0 = zero, b1 = zero, c0 = zero, c1 = zero, d0 = zero, d1 = zero;
  for (const end = a + (<usize>depth << 2); a < end; a += 4) {
    const w0 = v128.load(panel);
    const w1 = v128.load(panel, 16);
    let x = v128.load32_splat(a);
    a0 = madd(x, w0, a0);
    a1 = madd(x, w1, a1);
    x = v128.load32_splat(b);
    b0 = madd(x, w0, b0);
    b1 = madd(x, w1, b1);
    x = v128.load32_splat(c);
    c0 = madd(x, w0, c0);
    c1 = madd(x, w1, c1);
    x = v128.load32_splat(d);
    d0 = madd(x, w0, d0);
    d1 = madd(x, w1, d1);
    b += 4;
    c += 4;
    d += 4;
    panel += 32;
  }
  store(out, outStride, a0, a1, b0, b1, c0, c1, d0, d1);
}

// @ts-expect-error: decorator
@inline
function store(
  out: usize, stride: usize, a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  v128.store(out, a0);
  v128.store(out, a1, 16);
  out += stride;
  v128.store(out, b0);
  v128.store(out, b1, 16);
  out += stride;
  v128.store(out, c0);
  v128.store(out, c1, 16);
  out += stride;
  v128.store(out, d0);
  v128.store(out, d1, 16);
}
