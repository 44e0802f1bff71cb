/**
 * The engines under test, and matrices that notice when somebody writes or reads past their edges.
 */
import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type Engine, ENGINE_NAMES, type Matrix } from "../../src/engine/engine.ts";

/** Every engine and build, with the largest relative error of one of its operations. */
export const ENGINES: readonly { name: string; engine: Engine; tolerance: number }[] = ENGINE_NAMES
  .map((name) => ({
    name,
    engine: createEngine(name),
    tolerance: name === "plain" ? 1e-14 : 1e-6,
  }));

/** Sizes on both sides of every tile and vector of the kernels. */
export const SIZES = [0, 1, 3, 4, 5, 8, 17];

/** A cache line of numbers: pieces of the kernels' memory start on one. */
const MARGIN = 16;

/** What lies before and behind each guarded matrix. */
const guards = new WeakMap<Matrix, Matrix[]>();

/**
 * A matrix between others whose elements are NaN: a kernel that reads past an edge gives NaN, one that
 * writes past it is found by {@linkcode assertIntact}.
 */
export function guarded(
  engine: Engine,
  shape: { rows: number; columns: number; values?: ArrayLike<number> },
): Matrix {
  const { rows, columns, values } = shape;
  const before = engine.matrix(1, MARGIN);
  const whole = engine.matrix(rows + Math.ceil(MARGIN / Math.max(columns, 1)), columns);
  const matrix = engine.firstRows(whole, rows);
  before.data.fill(NaN);
  whole.data.fill(NaN);
  matrix.data.fill(77); // what was there before is overwritten, not added to
  if (values) matrix.data.set(values);
  guards.set(matrix, [before, whole]);
  return matrix;
}

/** Asserts that nothing was written around a guarded matrix. */
export function assertIntact(matrix: Matrix): void {
  const { length } = matrix.data; // asked for, so that it is computed
  const [before, whole] = guards.get(matrix)!;
  assert.ok(before.data.every(Number.isNaN), "written before the matrix");
  assert.ok(whole.data.subarray(length).every(Number.isNaN), "written behind the matrix");
}

/** The bits of a matrix of f32 numbers, so that −0 is not 0. */
export function bits({ data }: Matrix): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.length).slice();
}

/** Whole numbers from −4 to 4: their products and sums are exact in f32, whatever the order. */
export function wholeNumbers(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i * 7919 + seed * 104729) % 9) - 4);
}

/** Numbers between −1 and 1 that are exact in f32. */
export function fractions(count: number, seed: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Math.fround((((i + 1) * 48271 + seed * 16807) % 20011) / 10006 - 1),
  );
}
