import type { RandomSource } from "./source.ts";

/**
 * The generator xoshiro128**: 128 bits of state, period 2¹²⁸ − 1, 32-bit integers only.
 *
 * D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on
 * Mathematical Software 47 (2021). Its state is filled from the seed by splitmix32 (the 32-bit
 * finaliser of MurmurHash3 on a Weyl sequence): a bijection of four different numbers, so that at
 * most one of the four words is zero, and never all (the one state that xoshiro cannot leave).
 *
 * @example
 * ```ts
 * import { Xoshiro128 } from "./xoshiro128.ts";
 *
 * const random = new Xoshiro128(42);
 * const [first, second] = [random.nextUint32(), random.nextUint32()];
 * if (first === second) throw new Error("unlikely");
 * ```
 */
export class Xoshiro128 implements RandomSource {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  /**
   * Starts the stream of a seed. Streams of one seed with other numbers are independent: one run
   * draws its weights from one and its batches from another, so that neither shifts the other.
   *
   * @throws {RangeError} When `seed` or `stream` is not an integer from 0 to 2³² − 1.
   */
  constructor(seed: number, stream: number = 0) {
    for (const [name, value] of [["seed", seed], ["stream", stream]] as const) {
      if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
        throw new RangeError(`${name} must be an integer from 0 to 2^32 - 1: found ${value}`);
      }
    }
    let state = mix(seed ^ mix(stream));
    const next = () => mix(state = (state + 0x9e3779b9) | 0);
    [this.#s0, this.#s1, this.#s2, this.#s3] = [next(), next(), next(), next()];
  }

  /** The four words of 32 bits that the next numbers follow from, to go on from later. */
  get state(): [number, number, number, number] {
    return [this.#s0 >>> 0, this.#s1 >>> 0, this.#s2 >>> 0, this.#s3 >>> 0];
  }

  /**
   * Goes on from a state.
   *
   * @throws {RangeError} When it is not four integers from 0 to 2³² − 1, or all are zero.
   */
  set state(words: readonly number[]) {
    const isWord = (word: number) => Number.isInteger(word) && word >= 0 && word <= 0xffffffff;
    if (words.length !== 4 || !words.every(isWord) || words.every((word) => word === 0)) {
      throw new RangeError(`state must be four words of 32 bits, not all zero: found [${words}]`);
    }
    [this.#s0, this.#s1, this.#s2, this.#s3] = words;
  }

  /** The next integer of the stream, 0 to 2³² − 1. */
  nextUint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#s1, 5), 7), 9) >>> 0;
    const shifted = this.#s1 << 9;
    this.#s2 ^= this.#s0;
    this.#s3 ^= this.#s1;
    this.#s1 ^= this.#s2;
    this.#s0 ^= this.#s3;
    this.#s2 ^= shifted;
    this.#s3 = rotateLeft(this.#s3, 11);
    return result;
  }
}

function rotateLeft(x: number, count: number): number {
  return (x << count) | (x >>> (32 - count));
}

/** A bijection of 32-bit integers that spreads every bit over all others. */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
