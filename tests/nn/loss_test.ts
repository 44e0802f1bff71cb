import assert from "node:assert/strict";
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
}
