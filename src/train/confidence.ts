/**
 * How far the mean of a few measurements can be trusted.
 *
 * @module
 */

/** The mean of a sample, and how far it may lie from the mean of all that could be drawn. */
export interface MeanEstimate {
  /** How many were measured. */
  readonly count: number;
  /** Their mean. */
  readonly mean: number;
  /** Their standard deviation, divided by n − 1; of one measurement, nothing. */
  readonly deviation?: number;
  /** Half of the 95 % confidence interval, from mean − margin to mean + margin; of one measurement, nothing. */
  readonly margin?: number;
}

/**
 * Estimates a mean with its 95 % interval, t·s/√n to both sides, t being Student's for n − 1 degrees of freedom.
 *
 * Student, "The probable error of a mean", Biometrika 6 (1908).
 *
 * @throws {RangeError} When there is nothing to estimate from.
 *
 * @example
 * ```ts
 * import { estimateMean } from "./confidence.ts";
 *
 * const { mean, margin } = estimateMean([97.5, 97.6, 97.7]);
 * if (mean.toFixed(2) !== "97.60" || margin!.toFixed(3) !== "0.248") throw new Error("4.303 · 0.1/√3");
 * ```
 */
export function estimateMean(values: readonly number[]): MeanEstimate {
  const count = values.length;
  if (count === 0) throw new RangeError("Cannot take the mean of nothing");
  const mean = values.reduce((sum, x) => sum + x) / count;
  if (count === 1) return { count, mean };
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (count - 1));
  return { count, mean, deviation, margin: studentT(count - 1) * deviation / Math.sqrt(count) };
}

/**
 * The number that Student's t with so many degrees of freedom stays below, in size, with probability
 * 0.95: 12.706 for 1, 2.262 for 9, towards 1.96. Bisected to the last bit.
 *
 * @throws {RangeError} When `freedom` is not a whole number of 1 or more.
 */
export function studentT(freedom: number): number {
  if (!Number.isInteger(freedom) || freedom < 1) {
    throw new RangeError(
      `degrees of freedom must be a whole number of 1 or more: found ${freedom}`,
    );
  }
  let low = 0, high = 16;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < 0.95) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The probability that |t| stays below a number, as a finite sum of powers of the cosine of atan(t/√freedom).
 *
 * M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
 */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom)), cos = Math.cos(angle), isOdd = freedom % 2 === 1;
  let term = isOdd ? cos : 1, sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (k - 1) / k * cos * cos;
    sum += term;
  }
  return isOdd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
