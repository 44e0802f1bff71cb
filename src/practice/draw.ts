/**
 * Inputs drawn for an exercise: sizes that all differ, no number near zero (zeros hide mistakes),
 * and a last batch that is short.
 *
 * @module
 */
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { type Matrix, matrixOf, type Vector } from "./tensor.ts";

/** What an exercise draws its inputs with. */
export class Draw {
  /** Which trial this is, from 0. */
  readonly trial: number;
  /** Examples in the batch: 7, but 2 in the last trial. */
  readonly m: number;
  /** Inputs. */
  readonly d = 5;
  /** Hidden neurons. */
  readonly h = 4;
  /** Classes. */
  readonly k = 3;
  readonly #random: Xoshiro128;

  /** The inputs of a trial, of so many: each has numbers of its own. */
  constructor(
    seed: number,
    { trial, trials }: { readonly trial: number; readonly trials: number },
  ) {
    this.trial = trial;
    this.m = trial > 0 && trial === trials - 1 ? 2 : 7;
    this.#random = new Xoshiro128(seed, trial);
  }

  /** A number from 0 to 1, 1 excluded. */
  uniform(): number {
    return this.#random.nextUint32() / 2 ** 32;
  }

  /** A number of either sign, from 0.2 to 1.5 in magnitude. */
  number(): number {
    const size = 0.2 + 1.3 * this.uniform();
    return this.uniform() < 0.5 ? -size : size;
  }

  /** An integer from 0 to `below` − 1. */
  integer(below: number): number {
    return Math.floor(below * this.uniform());
  }

  /** A row of such numbers. */
  vector(size: number): Vector {
    return Array.from({ length: size }, () => this.number());
  }

  /** Rows of such numbers. */
  matrix(rows: number, columns: number): Matrix {
    return matrixOf([rows, columns], () => this.number());
  }

  /** A class for each example, from 0 to `classes` − 1: each of them is there if there is room. */
  labels(examples: number, classes: number): number[] {
    const first = this.integer(classes);
    return Array.from({ length: examples }, (_, i) => (first + 2 * i) % classes);
  }

  /** Rows of probabilities: positive numbers, each row with a sum of 1. */
  probabilities(rows: number, columns: number): Matrix {
    return this.matrix(rows, columns).map((row) => {
      const all = row.map((x) => Math.exp(1.5 * x)), sum = all.reduce((a, b) => a + b);
      return all.map((x) => x / sum);
    });
  }
}
