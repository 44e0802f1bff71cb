import assert from "node:assert/strict";
import * as modules from "../../assembly/build/modules.js";
import { newMemory, newSharedMemory } from "../../src/engine/arena.ts";
import type { Matrix, Pixels } from "../../src/engine/engine.ts";
import type { Team } from "../../src/engine/team.ts";
import { WasmEngine } from "../../src/engine/wasm.ts";

const PIXELS = 20, NEURONS = 48, ROWS = 6;

/** What a thread has in its hands: weights on sparse images, and matrices of the sizes that go with them. */
interface Hands {
  readonly engine: WasmEngine;
  readonly pixels: Pixels;
  readonly weights: Matrix;
  readonly gradient: Matrix;
  readonly dZ: Matrix;
  readonly dense: Matrix;
  readonly outputs: Matrix;
  readonly inputs: Matrix;
}

function hands(engine: WasmEngine): Hands {
  const leads = engine.thread.index === 0;
  const bytes = Uint8Array.from({ length: ROWS * PIXELS }, (_, i) => i % 3 === 0 ? i : 0);
  const nonZeros = bytes.filter((byte) => byte > 0).length;
  const source = { count: ROWS, columns: PIXELS, nonZeros, bytes: leads ? bytes : undefined };
  const images = engine.images(source), indices = engine.indices(ROWS);
  const of = (rows: number, columns: number, scale: number) => {
    const matrix = engine.matrix(rows, columns);
    if (leads) matrix.data.forEach((_, i) => matrix.data[i] = ((i * 7919) % 101 - 50) * scale);
    return matrix;
  };
  if (leads) indices.forEach((_, i) => indices[i] = i);
  return {
    engine,
    pixels: { rows: ROWS, columns: PIXELS, images, indices, scale: 1 / 255 },
    weights: of(PIXELS, NEURONS, 0.01),
    gradient: of(PIXELS, NEURONS, 0.02),
    dZ: of(ROWS, NEURONS, 0.03),
    dense: of(ROWS, PIXELS, 0.04),
    outputs: of(ROWS, NEURONS, 0),
    inputs: of(ROWS, PIXELS, 0),
  };
}

/**
 * One thread, or several that do each operation one after the other. They need not wait, but where one
 * reads in an operation what another has put together in it: there they do it twice.
 */
function threads(count: number): Hands[] {
  if (count === 1) {
    return [
      hands(new WasmEngine("strict", { module: modules.strict, memory: newMemory(2 ** 20) })),
    ];
  }
  const memory = newSharedMemory(), module = modules.strictShared;
  return Array.from({ length: count }, (_, index) => {
    const team = { index, count, meet() {} } as unknown as Team;
    return hands(new WasmEngine("strict", { module, memory, team }));
  });
}

const step = ({ engine, weights, pixels, dZ, gradient }: Hands) =>
  engine.descend(weights, { a: pixels, b: dZ, scale: 0.5, rate: 0.1, gradient });

const OPERATIONS: Readonly<Record<string, (hands: Hands) => void>> = {
  "a product of pixels": ({ engine, outputs, pixels, weights }) =>
    engine.matmul(outputs, { a: pixels, b: weights }),
  "a dense product": ({ engine, outputs, dense, weights }) =>
    engine.matmul(outputs, { a: dense, b: weights }),
  "a product with its transpose": ({ engine, inputs, dZ, weights }) =>
    engine.matmulTransposedB(inputs, { a: dZ, b: weights }),
  "a dense step": ({ engine, weights, dense, dZ, gradient }) =>
    engine.descend(weights, { a: dense, b: dZ, scale: 0.5, rate: 0.1, gradient }),
  "a gradient": ({ engine, weights, dense, dZ }) =>
    engine.matmulTransposedA(weights, { a: dense, b: dZ, scale: 0.5 }),
  "a step down a gradient": ({ engine, weights, gradient }) =>
    engine.sgd(weights, { gradient, rate: 0.3 }),
  "a step down a gradient of pixels": ({ engine, weights, pixels, dZ, gradient }) => {
    engine.matmulTransposedA(gradient, { a: pixels, b: dZ, scale: 0.5 });
    engine.sgd(weights, { gradient, rate: 0.3 });
  },
  "nothing": () => {},
};

for (const [what, operation] of Object.entries(OPERATIONS)) {
  Deno.test(`weights whose columns threads take apart are whole again after ${what}`, () => {
    const results = [1, 2, 3].map((count) => {
      const all = threads(count);
      for (const work of [step, operation, operation, step, operation, operation]) {
        for (const each of all) work(each);
      }
      for (const { engine, weights, outputs, inputs } of all) {
        engine.complete(weights, outputs, inputs);
      }
      const [{ weights, outputs, inputs }] = all;
      return [weights, outputs, inputs].map(({ data }) => [...data]);
    });
    assert.ok(results[0][0].some((weight) => weight !== 0));
    assert.deepEqual(results[1], results[0]);
    assert.deepEqual(results[2], results[0]);
  });
}

Deno.test("weights whose columns threads took apart are whole when the leader goes on alone", () => {
  const [[one], [leader, other]] = [threads(1), threads(2)];
  for (const each of [one, leader, other]) step(each);
  leader.engine.leaveTeam();
  assert.deepEqual([...leader.weights.data], [...one.weights.data]);
  for (const each of [one, leader]) step(each);
  assert.deepEqual([...leader.weights.data], [...one.weights.data]);
});
