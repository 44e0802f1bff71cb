import assert from "node:assert/strict";
import { Network } from "../../src/nn/network.ts";
import { normalSource, shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

const { test: split } = stripes({ train: 1, test: 50 });

for (const { name, engine, tolerance } of ENGINES) {
  const random = (capacity: number) => {
    const network = new Network(engine, { sizes: [16, 8, 6], activation: "tanh", capacity });
    network.initialise("he", normalSource(new Xoshiro128(3)));
    return network;
  };

  Deno.test(`evaluate() gives the mean loss and the likeliest class of each example (${name})`, () => {
    const network = random(50), examples = new Examples(engine, split, { batch: 50 });
    const { loss, probabilities } = network.forward(examples.batch(0, 50));
    const expected = Array.from({ length: 50 }, (_, i) => {
      const row = [...probabilities.data.subarray(6 * i, 6 * i + 6)];
      return row.indexOf(Math.max(...row));
    });
    assert.ok(new Set(expected).size > 1, "one class for all would prove little");
    const evaluation = evaluate(network, examples);
    assert.deepEqual([...evaluation.predictions], expected);
    assertClose([evaluation.loss], [loss], { tolerance: 1e-14 });
    const right = expected.filter((label, i) => label === split.labels[i]).length;
    assert.ok(right > 0);
    assert.equal(evaluation.accuracy, right / 50);
  });

  for (const capacity of [1, 7, 50, 64]) {
    Deno.test(`evaluate() gives the same in batches of ${capacity} (${name})`, () => {
      const whole = evaluate(random(50), new Examples(engine, split, { batch: 50 }));
      const parts = evaluate(
        random(capacity),
        new Examples(engine, split, { batch: capacity }),
      );
      assert.deepEqual(parts.predictions, whole.predictions);
      assertClose([parts.loss], [whole.loss], { tolerance });
    });
  }

  Deno.test(`evaluate() keeps the original order after a shuffle (${name})`, () => {
    const network = random(8), examples = new Examples(engine, split, { batch: 8 });
    const before = evaluate(network, examples);
    shuffle(new Xoshiro128(1), examples.order);
    assert.notDeepEqual(examples.order, examples.order.toSorted());
    const after = evaluate(network, examples);
    assert.deepEqual(after.predictions, before.predictions);
    assert.equal(after.accuracy, before.accuracy);
    assertClose([after.loss], [before.loss], { tolerance });
  });

  Deno.test(`evaluate() takes the first of equally likely classes (${name})`, () => {
    const network = new Network(engine, { sizes: [16, 6], activation: "relu", capacity: 8 });
    const examples = new Examples(engine, split, { batch: 8 });
    const { loss, predictions } = evaluate(network, examples);
    assert.deepEqual(predictions, new Uint8Array(50));
    assertClose([loss], [Math.log(6)], { tolerance: 1e-6 });
    network.parameters[1].value.data.set([0, 0, 1, 0, 1, 1]);
    assert.deepEqual(evaluate(network, examples).predictions, new Uint8Array(50).fill(2));
  });
}
