/**
 * A gradient that is read is right or refuses, whenever it is read. The plain engine, which defers
 * nothing, and whole numbers, which every engine computes exactly, say what is right.
 */
import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type Engine, ENGINE_NAMES, type Matrix, type Pixels } from "../../src/engine/engine.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import fc from "../fast_check.ts";
import { randomNetwork } from "../nn/random_network.ts";
import { bits } from "./guarded.ts";

const GONE = /^Error: this gradient is gone: read it before the pass that follows its step$/;

/** Four matrices of 3×3, a row, and a batch of three images of three pixels, on an engine. */
function pool(engine: Engine) {
  const matrices = [0, 1, 2, 3].map((seed) => {
    const matrix = engine.matrix(3, 3);
    for (let i = 0; i < 9; i++) matrix.data[i] = (i * 5 + seed * 7) % 4 - 1;
    return matrix;
  });
  const images = engine.images(Uint8Array.of(0, 2, 0, 1, 0, 0, 0, 0, 3), { count: 3, columns: 3 });
  const pixels = { rows: 3, columns: 3, images, indices: engine.indices(3), scale: 1 };
  pixels.indices.set([2, 0, 1]);
  return { engine, matrices, row: engine.matrix(1, 3), pixels };
}

type Pool = ReturnType<typeof pool>;

/** A batch as this engine's products take it. */
function batchOf({ engine, pixels }: Pool): Matrix | Pixels {
  if (pixels.images.sparse) return pixels;
  const matrix = engine.matrix(3, 3);
  engine.gather(matrix, pixels);
  return matrix;
}

/** Notes G = M0ᵀ·M1 or, of pixels, G = Xᵀ·M1; G is M2 and the weights are M3. */
function note(on: Pool, of: "matrix" | "pixels", scale = 1): void {
  const a = of === "pixels" ? batchOf(on) : on.matrices[0];
  on.engine.matmulTransposedA(on.matrices[2], { a, b: on.matrices[1], scale });
}

const step = ({ engine, matrices: [, , gradient, w] }: Pool, rate = 2) =>
  engine.sgd(w, { gradient, rate });
const overwrite = ({ engine, matrices: [, b, , w] }: Pool) =>
  engine.activate(b, { activation: "relu", z: w });

/** What happens between the noting and the reading, and whether the reading then refuses. */
const STORIES: [what: string, between: (on: Pool) => void, refuses?: boolean][] = [
  ["at once", () => {}],
  ["after its step", (on) => step(on)],
  ["after two steps", (on) => [step(on), step(on, -1)]],
  ["after the next pass, without a step", overwrite],
  ["after the next pass that follows a step", (on) => [step(on), overwrite(on)], true],
  ["after a step, when it had been read before", (on) => [on.matrices[2].data, step(on)]],
  [
    "after a step and a pass, when it had been read before the pass",
    (on) => [step(on), on.matrices[2].data, overwrite(on)],
  ],
  ["when a factor is written through its data", (on) => on.matrices[1].data.fill(9)],
  ["when that happens after its step", (on) => [step(on), on.matrices[1].data.fill(9)]],
  ["when the caller writes the next batch's indices", (on) => on.pixels.indices.fill(1)],
  ["when that happens before its step", (on) => [on.pixels.indices.fill(1), step(on)]],
  [
    "when a step with it overwrites its factor",
    ({ engine, matrices: [, b, gradient] }) => engine.sgd(b, { gradient, rate: 1 }),
  ],
  ["when a new product over it is noted unread", (on) => [note(on, "matrix", 3), step(on)]],
  ["when that happens after its step and a pass", (on) => [
    step(on),
    overwrite(on),
    note(on, "pixels", 3),
  ]],
  [
    "when its first rows are overwritten",
    ({ engine, matrices: [a, b, gradient] }) =>
      engine.matmul(engine.firstRows(gradient, 1), { a: engine.firstRows(a, 1), b }),
  ],
  ["when a step is taken with its first rows", ({ engine, matrices: [, , gradient, w] }) => {
    const [first, rows] = [w, gradient].map((matrix) => engine.firstRows(matrix, 2));
    engine.sgd(first, { gradient: rows, rate: 1 });
  }],
  [
    "when it is itself what takes the step",
    ({ engine, matrices: [a, , gradient] }) => engine.sgd(gradient, { gradient: a, rate: 1 }),
  ],
  ["by sumRows()", ({ engine, matrices: [, , a], row }) => engine.sumRows(row, { a, scale: 1 })],
  ["by matmul()", ({ engine, matrices: [a, , b, w] }) => engine.matmul(w, { a, b })],
  [
    "by matmulTransposedA()",
    ({ engine, matrices: [a, , b, w] }) => engine.matmulTransposedA(w, { a, b, scale: 1 }),
  ],
  [
    "by matmulTransposedB()",
    ({ engine, matrices: [a, , b, w] }) => engine.matmulTransposedB(w, { a, b }),
  ],
  [
    "by activate() in place",
    ({ engine, matrices: [, , z] }) => engine.activate(z, { activation: "relu", z }),
  ],
];

for (const name of ENGINE_NAMES) {
  for (const by of ["matrix", "pixels"] as const) {
    for (const [what, between, refuses = false] of STORIES) {
      Deno.test(`a gradient from ${by} ${refuses ? "refuses" : "is right"} ${what} (${name})`, () => {
        const own = pool(createEngine(name)), plain = pool(createEngine("plain"));
        for (const on of [own, plain]) {
          note(on, by);
          between(on);
        }
        if (refuses && name !== "plain") {
          assert.throws(() => own.matrices[2].data, GONE);
          assert.throws(() => step(own), GONE, "nor is there a step with it");
          note(own, by);
          note(plain, by);
        }
        const numbers = ({ matrices, row }: Pool) =>
          [...matrices, row].map(({ data }) => [...data]);
        assert.deepEqual(numbers(own), numbers(plain));
      });
    }
  }
}

const rows = (engine: Engine, matrix: Matrix) => engine.firstRows(matrix, 2);

/** What may be done: an engine, the matrix that is overwritten, two others, a number from 0 to 3. */
const OPERATIONS: readonly ((on: Pool, out: Matrix, a: Matrix, b: Matrix, x: number) => void)[] = [
  ({ engine }, out, a, b) => engine.matmulTransposedA(out, { a, b, scale: 1 }),
  (on, out, a, _, x) => {
    on.engine.matmulTransposedA(out, { a: batchOf(on), b: a, scale: 1 });
    on.pixels.indices.fill(x % 3, x % 2);
  },
  ({ engine }, out, a, b) =>
    engine.matmulTransposedA(out, { a: rows(engine, a), b: rows(engine, b), scale: 1 }),
  ({ engine }, out, a, b) => engine.matmul(out, { a, b }),
  ({ engine }, out, a, b) => engine.matmul(rows(engine, out), { a: rows(engine, a), b }),
  ({ engine }, out, a, b) => engine.matmulTransposedB(out, { a, b }),
  ({ engine }, out, z) => engine.activate(out, { activation: "relu", z }),
  (_, out, _a, _b, x) => out.data[x] = x,
  ({ engine }, out, gradient) => engine.sgd(out, { gradient, rate: 1 }),
  ({ engine }, out, gradient) =>
    engine.sgd(rows(engine, out), { gradient: rows(engine, gradient), rate: 1 }),
];
/** The last two take a step. */
const FIRST_STEP = 8;

for (const name of ENGINE_NAMES.slice(1)) {
  Deno.test(`every number is that of the plain engine, or refuses, whatever is done (${name})`, () => {
    const place = fc.nat(3), often = [0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9];
    const operation = fc.tuple(fc.constantFrom(...often), place, place, place)
      .filter(([, to, from, other]) => to !== from && to !== other);
    const engine = createEngine(name);
    let refusals = 0, steps = 0;
    fc.assert(
      fc.property(fc.array(operation, { minLength: 3, maxLength: 14 }), (operations) => {
        const own = pool(engine), plain = pool(createEngine("plain"));
        const stepped = new Set<number>(); // since its last product
        const isExact = () =>
          plain.matrices.every(({ data }) => data.every((x) => Math.abs(x) < 1024));
        const refusesRightly = (error: unknown) => {
          assert.match(String(error), GONE);
          assert.ok(stepped.size > 0, "no step was taken");
          refusals++;
        };
        for (const [kind, to, from, other] of operations) {
          if (!isExact()) break;
          const apply = (on: Pool) => {
            const [out, a, b] = [to, from, other].map((i) => on.matrices[i]);
            OPERATIONS[kind](on, out, a, b, other);
          };
          try {
            apply(own);
          } catch (error) {
            return refusesRightly(error);
          }
          apply(plain);
          steps++;
          if (kind >= FIRST_STEP) stepped.add(from);
          else stepped.delete(to);
        }
        for (const [i, { data: expected }] of plain.matrices.entries()) {
          try {
            assert.deepEqual(
              [...own.matrices[i].data].map((x) => x + 0),
              [...expected].map((x) => x + 0),
            );
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error;
            assert.ok(stepped.has(i), `M${i} has taken part in no step`);
            refusesRightly(error);
          }
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(steps > 4000 && refusals > 20 && refusals < 1500, `${steps}, ${refusals}`);
  });

  Deno.test(`a step of backward()'s gradients has the bits of product and sgd() (${name})`, () => {
    const from = { sizes: [9, 17, 5], activation: "tanh", initialisation: "he", rows: 8 } as const;
    const [read, unread] = [true, false].map((isRead) => {
      const engine = createEngine(name),
        { network, batch } = randomNetwork(engine, { ...from, seed: 1 });
      const optimizer = new Sgd(engine, network.parameters);
      for (const rate of [0.5, 0.3, 0.1]) {
        network.forward(batch);
        network.backward();
        if (isRead) { for (const { gradient } of network.parameters) gradient.data; }
        optimizer.step(rate);
      }
      return { network, batch };
    });
    for (const [i, { value }] of read.network.parameters.entries()) {
      assert.deepEqual(bits(unread.network.parameters[i].value), bits(value));
    }
    const { network, batch } = unread, [, , { gradient }] = network.parameters;
    const now = [...gradient.data], [, , { gradient: eager }] = read.network.parameters;
    assert.deepEqual(now, [...eager.data], "the gradient of the last step");
    network.forward(batch);
    network.backward();
    new Sgd(network.engine, network.parameters).step(0.1);
    network.forward(batch);
    assert.throws(() => gradient.data, GONE);
    gradientCheck(network, batch, { sample: 2 });
    const after = [...gradient.data];
    network.forward(batch);
    network.backward();
    assert.deepEqual([...gradient.data], after, "after gradientCheck()");
  });
}
