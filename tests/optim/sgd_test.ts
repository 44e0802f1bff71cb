import assert from "node:assert/strict";
import type { Optimizer } from "../../src/optim/optimizer.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine } of ENGINES) {
  Deno.test(`Sgd steps every parameter down its own gradient (${name})`, () => {
    const parameters = [[[1, 2, 3], [4, 0, -8]], [[10], [2]]].map(([values, gradients]) => {
      const value = engine.matrix(1, values.length), gradient = engine.matrix(1, values.length);
      value.data.set(values);
      gradient.data.set(gradients);
      return { name: "", value, gradient };
    });
    const optimizer: Optimizer = new Sgd(engine, parameters);
    optimizer.step(0.5);
    assert.deepEqual(parameters.map(({ value }) => [...value.data]), [[-1, 2, 7], [9]]);
    optimizer.step(0.25);
    assert.deepEqual(parameters.map(({ value }) => [...value.data]), [[-2, 2, 9], [8.5]]);
    assert.deepEqual([...parameters[0].gradient.data], [4, 0, -8], "gradients are left alone");
  });
}
