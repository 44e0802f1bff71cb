/**
 * exp, log and cos in f64, from additions, multiplications and bits alone.
 *
 * `Math.exp`, `Math.log` and `Math.cos` may differ in the last bit from one JavaScript engine to the
 * next (ECMA-262, section 21.3.2: "implementation-approximated"), and a weight computed through them
 * would differ too. Everything that reaches a weight uses these instead: exp and log stay within one
 * unit in the last place of V8's, cos within 5e-16 (tests/elementary_test.ts). `Math.sqrt` is safe:
 * every engine compiles it to the IEEE 754 instruction, which rounds correctly.
 *
 * @module
 */

// ln 2 in two parts; the first has 32 significant bits, so that n·LN2_HIGH is exact for |n| ≤ 2^20.
const LN2_HIGH = 6.93147180369123816490e-1;
const LN2_LOW = 1.90821492927058770002e-10;

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);
const words = new Int32Array(float.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** 2ⁿ for −1022 ≤ n ≤ 1023. */
function powerOfTwo(n: number): number {
  bits[0] = 0n;
  words[HIGH] = (n + 1023) << 20;
  return float[0];
}

/**
 * eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2, and the Taylor series for eʳ.
 *
 * Reduction after W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980),
 * chapter 6.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.79) return Infinity;
  if (x < -745.14) return 0;
  const n = Math.round(x * 1.4426950408889634);
  const high = x - n * LN2_HIGH, low = n * LN2_LOW;
  const r = high - low;
  const error = high - r - low; // what the subtraction above rounded away
  let series = 1 / 6227020800; // 1/13!
  for (const coefficient of EXP_SERIES) series = series * r + coefficient;
  const e = 1 + (r + (r * r * series + error));
  const half = n >> 1; // in two factors, so that results below 2^-1022 are reached
  return e * powerOfTwo(half) * powerOfTwo(n - half);
}

/** 1/12!, 1/11!, … 1/2!. */
const EXP_SERIES = [
  1 / 479001600,
  1 / 39916800,
  1 / 3628800,
  1 / 362880,
  1 / 40320,
  1 / 5040,
  1 / 720,
  1 / 120,
  1 / 24,
  1 / 6,
  1 / 2,
];

/**
 * ln x = e·ln 2 + ln m with x = 2ᵉ·m and √½ ≤ m < √2; ln m = 2·artanh(s), s = (m − 1) / (m + 1).
 *
 * Series: Abramowitz and Stegun, Handbook of Mathematical Functions, 4.1.27. ln 0 = −∞; the
 * logarithm of a negative number is NaN.
 */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x > 0 ? x : NaN;
  let e = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54: out of the subnormal numbers
    e = -54;
  }
  float[0] = x;
  e += (words[HIGH] >>> 20) - 1023;
  words[HIGH] = (words[HIGH] & 0x000fffff) | 0x3ff00000;
  let m = float[0];
  if (m >= Math.SQRT2) {
    m /= 2;
    e += 1;
  }
  const f = m - 1, s = f / (2 + f), z = s * s;
  let series = 0; // Σ 2/(2i + 1)·zⁱ for i ≥ 1
  for (let i = 23; i >= 3; i -= 2) series = (series + 2 / i) * z;
  // 2s = f − s·f, and s·f = f²/2 − s·f²/2: the large part, f − f²/2, is then almost exact.
  const square = 0.5 * f * f;
  return e * LN2_HIGH - (square - (s * (square + series) + e * LN2_LOW) - f);
}

/**
 * cos x for |x| ≤ π, enough for a schedule; from the Taylor series after cos x = −cos(π − x) and
 * cos x = 1 − 2·sin²(x/2).
 */
export function cos(x: number): number {
  x = Math.abs(x);
  if (!(x <= Math.PI)) throw new RangeError(`cos() takes |x| ≤ π: current value is ${x}`);
  if (x > Math.PI / 2) return -cos(Math.PI - x);
  const h = x / 2, z = h * h;
  let series = 0;
  for (let i = 21; i >= 3; i -= 2) series = (series + 1) * (-z / (i * (i - 1)));
  const sine = h + h * series;
  return 1 - 2 * sine * sine;
}
