import { preciseLog } from "../precise_log.ts";
import { type RandomSource, uniform } from "./source.ts";

const N = 624, M = 397;

/**
 * NumPy's legacy generator: `RandomState(42)` gives the streams of `numpy.random.seed(42)` and of
 * `numpy.random.RandomState(42)`, which NumPy keeps unchanged for ever (NEP 19), so that what was drawn
 * in a notebook can be drawn again here.
 *
 * The integers are those of MT19937: M. Matsumoto and T. Nishimura, "Mersenne Twister: a
 * 623-dimensionally equidistributed uniform pseudo-random number generator", ACM Transactions on
 * Modeling and Computer Simulation 8 (1998).
 *
 * @example
 * ```ts
 * import { RandomState } from "./mt19937.ts";
 *
 * // python3 -c 'import numpy as np; r = np.random.RandomState(42); print(r.randint(0, 100, 3))'
 * const random = new RandomState(42);
 * const drawn = [random.randint(0, 100), random.randint(0, 100), random.randint(0, 100)];
 * if (drawn.join() !== "51,92,14") throw new Error(drawn.join());
 * ```
 */
export class RandomState implements RandomSource {
  readonly #key = new Uint32Array(N);
  #position = N;
  /** The second number of the last pair of the polar method. */
  #spare?: number;

  /**
   * Starts the stream of a seed.
   *
   * @throws {RangeError} When `seed` is not an integer from 0 to 2³² − 1.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed must be an integer from 0 to 2^32 - 1: found ${seed}`);
    }
    let word = seed;
    for (let i = 0; i < N; i++) {
      this.#key[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
  }

  /** The next integer of the stream, 0 to 2³² − 1. */
  nextUint32(): number {
    if (this.#position === N) this.#twist();
    let y = this.#key[this.#position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A uniform number in [0, 1), as `random_sample()`. */
  randomSample(): number {
    return uniform(this);
  }

  /**
   * A standard normal number, as `randn()`: the polar method of Marsaglia and Bray, which makes them
   * in pairs and keeps the second for the next call. NumPy asks the system's C library for a logarithm:
   * where that one does not round correctly (glibc 2.36: 3 times in 10 000), the last digit differs.
   */
  randn(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * uniform(this) - 1, y = 2 * uniform(this) - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1 || r2 === 0) continue;
      const factor = Math.sqrt(-2 * preciseLog(r2) / r2);
      this.#spare = factor * x;
      return factor * y;
    }
  }

  /** 0 … count − 1 in a random order, as `permutation(count)`. */
  permutation(count: number): Uint32Array<ArrayBuffer> {
    const items = new Uint32Array(count);
    for (let i = 0; i < count; i++) items[i] = i;
    this.shuffle(items);
    return items;
  }

  /** Shuffles in place, as `shuffle(items)` does for a one-dimensional array. */
  shuffle(items: { [index: number]: number; readonly length: number }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.#upTo(i);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  /**
   * A uniform integer in low … high − 1, as `randint(low, high)`.
   *
   * @throws {RangeError} When there is no integer in that range, or more than 2³² of them.
   */
  randint(low: number, high: number): number {
    const count = high - low;
    if (!Number.isInteger(low) || !Number.isInteger(high) || count < 1 || count > 2 ** 32) {
      throw new RangeError(
        `randint() takes integers low < high ≤ low + 2^32: found ${low}, ${high}`,
      );
    }
    return low + this.#upTo(count - 1);
  }

  /** A uniform integer in 0 … max: as many bits as max has, drawn again while they are above it. */
  #upTo(max: number): number {
    if (max === 0) return 0; // NumPy draws nothing then
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (this.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  #twist(): void {
    const key = this.#key;
    for (let i = 0; i < N; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
      key[i] = key[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}
