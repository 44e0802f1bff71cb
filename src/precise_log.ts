/**
 * The natural logarithm, rounded correctly in all but the closest cases: where numbers have to be
 * those of another program, whose C library rounds almost always correctly too.
 *
 * Numbers are carried as unevaluated sums of two, high + low ("double-double", about 106 bits):
 * T. J. Dekker, "A floating-point technique for extending the available precision", Numerische
 * Mathematik 18 (1971).
 *
 * @module
 */

/** high + low, with |low| at most half a unit in the last place of high. */
type Pair = readonly [high: number, low: number];

/** ln 2 to 106 bits: its first 53, and the next. */
const LN2: Pair = [0.6931471805599453, 2.3190468138462996e-17];

/**
 * ln x = e·ln 2 + ln m with x = 2ᵉ·m and √½ ≤ m < √2; ln m = 2s·Σ s²ⁱ/(2i + 1), s = (m − 1)/(m + 1).
 *
 * @param x A normal number above 0: 2.3e-308 to 1.8e308.
 * @throws {RangeError} When it is another.
 */
export function preciseLog(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Infinity)) {
    throw new RangeError(`preciseLog() takes a normal number above 0: found ${x}`);
  }
  let e = 0, m = x;
  while (m >= Math.SQRT2) [m, e] = [m / 2, e + 1];
  while (m < Math.SQRT1_2) [m, e] = [m * 2, e - 1];
  const s = divide([m - 1, 0], sum(m, 1));
  const z = multiply(s, s);
  let series: Pair = [0, 0];
  for (let i = 16; i >= 0; i--) {
    series = add(multiply(series, z), divide([1, 0], [2 * i + 1, 0]));
  }
  const log = multiply(multiply(s, [2, 0]), series);
  return add(multiply(LN2, [e, 0]), log)[0];
}

/** a + b, exactly (D. E. Knuth, The Art of Computer Programming, volume 2, section 4.2.2). */
function sum(a: number, b: number): Pair {
  const high = a + b, part = high - a;
  return [high, (a - (high - part)) + (b - part)];
}

/** a · b, exactly: each factor is split into two halves of 26 bits, whose products are exact. */
function product(a: number, b: number): Pair {
  const [a1, a2] = halves(a), [b1, b2] = halves(b);
  const high = a * b;
  return [high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2];
}

function halves(a: number): Pair {
  const shifted = 134217729 * a; // 2^27 + 1
  const high = shifted - (shifted - a);
  return [high, a - high];
}

function add([a, aLow]: Pair, [b, bLow]: Pair): Pair {
  const [high, low] = sum(a, b);
  return sum(high, low + (aLow + bLow));
}

function multiply([a, aLow]: Pair, [b, bLow]: Pair): Pair {
  const [high, low] = product(a, b);
  return sum(high, low + (a * bLow + aLow * b));
}

/** a / b: a first quotient, and what is left of a after it. */
function divide(a: Pair, b: Pair): Pair {
  const first = a[0] / b[0];
  const [high, low] = multiply([first, 0], b);
  const rest = ((a[0] - high) - low) + a[1];
  return sum(first, rest / b[0]);
}
