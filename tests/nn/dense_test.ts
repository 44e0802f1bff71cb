import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { Dense } from "../../src/nn/dense.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine } of ENGINES) {
  /** A layer of 3 inputs and 2 outputs whose numbers are exact in f32, and two rows of inputs. */
  const example = () => {
    const layer = new Dense(engine, { inputs: 3, outputs: 2 });
    const [weight, bias] = layer.parameters;
    weight.value.data.set([1, 2, 3, 4, 5, 6]);
    bias.value.data.set([10, 20]);
    const inputs = engine.matrix(2, 3), gradient = engine.matrix(2, 2);
    inputs.data.set([1, 0, -1, 2, 1, 0]);
    gradient.data.set([1, 2, 3, -4]);
    return { layer, inputs, gradient };
  };

  Deno.test(`Dense computes Z = X·W + b, and its gradients (${name})`, () => {
    const { layer, inputs, gradient } = example();
    assert.deepEqual([...layer.forward(inputs).data], [1 - 5 + 10, 2 - 6 + 20, 2 + 3 + 10, 28]);
    const inputGradient = layer.backward(gradient)!;
    const [weight, bias] = layer.parameters;
    assert.deepEqual([...weight.gradient.data], [3.5, -3, 1.5, -2, -0.5, -1], "Xᵀ·dZ / 2");
    assert.deepEqual([...bias.gradient.data], [2, -1], "Σ dZ / 2");
    assert.deepEqual([...inputGradient.data], [5, 11, 17, -5, -7, -9], "dZ·Wᵀ");
    assert.deepEqual([inputGradient.rows, inputGradient.columns], [2, 3]);
  });

  Deno.test(`Dense gradients replace those of the last pass (${name})`, () => {
    const { layer, inputs, gradient } = example();
    layer.forward(inputs);
    const pass = () => {
      layer.backward(gradient);
      return layer.parameters.map((parameter) => [...parameter.gradient.data]);
    };
    assert.deepEqual(pass(), pass());
  });

  Deno.test(`Dense leaves the gradient by its inputs out when nobody wants it (${name})`, () => {
    const { layer, inputs, gradient } = example();
    layer.skipsInputGradient = true;
    layer.forward(inputs);
    assert.equal(layer.backward(gradient), undefined);
    assert.equal(layer.parameters[0].gradient.data[0], 3.5);
  });

  Deno.test(`Dense describes itself, and starts from zero (${name})`, () => {
    const layer = new Dense(engine, { inputs: 3, outputs: 2 });
    assert.deepEqual(layer.description, { kind: "dense", inputs: 3, outputs: 2 });
    assert.deepEqual(layer.parameters.map(({ name }) => name), ["weight", "bias"]);
    for (const { value } of layer.parameters) assert.ok(value.data.every((x) => x === 0));
    const shapes = layer.parameters.map(({ gradient: { rows, columns } }) => [rows, columns]);
    assert.deepEqual(shapes, [[3, 2], [1, 2]]);
  });

  Deno.test(`Dense refuses a backward pass that comes first, and rows of other sizes (${name})`, () => {
    const layer = new Dense(engine, { inputs: 3, outputs: 2 });
    assert.throws(
      () => layer.backward(engine.matrix(1, 2)),
      new TypeError("backward() follows forward()"),
    );
    assert.throws(() => layer.forward(engine.matrix(1, 4)), ShapeError);
    layer.forward(engine.matrix(2, 3));
    assert.throws(() => layer.backward(engine.matrix(3, 2)), ShapeError);
  });
}
