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

const MARGIN = 5; // odd, so that the matrix is not aligned to a vector either

/**
 * A matrix inside a larger one whose other elements are NaN: a kernel that reads past an edge gives
 * NaN, one that writes past it is found by {@linkcode assertIntact}.
 */
export function guarded(
  engine: Engine,
  shape: { rows: number; columns: number; values?: ArrayLike<number> },
): Matrix {
  const { rows, columns, values } = shape;
  const around = engine.matrix(1, rows * columns + 2 * MARGIN).data;
  around.fill(NaN);
  const data = around.subarray(MARGIN, MARGIN + rows * columns);
  data.fill(77); // what was there before is overwritten, not added to
  if (values) data.set(values);
  return { rows, columns, data };
}

/** Asserts that nothing was written around a guarded matrix. */
export function assertIntact({ data }: Matrix): void {
  const View = data.constructor as Float32ArrayConstructor;
  const start = data.byteOffset - MARGIN * View.BYTES_PER_ELEMENT;
  const around = new View(data.buffer, start, data.length + 2 * MARGIN);
  for (let i = 0; i < MARGIN; i++) {
    assert.ok(Number.isNaN(around[i]), "written before the matrix");
    assert.ok(Number.isNaN(around[around.length - 1 - i]), "written behind the matrix");
  }
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
