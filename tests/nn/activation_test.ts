import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES, type ActivationName } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { Activation } from "../../src/nn/activation.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";

const Z = [-2, -0.5, 0.25, 1, 3, -1];
const DA = [1, 2, -1, 0.5, 1, 4];

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const FUNCTIONS: Record<
  ActivationName,
  { value: (z: number) => number; slope: (z: number) => number }
> = {
  relu: { value: (z) => Math.max(z, 0), slope: (z) => z > 0 ? 1 : 0 },
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * sigmoid(-z) },
  tanh: { value: Math.tanh, slope: (z) => 1 / Math.cosh(z) ** 2 },
};

for (const { name, engine, tolerance } of ENGINES) {
  for (const activation of ACTIVATION_NAMES) {
    Deno.test(`Activation ${activation} computes A = g(Z) and dZ = dA ⊙ g′(Z) (${name})`, () => {
      const layer = new Activation(engine, { activation, size: 3 });
      assert.deepEqual(layer.description, { kind: activation, inputs: 3, outputs: 3 });
      assert.deepEqual(layer.parameters, []);
      const z = engine.matrix(2, 3), da = engine.matrix(2, 3);
      z.data.set(Z);
      da.data.set(DA);
      const { value, slope } = FUNCTIONS[activation];
      const a = layer.forward(z), dz = layer.backward(da);
      assertClose(a.data, Z.map(value), { tolerance });
      assertClose(dz.data, Z.map((z, i) => DA[i] * slope(z)), { tolerance });
      assert.deepEqual([...z.data], Z, "Z and dA are left for the trace");
      assert.deepEqual([...da.data], DA);
    });
  }

  Deno.test(`Activation refuses a backward pass that comes first, and rows of other sizes (${name})`, () => {
    const layer = new Activation(engine, { activation: "relu", size: 3 });
    assert.throws(
      () => layer.backward(engine.matrix(1, 3)),
      new TypeError("backward() follows forward()"),
    );
    assert.throws(() => layer.forward(engine.matrix(2, 4)), ShapeError);
    layer.forward(engine.matrix(2, 3));
    assert.throws(() => layer.backward(engine.matrix(1, 3)), ShapeError);
  });
}

Deno.test("Activation tells on which side of its kink each output is, for relu alone", () => {
  const engine = createEngine("plain"), z = engine.matrix(1, 3);
  z.data.set([-1, 0, 2]);
  const branches = ACTIVATION_NAMES.map((activation) => {
    const layer = new Activation(engine, { activation, size: 3 });
    assert.deepEqual(layer.branches(), [], "nothing has passed through");
    layer.forward(z);
    return layer.branches();
  });
  assert.deepEqual(branches, [[0, 0, 1], [], []]);
});
