// Four floats at a time: what the rest of the kernel is made of.

/** `a * b + c`, rounded twice: rounded once it would be faster, and no longer the same in every engine. */
// @ts-expect-error: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-expect-error: decorator
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

// tanh(x) = u P(u u) / Q(u u) with u = TANH_SCALE x, on [-7, 7]; beyond, the value there. A minimax fit of type 7 over 6
// (Lawson's iteration): the error is under 1.2e-6 in float32. The scale is the one at which both polynomials begin with
// 1, which saves a product in each; who calls has it in the weights.
export const TANH_SCALE: f32 = 0.02760793724127518;

// Constants are read from memory: V8 would build each anew, in several instructions, wherever it is used.
const CONSTANTS: usize = memory.data<f32>([
  0.19325556068892624, 0.19325556068892624, 0.19325556068892624, 0.19325556068892624,
  -0.19325556068892624, -0.19325556068892624, -0.19325556068892624, -0.19325556068892624,
  0.44160581699134166, 0.44160581699134166, 0.44160581699134166, 0.44160581699134166,
  0.018185444587779934, 0.018185444587779934, 0.018185444587779934, 0.018185444587779934,
  0.00011266986575489131, 0.00011266986575489131, 0.00011266986575489131, 0.00011266986575489131,
  0.11282809692012116, 0.11282809692012116, 0.11282809692012116, 0.11282809692012116,
  0.0018623638398181975, 0.0018623638398181975, 0.0018623638398181975, 0.0018623638398181975,
  3.1105959974194974e-6, 3.1105959974194974e-6, 3.1105959974194974e-6, 3.1105959974194974e-6,
], 16);

/** 0: upper bound of u; 1: lower bound; 2 to 4: coefficients of P from the second on; 5 to 7: those of Q. */
// @ts-expect-error: decorator
@inline
export function constant(index: usize): v128 {
  return v128.load(CONSTANTS + 16 * index);
}

/** `u` within `[low, high]`. */
// @ts-expect-error: decorator
@inline
export function clamp(u: v128, low: v128, high: v128): v128 {
  return f32x4.pmax(low, f32x4.pmin(high, u));
}

/** tanh(u / TANH_SCALE) of each lane. */
// @ts-expect-error: decorator
@inline
export function tanh(value: v128): v128 {
  const u = clamp(value, constant(1), constant(0));
  const square = f32x4.mul(u, u);
  return f32x4.div(numerator(u, square), denominator(square));
}

/** `u P(u u)` */
// @ts-expect-error: decorator
@inline
export function numerator(u: v128, square: v128): v128 {
  const p = madd(square, f32x4.add(square, constant(2)), constant(3));
  return f32x4.mul(u, madd(square, p, constant(4)));
}

/** `Q(u u)`, from 3.1e-6 to 2.9e-4. */
// @ts-expect-error: decorator
@inline
export function denominator(square: v128): v128 {
  const q = madd(square, f32x4.add(square, constant(5)), constant(6));
  return madd(square, q, constant(7));
}

/** Sum of the lanes. */
// @ts-expect-error: decorator
@inline
export function sumOf(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
