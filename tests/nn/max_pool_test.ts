import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { MaxPool } from "../../src/nn/max_pool.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine } of ENGINES) {
  Deno.test(`MaxPool keeps the largest of each window, and leaves a row out (${name})`, () => {
    const layer = new MaxPool(engine, { height: 3, width: 4, channels: 1, kernel: 2, stride: 2 });
    const windows = { height: 3, width: 4, channels: 1, kernel: 2, stride: 2, padding: 0 };
    assert.deepEqual(layer.description, { kind: "maxpool", inputs: 12, outputs: 2, windows });
    assert.throws(() => layer.backward(engine.matrix(1, 2)), /^TypeError: backward\(\) follows/);
    const inputs = engine.matrix(2, 12), gradient = engine.matrix(2, 2);
    inputs.data.set([1, 2, 5, 4, 3, 0, 5, 5, 9, 9, 9, 9]);
    gradient.data.set([1, 2, 3, 4]);
    assert.deepEqual([...layer.forward(inputs).data], [3, 5, 0, 0]);
    assert.deepEqual(layer.branches(), [4, 2, 0, 2]);
    const dx = layer.backward(gradient);
    const first = [0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0], second = [3, 0, 4, ...Array(9).fill(0)];
    assert.deepEqual([...dx.data], [...first, ...second]);
    assert.deepEqual([...layer.forward(engine.firstRows(inputs, 1)).data], [3, 5]);
    assert.equal(layer.branches().length, 2, "of the last pass alone");
    assert.throws(() => layer.forward(engine.matrix(1, 11)), ShapeError);
    assert.throws(() => layer.backward(gradient), ShapeError);
  });
}

Deno.test("MaxPool refuses sizes that leave no pixel", () => {
  const [{ engine }] = ENGINES;
  const make = (kernel: number, stride = kernel) =>
    new MaxPool(engine, { height: 3, width: 4, channels: 1, kernel, stride });
  assert.throws(
    () => make(4),
    /^RangeError: a kernel of 4×4 .* leaves no pixel of an image of 3×4/,
  );
  assert.throws(() => make(2, 3), /^RangeError: stride must be at most the kernel, 2/);
  assert.throws(() => make(0), /^RangeError: kernel must be a positive integer/);
});
