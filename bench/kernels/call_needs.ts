import { isPixels, type Matrix } from "../../src/engine/engine.ts";
import type { Call } from "./timed_engine.ts";

/** What an operation asks of the machine, at least. */
export interface Needs {
  /** Multiplications, additions, and other arithmetic on one number. */
  readonly operations: number;
  /** Loads, of up to four numbers each. */
  readonly loads: number;
  /** Stores, of up to four numbers each. */
  readonly stores: number;
}

/** What is known of the batches. */
export interface BatchFacts {
  /** The average number of pixels of an image that are not zero. */
  readonly nonZerosPerImage: number;
  /** The average number of pixels that are not zero in one image of a batch or more. */
  readonly touchedPixels: number;
}

/** Columns whose sums are held in registers while a list of pixels is walked through. */
const LISTED_COLUMNS = 32;

/** Operations on a number of softmax: 23 of them are e to its power (assembly/elementary.ts). */
const SOFTMAX = 27;

/**
 * Counts what an operation needs: every number of its matrices is loaded and stored once, sums stay in
 * registers, and four numbers lie in a vector. In the sparse products a row of weights, or of gradients,
 * is loaded for every pixel that is not zero, with an entry of the list and what its byte stands for.
 */
export function callNeeds(call: Call, { nonZerosPerImage, touchedPixels }: BatchFacts): Needs {
  const { rows, columns } = call.outputs, size = rows * columns;
  const vectors = (...matrices: Matrix[]) =>
    matrices.reduce((sum, matrix) => sum + matrix.rows * Math.ceil(matrix.columns / 4), 0);
  const out = vectors(call.outputs);
  /** Adding up rows of `columns` numbers, one for each of the entries of lists. */
  const listed = (entries: number) => ({
    operations: 2 * entries * columns,
    loads: entries * (Math.ceil(columns / 4) + 2 * Math.ceil(columns / LISTED_COLUMNS)),
  });
  switch (call.operation) {
    case "gather": {
      const entries = rows * nonZerosPerImage;
      return { operations: entries, loads: entries, stores: out };
    }
    case "matmul": {
      const { a, b, bias } = call.of, added = bias ? size : 0;
      if (isPixels(a)) {
        const { operations, loads } = listed(rows * nonZerosPerImage);
        return { operations: operations + added, loads, stores: out };
      }
      const loads = vectors(a, b, ...bias ? [bias] : []);
      return { operations: 2 * size * a.columns + added, loads, stores: out };
    }
    case "matmulTransposedA":
    case "descend": {
      const { a, b } = call.of, updates = call.operation === "descend";
      if (isPixels(a)) {
        const entries = a.rows * nonZerosPerImage, { operations, loads } = listed(entries);
        // Each entry is first filed under its pixel: two loads, two stores.
        const touched = updates ? touchedPixels : rows, part = touched / rows;
        return {
          operations: operations + (updates ? 3 : 1) * touched * columns,
          loads: loads + 2 * entries + (updates ? part * out : 0),
          stores: 2 * entries + part * out,
        };
      }
      return {
        operations: 2 * size * a.rows + (updates ? 3 : 1) * size,
        loads: vectors(a, b) + (updates ? out : 0),
        stores: out,
      };
    }
    case "matmulTransposedB": {
      const { a, b } = call.of;
      return { operations: 2 * size * a.columns, loads: vectors(a, b), stores: out };
    }
    case "sumRows": {
      const { a } = call.of;
      return { operations: a.rows * a.columns, loads: vectors(a), stores: out };
    }
    case "activate":
      return { operations: size, loads: out, stores: out };
    case "activateBackward":
      return { operations: size, loads: 2 * out, stores: out };
    case "softmaxCrossEntropy":
      return { operations: SOFTMAX * size, loads: out, stores: out };
    case "softmaxCrossEntropyBackward":
      return { operations: rows, loads: out, stores: out };
    case "sgd":
      return { operations: 2 * size, loads: 2 * out, stores: out };
  }
}

/** How fast the machine is at what operations need, in thousands of millions a second. */
export interface MachineSpeeds {
  /** Arithmetic on numbers, GFLOP/s. */
  readonly operations: number;
  /** Loads of four numbers. */
  readonly loads: number;
  /** Stores of four numbers. */
  readonly stores: number;
}

/** The microseconds that what is needed takes at least, as arithmetic, loads and stores overlap. */
export function leastMicroseconds(needs: Needs, speeds: MachineSpeeds): number {
  const { operations, loads, stores } = needs;
  return Math.max(operations / speeds.operations, loads / speeds.loads, stores / speeds.stores) /
    1000;
}
