import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { Activation } from "../../src/nn/activation.ts";

const engine = createEngine("plain"), Z = [-1, 0, 2, 0.5, -3, 1], DA = [1, 2, -1, 0.5, 1, 4];

for (const activation of ACTIVATION_NAMES) {
  Deno.test(`Activation ${activation} is the engine's A = g(Z) and dZ = dA ⊙ g′(Z)`, () => {
    const layer = new Activation(engine, { activation, size: 3 });
    assert.deepEqual(layer.description, { kind: activation, inputs: 3, outputs: 3 });
    assert.deepEqual(layer.parameters, []);
    const [z, da, a, dz] = [Z, DA, Z, Z].map((values) => {
      const matrix = engine.matrix(2, 3);
      matrix.data.set(values);
      return matrix;
    });
    engine.activate(a, { activation, z });
    engine.activateBackward(dz, { activation, da, a });
    assert.deepEqual(layer.branches(), [], "nothing has passed through");
    assert.deepEqual([layer.forward(z), layer.backward(da)], [a, dz]);
    assert.deepEqual(layer.branches(), activation === "relu" ? [0, 0, 1, 1, 0, 1] : []);
    assert.deepEqual([[...z.data], [...da.data]], [Z, DA], "left for the trace");
  });
}

Deno.test("Activation refuses a backward pass that comes first, and rows of other sizes", () => {
  const layer = new Activation(engine, { activation: "relu", size: 3 });
  const wrong = new TypeError("backward() follows forward()");
  assert.throws(() => layer.backward(engine.matrix(1, 3)), wrong);
  assert.throws(() => layer.forward(engine.matrix(2, 4)), ShapeError);
  layer.forward(engine.matrix(2, 3));
  assert.throws(() => layer.backward(engine.matrix(1, 3)), ShapeError);
});
