import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import type { ActivationName, Engine } from "../../src/engine/engine.ts";
import type { Mode } from "../../src/nn/layer.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource, shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { countRight, evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

/** More than pass through the network together, and no multiple of that. */
const COUNT = 600;
const { test: split } = stripes({ train: 1, test: COUNT });

function networkOf(engine: Engine, sizes: number[], activation: ActivationName = "tanh"): Network {
  const network = new Network(engine, mlp(engine, { sizes, activation }));
  network.initialise("he", normalSource(new Xoshiro128(3)));
  return network;
}

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`evaluate() gives the mean loss and the likeliest class of each example (${name})`, () => {
    const network = networkOf(engine, [16, 8, 6]), examples = new Examples(engine, split);
    const { loss, probabilities } = network.forward(examples.batch(0, COUNT));
    const expected = Array.from({ length: COUNT }, (_, i) => {
      const row = [...probabilities.data.subarray(6 * i, 6 * i + 6)];
      return row.indexOf(Math.max(...row));
    });
    assert.ok(new Set(expected).size > 1, "one class for all would prove little");
    const right = expected.filter((label, i) => label === split.labels[i]).length;
    assert.equal(countRight(probabilities, split.labels), right);
    const evaluation = evaluate(network, examples);
    assert.deepEqual([...evaluation.predictions], expected);
    assertClose([evaluation.loss], [loss], { tolerance });
    assert.ok(right > 0);
    assert.equal(evaluation.accuracy, right / COUNT);
  });

  Deno.test(`evaluate() keeps the original order after a shuffle (${name})`, () => {
    const network = networkOf(engine, [16, 8, 6]), examples = new Examples(engine, split);
    const before = evaluate(network, examples);
    shuffle(new Xoshiro128(1), examples.order);
    assert.notDeepEqual(examples.order, examples.order.toSorted());
    const after = evaluate(network, examples);
    assert.deepEqual(after.predictions, before.predictions);
    assert.equal(after.accuracy, before.accuracy);
    assertClose([after.loss], [before.loss], { tolerance });
  });

  Deno.test(`evaluate() takes the first of equally likely classes (${name})`, () => {
    const network = networkOf(engine, [16, 6]), examples = new Examples(engine, split);
    for (const { value } of network.parameters) value.data.fill(0);
    const { loss, predictions } = evaluate(network, examples);
    assert.deepEqual(predictions, new Uint8Array(COUNT));
    assertClose([loss], [Math.log(6)], { tolerance: 1e-6 });
    network.parameters[1].value.data.set([0, 0, 1, 0, 1, 1]);
    assert.deepEqual(evaluate(network, examples).predictions, new Uint8Array(COUNT).fill(2));
  });
}

Deno.test("evaluate() passes in the mode of evaluation, and gives the network its mode back", () => {
  const engine = createEngine("plain"), network = networkOf(engine, [16, 6]);
  const examples = new Examples(engine, split), { forward } = network, modes = new Set<Mode>();
  network.forward = (batch) => {
    modes.add(network.mode);
    return forward.call(network, batch);
  };
  for (const mode of ["training", "evaluation"] as const) {
    network.mode = mode;
    evaluate(network, examples);
    assert.equal(network.mode, mode);
  }
  assert.deepEqual([...modes], ["evaluation"]);
  network.mode = "training";
  network.forward = () => {
    throw new Error("no");
  };
  assert.throws(() => evaluate(network, examples), /no/);
  assert.equal(network.mode, "training", "after a failure, too");
});
