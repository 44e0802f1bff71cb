import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ShapeError } from "../../src/errors.ts";
import { Conv2d } from "../../src/nn/conv2d.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { ENGINES } from "../engine/guarded.ts";

const plain = createEngine("plain");
const WINDOWS = { height: 3, width: 4, channels: 1, kernel: 2, stride: 1, padding: 0 };

for (const { name, engine } of ENGINES) {
  Deno.test(`Conv2d computes Z and its gradients, image by image (${name})`, () => {
    const layer = new Conv2d(engine, { ...WINDOWS, height: 2, width: 3, filters: 2 });
    const [weight, bias] = layer.parameters;
    weight.value.data.set([1, 0, 0, 1, 0, 0, 0, -1]); // filter 0: top left; 1: top right − bottom right
    bias.value.data.set([10, 20]);
    const inputs = engine.matrix(2, 6), gradient = engine.matrix(2, 4);
    inputs.data.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2]);
    gradient.data.set([2, 0, 0, 4, 0, 0, 6, 0]);
    assert.deepEqual([...layer.forward(inputs).data], [11, 17, 12, 17, 17, 27, 18, 27]);
    const inputGradient = layer.backward(gradient)!;
    const filters = [0, 1].map((f) => [0, 1, 2, 3].map((p) => weight.gradient.data[2 * p + f]));
    assert.deepEqual(filters[0], [1 + 24, 2 + 27, 4 + 3, 5 + 6], "(2·first + 6·fourth window) / 2");
    assert.deepEqual(filters[1], [4, 6, 10, 12], "4·second window / 2");
    assert.deepEqual([...bias.gradient.data], [4, 2]);
    assert.deepEqual([...inputGradient.data], [2, 0, 4, 0, 0, -4, 0, 6, 0, 0, 0, 0]);
  });

  Deno.test(`Conv2d leaves the gradient by its inputs out when nobody wants it (${name})`, () => {
    const layer = new Conv2d(engine, { ...WINDOWS, filters: 2 });
    assert.throws(() => layer.backward(engine.matrix(1, 12)), /^TypeError: backward\(\) follows/);
    layer.skipsInputGradient = true;
    layer.forward(engine.matrix(1, 12));
    const gradient = engine.matrix(1, 12);
    gradient.data.fill(1);
    assert.equal(layer.backward(gradient), undefined);
    assert.deepEqual([...layer.parameters[1].gradient.data], [6, 6]);
    assert.throws(() => layer.forward(engine.matrix(1, 11)), ShapeError);
    assert.throws(() => layer.backward(engine.matrix(2, 12)), ShapeError);
  });
}

Deno.test("Conv2d describes itself, and starts from zero", () => {
  const layer = new Conv2d(plain, { ...WINDOWS, filters: 5 });
  const sizes = { kind: "conv", inputs: 12, outputs: 30 };
  assert.deepEqual(layer.description, { ...sizes, windows: WINDOWS });
  const shapes = layer.parameters.map((
    { name, value: { rows, columns } },
  ) => [name, rows, columns]);
  assert.deepEqual(shapes, [["weight", 4, 5], ["bias", 1, 5]]);
  for (const { value } of layer.parameters) assert.ok(value.data.every((x) => x === 0));
});

Deno.test("Conv2d draws its weights for kernel²·channels inputs and kernel²·filters outputs", () => {
  const windows = { height: 9, width: 9, channels: 30, kernel: 5, stride: 1, padding: 0 };
  for (const [name, deviation] of [["he", 2 / 750], ["xavier", 2 / (750 + 1000)]] as const) {
    const layer = new Conv2d(plain, { ...windows, filters: 40 });
    layer.parameters[1].value.data.fill(3);
    layer.initialise(name, normalSource(new Xoshiro128(1)));
    const [{ data }, bias] = layer.parameters.map(({ value }) => value);
    const variance = [...data].reduce((sum, w) => sum + w * w, 0) / data.length;
    assert.ok(Math.abs(variance / deviation - 1) < 0.03, `${name}: ${variance}`);
    assert.ok(bias.data.every((b) => b === 0));
  }
});

Deno.test("Conv2d refuses sizes that leave no pixel, and says which", () => {
  const wrong: [Record<string, number>, RegExp][] = [
    [{ kernel: 4 }, /^a kernel of 4×4 with a padding of 0 leaves no pixel of an image of 3×4/],
    [{ kernel: 6, padding: 1 }, /^a kernel of 6×6 with a padding of 1 leaves no pixel/],
    [{ stride: 3 }, /^stride must be at most the kernel, 2, or pixels are left out: found 3$/],
    [{ stride: 0 }, /^stride must be a positive integer: found 0$/],
    [{ kernel: 0 }, /^kernel must be a positive integer: found 0$/],
    [{ kernel: 1.5 }, /^kernel must be a positive integer: found 1\.5$/],
    [{ channels: -1 }, /^channels must be a positive integer: found -1$/],
    [{ height: NaN }, /^height must be a positive integer: found NaN$/],
    [{ padding: -1 }, /^padding must be an integer from 0 to 1, less than the kernel: found -1$/],
    [{ padding: 2 }, /^padding must be an integer from 0 to 1, less than the kernel: found 2$/],
    [{ filters: 0 }, /^filters must be a positive integer: found 0$/],
  ];
  for (const [change, message] of wrong) {
    const make = () => new Conv2d(plain, { ...WINDOWS, filters: 1, ...change });
    assert.throws(make, { name: "RangeError", message });
  }
});
