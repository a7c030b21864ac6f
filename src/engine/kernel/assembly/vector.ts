// Four floats at a time: what the rest of the kernel is made of.

/** `a * b + c`; rounded once where the engine has relaxed SIMD, else twice. Either way the same for every row. */
// @ts-expect-error: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

// @ts-expect-error: decorator
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

// Beyond it tanh is 1 within 3e-7.
const SATURATED: f32 = 8.0;

/** `x` within the bounds where `numerator / denominator` holds. */
// @ts-expect-error: decorator
@inline
export function saturate(x: v128): v128 {
  return f32x4.pmax(splat(-SATURATED), f32x4.pmin(splat(SATURATED), x));
}

// tanh(x) = x * P(x * x) / Q(x * x) on [-8, 8]: minimax fit (Lawson's iteration), error 1.3e-7, in float32 4.4e-7.
// Numerator and denominator come apart so that a cell's five functions need two divisions.

/** Numerator of tanh(x); `square` is `x * x`. */
// @ts-expect-error: decorator
@inline
export function numerator(x: v128, square: v128): v128 {
  let p = madd(square, splat(1.1310205356176634e-5), splat(0.0029388257880072267));
  p = madd(square, p, splat(0.12913639376946112));
  p = madd(square, p, splat(0.9999993620341312));
  return f32x4.mul(x, p);
}

/** Denominator of tanh(x), at least 1 and at most 195. */
// @ts-expect-error: decorator
@inline
export function denominator(square: v128): v128 {
  let q = madd(square, splat(2.423835848308939e-7), splat(0.00023702821335294002));
  q = madd(square, q, splat(0.023763818937456337));
  q = madd(square, q, splat(0.4624673810628909));
  return madd(square, q, splat(1.0));
}

/** tanh of each lane. */
// @ts-expect-error: decorator
@inline
export function tanh(value: v128): v128 {
  const x = saturate(value);
  const square = f32x4.mul(x, x);
  return f32x4.div(numerator(x, square), denominator(square));
}

/** Sum of the lanes. */
// @ts-expect-error: decorator
@inline
export function sumOf(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
