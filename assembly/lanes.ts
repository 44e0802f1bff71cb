/**
 * Four f32 lanes at a time: the only file that knows the strict build from the relaxed one.
 *
 * Strict: a product is rounded, then the sum is rounded, on every machine alike. Relaxed: the
 * machine may fuse the two into one rounding (it does where it has a fused multiply-add), which is
 * faster and a little more precise, and makes the last bit depend on the machine.
 */

/** Bytes of one f32. */
// @ts-ignore: decorator
@inline export const F32: usize = 4;

/** a·b + c, lane by lane. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  // @ts-ignore: a compile-time constant of the compiler's
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Loads the first `count` lanes from `pointer`, all four from 4 on; the others are +0. Reads no further. */
// @ts-ignore: decorator
@inline
export function loadFirst(pointer: usize, count: i32): v128 {
  if (count >= 4) return v128.load(pointer);
  if (count <= 0) return f32x4.splat(0);
  if (count == 1) return v128.load32_zero(pointer);
  const two = v128.load64_zero(pointer);
  return count == 2 ? two : v128.load_lane<f32>(pointer + 2 * F32, two, 2);
}

/** Stores the first `count` lanes at `pointer`, all four from 4 on. Writes no further. */
// @ts-ignore: decorator
@inline
export function storeFirst(pointer: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(pointer, value);
  } else if (count == 1) {
    v128.store_lane<f32>(pointer, value, 0);
  } else if (count >= 2) {
    v128.store_lane<f64>(pointer, value, 0);
    if (count == 3) v128.store_lane<f32>(pointer + 2 * F32, value, 2);
  }
}

/** The sum of the four lanes, always as (l0 + l2) + (l1 + l3). */
// @ts-ignore: decorator
@inline
export function sumOfLanes(a: v128): f32 {
  const pairs = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
