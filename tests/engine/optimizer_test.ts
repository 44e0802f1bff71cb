import assert from "node:assert/strict";
import { PlainEngine } from "../../src/engine/plain.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, ENGINES, fractions, guarded, SIZES } from "./guarded.ts";

const RATE = { rate: 0.125 };
const ADAM = {
  ...{ beta1: 0.9, beta2: 0.999, correction1: 0.19, correction2: 0.002, epsilon: 1e-8, decay: 0.5 },
  ...RATE,
};

/** Each operation, with the names of what it remembers. */
const STEPS: Record<
  string,
  { remembered: string[]; run: (engine: Engine, weights: Matrix, by: never) => void }
> = {
  momentum: {
    remembered: ["velocity"],
    run: (engine, weights, by: { gradient: Matrix; velocity: Matrix }) =>
      engine.momentum(weights, { ...by, momentum: 0.9, ...RATE }),
  },
  nesterov: {
    remembered: ["velocity"],
    run: (engine, weights, by: { gradient: Matrix; velocity: Matrix }) =>
      engine.nesterov(weights, { ...by, momentum: 0.9, ...RATE }),
  },
  rmsprop: {
    remembered: ["v"],
    run: (engine, weights, by: { gradient: Matrix; v: Matrix }) =>
      engine.rmsprop(weights, { ...by, alpha: 0.99, epsilon: 1e-8, ...RATE }),
  },
  adam: {
    remembered: ["m", "v"],
    run: (engine, weights, by: { gradient: Matrix; m: Matrix; v: Matrix }) =>
      engine.adam(weights, { ...by, ...ADAM }),
  },
};

/** Weights, their gradient, and what was remembered: squares are above 0. */
function operands(engine: Engine, { remembered, size }: { remembered: string[]; size: number }) {
  const of = (seed: number, scale = (x: number) => x) =>
    guarded(engine, { rows: 1, columns: size, values: fractions(size, seed).map(scale) });
  const kept = remembered.map((name, i) =>
    [name, of(20 + i, (x) => name === "v" ? Math.fround(x * x) : x)] as const
  );
  return { weights: of(7), by: { gradient: of(8), ...Object.fromEntries(kept) } };
}

for (const { name, engine, tolerance } of ENGINES) {
  for (const [operation, { remembered, run }] of Object.entries(STEPS)) {
    Deno.test(`${operation}() is that of the plain engine, at every edge (${name})`, () => {
      for (const size of [...SIZES, 100]) {
        const plain = new PlainEngine();
        const [expected, found] = [plain, engine].map((either) => {
          const { weights, by } = operands(either, { remembered, size });
          run(either, weights, by as never);
          for (const matrix of [weights, ...Object.values(by)]) assertIntact(matrix);
          return [weights, ...Object.values(by)].flatMap(({ data }) => [...data]);
        });
        assertClose(found, expected, { tolerance: 4 * tolerance, what: `${size} numbers` });
      }
    });

    Deno.test(`${operation}() lets NaN through, and refuses other sizes (${name})`, () => {
      const { weights, by } = operands(engine, { remembered, size: 5 });
      by.gradient.data[1] = NaN;
      by.gradient.data[4] = 0;
      run(engine, weights, by as never);
      assert.deepEqual([...weights.data].map(Number.isNaN), [false, true, false, false, false]);
      for (const key of ["gradient", ...remembered]) {
        const wrong = { ...by, [key]: engine.matrix(1, 4) };
        assert.throws(() => run(engine, weights, wrong as never), ShapeError, key);
      }
    });
  }
}
