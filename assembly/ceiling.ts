/** What a machine can do at most: multiplications and additions, and not one load. */
import { madd, sumOfLanes } from "./lanes";

/**
 * Takes `count` turns of 96 operations on lanes of numbers that stay in registers, and returns the sum of
 * all the numbers. No operation waits for the one before it, and no product is the same in two turns:
 * compilers would take it out of the loop.
 */
export function ceiling(count: i32): f32 {
  // −1, in a way that no compiler knows: V8 fetches a constant anew each time.
  const x = f32x4.splat(<f32> -count / <f32> count);
  let s0 = f32x4.splat(0), s1 = f32x4.splat(1), s2 = f32x4.splat(2);
  let s3 = f32x4.splat(3), s4 = f32x4.splat(4), s5 = f32x4.splat(5);
  let t0 = f32x4.splat(6), t1 = f32x4.splat(7), t2 = f32x4.splat(8);
  let t3 = f32x4.splat(9), t4 = f32x4.splat(10), t5 = f32x4.splat(11);
  for (let i = 0; i < count; i++) {
    for (let twice = 0; twice < 2; twice++) {
      s0 = f32x4.add(s0, t0);
      t0 = f32x4.mul(t0, x);
      s1 = f32x4.add(s1, t1);
      t1 = f32x4.mul(t1, x);
      s2 = f32x4.add(s2, t2);
      t2 = f32x4.mul(t2, x);
      s3 = f32x4.add(s3, t3);
      t3 = f32x4.mul(t3, x);
      s4 = f32x4.add(s4, t4);
      t4 = f32x4.mul(t4, x);
      s5 = f32x4.add(s5, t5);
      t5 = f32x4.mul(t5, x);
    }
  }
  return sumOfTwelve(s0, s1, s2, s3, s4, s5, t0, t1, t2, t3, t4, t5);
}

/** The same number of operations in pairs, which the relaxed build may fuse: faster on some machines. */
export function ceilingOfPairs(count: i32): f32 {
  const x = f32x4.splat(<f32> -count / <f32> count), y = f32x4.splat(<f32> count / <f32> count);
  let s0 = f32x4.splat(0), s1 = f32x4.splat(1), s2 = f32x4.splat(2);
  let s3 = f32x4.splat(3), s4 = f32x4.splat(4), s5 = f32x4.splat(5);
  let t0 = f32x4.splat(6), t1 = f32x4.splat(7), t2 = f32x4.splat(8);
  let t3 = f32x4.splat(9), t4 = f32x4.splat(10), t5 = f32x4.splat(11);
  for (let i = 0; i < count; i++) {
    s0 = madd(s0, x, y);
    s1 = madd(s1, x, y);
    s2 = madd(s2, x, y);
    s3 = madd(s3, x, y);
    s4 = madd(s4, x, y);
    s5 = madd(s5, x, y);
    t0 = madd(t0, x, y);
    t1 = madd(t1, x, y);
    t2 = madd(t2, x, y);
    t3 = madd(t3, x, y);
    t4 = madd(t4, x, y);
    t5 = madd(t5, x, y);
  }
  return sumOfTwelve(s0, s1, s2, s3, s4, s5, t0, t1, t2, t3, t4, t5);
}

// @ts-ignore: decorator
@inline
function sumOfTwelve(
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  s4: v128,
  s5: v128,
  t0: v128,
  t1: v128,
  t2: v128,
  t3: v128,
  t4: v128,
  t5: v128,
): f32 {
  const s = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(s4, s5));
  const t = f32x4.add(f32x4.add(f32x4.add(t0, t1), f32x4.add(t2, t3)), f32x4.add(t4, t5));
  return sumOfLanes(f32x4.add(s, t));
}
