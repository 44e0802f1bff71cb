/**
 * What is drawn from a stream of random integers: uniform and normal numbers, permutations.
 *
 * The stream is always passed in, never hidden in a module, so that the same seed gives the same
 * numbers wherever they are drawn.
 *
 * @module
 */
import { log } from "../elementary.ts";

/** A stream of uniformly distributed integers. */
export interface RandomSource {
  /** The next integer of the stream, 0 to 2³² − 1. */
  nextUint32(): number;
}

/** A uniform number in [0, 1), with 53 random bits from two integers. */
export function uniform(source: RandomSource): number {
  const high = source.nextUint32() >>> 5, low = source.nextUint32() >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}

/**
 * A standard normal number (mean 0, variance 1).
 *
 * The polar method: G. Marsaglia and T. A. Bray, "A convenient method for generating normal
 * variables", SIAM Review 6 (1964). The second number of each pair is not used.
 */
export function normal(source: RandomSource): number {
  for (;;) {
    const x = 2 * uniform(source) - 1, y = 2 * uniform(source) - 1;
    const r2 = x * x + y * y;
    if (r2 > 0 && r2 < 1) return x * Math.sqrt(-2 * log(r2) / r2);
  }
}

/** A source of such numbers from one stream. */
export function normalSource(source: RandomSource): () => number {
  return () => normal(source);
}

/**
 * A uniform integer in 0 … limit − 1, without bias: integers past the last whole multiple of
 * `limit` are drawn again.
 *
 * @throws {RangeError} When `limit` is not an integer from 1 to 2³².
 */
export function below(source: RandomSource, limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 4294967296) {
    throw new RangeError(`below() takes a limit from 1 to 2^32: current value is ${limit}`);
  }
  const whole = 4294967296 - 4294967296 % limit;
  for (;;) {
    const x = source.nextUint32();
    if (x < whole) return x % limit;
  }
}

/**
 * Shuffles in place; every order is equally likely.
 *
 * R. Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (1964), also
 * known as the Fisher–Yates shuffle.
 */
export function shuffle(source: RandomSource, items: Uint32Array): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(source, i + 1);
    const item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
}
