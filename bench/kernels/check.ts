/**
 * The comparison with the plain engine that comes before every timing.
 *
 * @module
 */
import type { FloatArray } from "../../src/engine/engine.ts";

/**
 * Compares what a kernel gave with what the plain engine gives.
 *
 * @param found What the kernel gave.
 * @param wanted `expected`: what the plain engine gave; `tolerance`: how far apart they may be, for
 * numbers up to 1 and as a part of larger ones; `what`: what it is, for the error.
 * @throws {Error} When they are further apart, or one of them is not a number: a wrong kernel's speed
 * means nothing.
 */
export function checkClose(
  found: FloatArray,
  wanted: { expected: FloatArray; tolerance: number; what: string },
): void {
  const { expected, tolerance, what } = wanted;
  if (found.length !== expected.length) {
    throw new Error(`${what} has ${found.length} numbers, not ${expected.length}`);
  }
  for (let i = 0; i < expected.length; i++) {
    // Written so that NaN fails.
    if (!(Math.abs(found[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i])))) {
      throw new Error(`${what} is wrong at element ${i}: ${found[i]}, not ${expected[i]}`);
    }
  }
}
