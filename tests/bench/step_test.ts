import assert from "node:assert/strict";
import { callNeeds, leastMicroseconds } from "../../bench/kernels/call_needs.ts";
import { checkSteps, endlessRecipe, endlessTraining, stepOf } from "../../bench/kernels/endless.ts";
import { measureStep } from "../../bench/kernels/step.ts";
import { limitSheet, stepSheet } from "../../bench/kernels/step_sheets.ts";
import { type Call, TimedEngine } from "../../bench/kernels/timed_engine.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { PlainEngine } from "../../src/engine/plain.ts";
import { noise } from "./noise.ts";
import { assertFits } from "./sheets.ts";

const dataset = noise(256);

Deno.test("TimedEngine trains to the same bits, and tells every operation", () => {
  const told: string[] = [];
  const around = (engine: Engine) =>
    new TimedEngine(engine, ({ operation }, milliseconds) => {
      assert.ok(milliseconds >= 0);
      told.push(operation);
    });
  const trained = [{ around }, {}].map((place) => {
    const training = endlessTraining(endlessRecipe(), dataset, place), step = stepOf(training);
    step();
    step();
    return training.network.parameters.map(({ value }) => value.data);
  });
  assert.deepEqual(trained[0], trained[1]);
  assert.equal(told.length, 2 * 13);
  assert.deepEqual(told.slice(13), told.slice(0, 13));
});

Deno.test("measureStep() names every operation, and loses no time", () => {
  const result = measureStep(dataset, 3);
  assert.deepEqual(result.operations.map(({ formula }) => formula), [
    "Z1 = X·W1 + b1",
    "A1 = relu(Z1)",
    "Z2 = A1·W2 + b2",
    "A2 = softmax(Z2)",
    "dZ2 = A2 − Y",
    "dA1 = dZ2·W2ᵀ",
    "db2 = Σ dZ2/m",
    "b2 −= η·db2",
    "W2 −= η·A1ᵀ·dZ2/m",
    "dZ1 = dA1 ⊙ relu′",
    "db1 = Σ dZ1/m",
    "b1 −= η·db1",
    "W1 −= η·Xᵀ·dZ1/m",
  ]);
  const { operations, restMicroseconds, timedMicroseconds } = result;
  const sum = operations.reduce((sum, { microseconds }) => sum + microseconds, restMicroseconds);
  assert.ok(Math.abs(sum - timedMicroseconds) < 1e-6);
  assert.equal(Math.round(result.facts.touchedPixels), 784); // of noise, all of them
  for (const language of ["en", "fr"] as const) {
    assertFits(stepSheet(result, language));
    assertFits(limitSheet(result, language));
  }
});

Deno.test("checkSteps() throws when an engine computes something else", () => {
  const around = (engine: Engine) => {
    const { sumRows } = engine;
    return Object.assign(engine, {
      sumRows(outputs: Matrix, of: { a: Matrix; scale: number }) {
        sumRows.call(engine, outputs, { ...of, scale: of.scale * 1.1 });
      },
    });
  };
  checkSteps(endlessRecipe(), dataset);
  assert.throws(() => checkSteps(endlessRecipe(), dataset, { around }), /dense1\.bias .* is wrong/);
});

const engine = new PlainEngine();
const matrix = (rows: number, columns: number) => engine.matrix(rows, columns);
const facts = { nonZerosPerImage: 10, touchedPixels: 20 };

Deno.test("callNeeds() counts a dense product: each number once, two operations a pair", () => {
  const of = { a: matrix(3, 8), b: matrix(8, 6), bias: matrix(1, 6) };
  const call: Call = { operation: "matmul", outputs: matrix(3, 6), of };
  // Rows of 6 numbers take two vectors.
  assert.deepEqual(callNeeds(call, facts), {
    operations: 2 * 3 * 8 * 6 + 3 * 6,
    loads: 3 * 2 + 8 * 2 + 2,
    stores: 3 * 2,
  });
});

Deno.test("callNeeds() counts the sparse products by their entries", () => {
  const bytes = new Uint8Array(50);
  const images = engine.images({ count: 1, columns: 50, nonZeros: 10, bytes });
  const a = { rows: 4, columns: 50, images, indices: new Uint32Array(4), scale: 1 };
  const weights = matrix(50, 64), dz = matrix(4, 64), entries = 4 * 10;
  const forward: Call = { operation: "matmul", outputs: matrix(4, 64), of: { a, b: weights } };
  assert.deepEqual(callNeeds(forward, facts), {
    operations: 2 * entries * 64,
    loads: entries * (16 + 2 * 2),
    stores: 4 * 16,
  });
  const of = { a, b: dz, scale: 1, rate: 1, gradient: weights };
  const update: Call = { operation: "descend", outputs: weights, of };
  assert.deepEqual(callNeeds(update, facts), {
    operations: 2 * entries * 64 + 3 * 20 * 64,
    loads: entries * (16 + 2 * 2) + 2 * entries + 20 * 16,
    stores: 2 * entries + 20 * 16,
  });
});

Deno.test("leastMicroseconds() is the slowest of arithmetic, loads and stores", () => {
  const speeds = { operations: 50, loads: 5, stores: 2 };
  const least = (operations: number, loads: number, stores: number) =>
    leastMicroseconds({ operations, loads, stores }, speeds);
  assert.equal(least(100_000, 0, 0), 2);
  assert.equal(least(100_000, 20_000, 0), 4);
  assert.equal(least(100_000, 20_000, 10_000), 5);
});
