import assert from "node:assert/strict";
import { checkSteps, endlessRecipe, endlessTraining, stepOf } from "../../bench/kernels/endless.ts";
import { measureStep, readGradients } from "../../bench/kernels/step.ts";
import type { Around } from "../../bench/kernels/wrapped_engine.ts";
import { noise } from "./noise.ts";

const dataset = noise(256);

Deno.test("an engine with something around it trains to the same bits, each operation once", () => {
  const told: string[] = [];
  const note: Around = ({ operation }, run) => {
    told.push(operation);
    run();
  };
  const trained = [note, readGradients, undefined].map((around) => {
    const training = endlessTraining(endlessRecipe(), dataset, around), step = stepOf(training);
    step();
    step();
    return training.network.parameters.map(({ value }) => value.data);
  });
  assert.deepEqual(trained[0], trained[2]);
  assert.deepEqual(trained[1], trained[2]);
  assert.equal(told.length, 2 * 15);
  assert.deepEqual(told.slice(15), told.slice(0, 15));
});

Deno.test("measureStep() names every operation, and loses no time", () => {
  const result = measureStep(dataset, { hidden: [64], rounds: 3 });
  assert.deepEqual(result.operations.map(({ formula }) => formula), [
    "Z1 = X·W1 + b1",
    "A1 = relu(Z1)",
    "Z2 = A1·W2 + b2",
    "A2 = softmax(Z2)",
    "dZ2 = A2 − Y",
    "dW2 = A1ᵀ·dZ2/m",
    "db2 = Σ dZ2/m",
    "dA1 = dZ2·W2ᵀ",
    "dZ1 = dA1 ⊙ relu′",
    "dW1 = Xᵀ·dZ1/m",
    "db1 = Σ dZ1/m",
    "W1 −= η·dW1",
    "b1 −= η·db1",
    "W2 −= η·dW2",
    "b2 −= η·db2",
  ]);
  const { operations, restMicroseconds, timedMicroseconds } = result;
  const sum = operations.reduce((sum, { microseconds }) => sum + microseconds, restMicroseconds);
  assert.ok(Math.abs(sum - timedMicroseconds) < 1e-6);
});

Deno.test("checkSteps() throws when an engine computes something else", () => {
  const wrong: Around = ({ operation, outputs }, run) => {
    run();
    if (operation === "sumRows") outputs.data[0] *= 1.1;
  };
  checkSteps(endlessRecipe(), dataset);
  assert.throws(() => checkSteps(endlessRecipe(), dataset, wrong), /dense1\.bias .* is wrong/);
});
