/**
 * exp and log of four lanes, from additions, multiplications and bits alone, so that every machine
 * gives the same bits (the strict build). Both are right over the whole of f32: NaN gives NaN,
 * overflow gives infinity, underflow goes through the subnormal numbers to 0. Maximum errors, in
 * units in the last place (tests/assembly/elementary_test.ts): exp 1, log 1.
 *
 * Method: reduce the argument with the two-part constant ln 2 of W. J. Cody and W. Waite, Software
 * Manual for the Elementary Functions (1980), chapters 5 and 6, then a polynomial fitted to the
 * smallest maximum relative error (3e-9 for exp, 6e-9 for log) with weighted least squares.
 */
import { F32, loadFirst, madd, storeFirst } from "./lanes";

// ln 2 = LN2_HIGH + LN2_LOW; LN2_HIGH has nine bits, so that n·LN2_HIGH is exact for |n| < 2^15.
// @ts-ignore: decorator
@inline const LN2_HIGH: f32 = 0.693359375;
// @ts-ignore: decorator
@inline const LN2_LOW: f32 = -2.12194440e-4;

/** eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // Past these ends the result is ∞ or 0 anyway, and n stays small. NaN passes both.
  x = f32x4.pmin(x, f32x4.splat(90));
  x = f32x4.pmax(x, f32x4.splat(-105));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = madd(n, f32x4.splat(-LN2_HIGH), x);
  r = madd(n, f32x4.splat(-LN2_LOW), r);

  let q = madd(r, f32x4.splat(1.381459878757596e-3), f32x4.splat(8.368716575205326e-3));
  q = madd(q, r, f32x4.splat(4.166838899254799e-2));
  q = madd(q, r, f32x4.splat(0.1666652113199234));
  q = madd(q, r, f32x4.splat(0.4999999403953552));
  q = madd(f32x4.mul(r, r), q, r);
  const e = f32x4.add(q, f32x4.splat(1));

  // 2ⁿ in two factors: n reaches −151 and 130, and one f32 exponent does not.
  const i = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(i, 1);
  return f32x4.mul(f32x4.mul(e, powerOfTwo(half)), powerOfTwo(i32x4.sub(i, half)));
}

/** 2ⁿ, for −126 ≤ n ≤ 127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** ln x = e·ln 2 + ln(1 + f) with x = 2ᵉ·(1 + f) and √½ ≤ 1 + f < √2. ln 0 = −∞, ln of x < 0 is NaN. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(16777216)), x, tiny);
  // Subtracting the bits of √½ before the shift moves the cut between two exponents to √½.
  const bits = i32x4.sub(normal, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const f = f32x4.sub(mantissa, f32x4.splat(1));
  const e = f32x4.convert_i32x4_s(i32x4.sub(exponent, v128.and(tiny, i32x4.splat(24))));

  let p = madd(f, f32x4.splat(-7.635655999183655e-2), f32x4.splat(0.12763327360153198));
  p = madd(p, f, f32x4.splat(-0.1316058188676834));
  p = madd(p, f, f32x4.splat(0.14201553165912628));
  p = madd(p, f, f32x4.splat(-0.16623298823833466));
  p = madd(p, f, f32x4.splat(0.20001234114170074));
  p = madd(p, f, f32x4.splat(-0.250008225440979));
  p = madd(p, f, f32x4.splat(0.3333333134651184));
  const f2 = f32x4.mul(f, f);
  let y = madd(f32x4.mul(f2, f), p, f32x4.mul(e, f32x4.splat(LN2_LOW)));
  y = madd(f2, f32x4.splat(-0.5), y);
  y = f32x4.add(f, y);
  y = madd(e, f32x4.splat(LN2_HIGH), y);

  // The ends: 0 gives −∞, +∞ and NaN come through, below 0 there is no logarithm.
  const zero = f32x4.splat(0);
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero));
  y = v128.bitselect(x, y, f32x4.eq(x, f32x4.splat(Infinity)));
  return v128.bitselect(f32x4.splat(NaN), y, v128.or(f32x4.lt(x, zero), f32x4.ne(x, x)));
}

/** out = exp(x), element by element; out may be x. */
export function exp(
  out: usize, // (count)
  x: usize, // (count)
  count: i32,
): void {
  for (let i = 0; i < count; i += 4) {
    storeFirst(out, exp4(loadFirst(x, count - i)), count - i);
    out += 4 * F32;
    x += 4 * F32;
  }
}

/** out = ln(x), element by element; out may be x. */
export function log(
  out: usize, // (count)
  x: usize, // (count)
  count: i32,
): void {
  for (let i = 0; i < count; i += 4) {
    storeFirst(out, log4(loadFirst(x, count - i)), count - i);
    out += 4 * F32;
    x += 4 * F32;
  }
}
