import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { SoftmaxCrossEntropy } from "../../src/nn/loss.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`SoftmaxCrossEntropy gives probabilities, losses and dZ = P − Y (${name})`, () => {
    const loss = new SoftmaxCrossEntropy(engine, { classes: 3 });
    const logits = engine.matrix(2, 3), labels = engine.bytes(2);
    logits.data.set([0, 0, 0, Math.log(2), 0, Math.log(5)]);
    labels.set([1, 2]);
    const { probabilities, losses } = loss.forward(logits, labels);
    assertClose(probabilities.data, [1 / 3, 1 / 3, 1 / 3, 2 / 8, 1 / 8, 5 / 8], { tolerance });
    assertClose(losses.data, [Math.log(3), Math.log(8 / 5)], { tolerance });
    const gradient = loss.backward(labels);
    assertClose(gradient.data, [1 / 3, -2 / 3, 1 / 3, 2 / 8, 1 / 8, -3 / 8], { tolerance });
    assert.ok(probabilities.data[1] > 0, "the probabilities are left for the trace");
  });

  Deno.test(`SoftmaxCrossEntropy stays finite for logits of any size (${name})`, () => {
    const loss = new SoftmaxCrossEntropy(engine, { classes: 2 });
    const logits = engine.matrix(1, 2), labels = engine.bytes(1);
    logits.data.set([1e4, -1e4]);
    labels.set([1]);
    const { probabilities, losses } = loss.forward(logits, labels);
    assert.deepEqual([...probabilities.data], [1, 0]);
    assert.deepEqual([...losses.data], [2e4]);
    assert.deepEqual([...loss.backward(labels).data], [1, -1]);
  });

  Deno.test(`SoftmaxCrossEntropy refuses labels that do not fit (${name})`, () => {
    const loss = new SoftmaxCrossEntropy(engine, { classes: 3 });
    const labels = engine.bytes(3);
    assert.throws(() => loss.forward(engine.matrix(2, 3), labels), ShapeError);
    labels[1] = 3;
    const wrong = () => loss.forward(engine.matrix(2, 3), labels.subarray(0, 2));
    assert.throws(wrong, { name: "RangeError", message: "label 1 must be below 3: found 3" });
  });
}
