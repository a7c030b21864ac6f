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

// Constants are read from memory: V8 would build each anew, in several instructions, wherever it is used.
const CONSTANTS: usize = memory.data<f32>([
  8.0, 8.0, 8.0, 8.0,
  -8.0, -8.0, -8.0, -8.0,
  1.1310205356176634e-5, 1.1310205356176634e-5, 1.1310205356176634e-5, 1.1310205356176634e-5,
  0.0029388257880072267, 0.0029388257880072267, 0.0029388257880072267, 0.0029388257880072267,
  0.12913639376946112, 0.12913639376946112, 0.12913639376946112, 0.12913639376946112,
  0.9999993620341312, 0.9999993620341312, 0.9999993620341312, 0.9999993620341312,
  2.423835848308939e-7, 2.423835848308939e-7, 2.423835848308939e-7, 2.423835848308939e-7,
  0.00023702821335294002, 0.00023702821335294002, 0.00023702821335294002, 0.00023702821335294002,
  0.023763818937456337, 0.023763818937456337, 0.023763818937456337, 0.023763818937456337,
  0.4624673810628909, 0.4624673810628909, 0.4624673810628909, 0.4624673810628909,
  1.0, 1.0, 1.0, 1.0,
], 16);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load(CONSTANTS + 16 * index);
}

/** `x` within the bounds where `numerator / denominator` holds. Beyond them tanh is 1 within 3e-7. */
// @ts-ignore: decorator
@inline
export function saturate(x: v128): v128 {
  return f32x4.pmax(constant(1), f32x4.pmin(constant(0), x));
}

// tanh(x) = x * P(x * x) / Q(x * x) on [-8, 8]: minimax fit (Lawson's iteration), error 1.3e-7, in float32 4.4e-7.
// Numerator and denominator come apart so that a cell's five functions need two divisions.

/** Numerator of tanh(x); `square` is `x * x`. */
// @ts-ignore: decorator
@inline
export function numerator(x: v128, square: v128): v128 {
  let p = madd(square, constant(2), constant(3));
  p = madd(square, p, constant(4));
  p = madd(square, p, constant(5));
  return f32x4.mul(x, p);
}

/** Denominator of tanh(x), at least 1 and at most 195. */
// @ts-ignore: decorator
@inline
export function denominator(square: v128): v128 {
  let q = madd(square, constant(6), constant(7));
  q = madd(square, q, constant(8));
  q = madd(square, q, constant(9));
  return madd(square, q, constant(10));
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
