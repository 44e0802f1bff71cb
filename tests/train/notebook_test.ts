import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import { clippedEvaluation } from "../../src/train/evaluate.ts";
import { NOTEBOOK_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./notebook_reference.json" with { type: "json" };
import { stripes } from "./stripes.ts";

Deno.test({
  name: "the notebook's recipe takes NumPy's first hundred steps, to 1e-9 (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const session = new Session(createEngine("plain"), {
      recipe: NOTEBOOK_RECIPE,
      dataset: await loadMnist(),
    });
    const means: number[] = [];
    for (const event of session.run()) {
      if (event.kind === "step") means.push(event.trainLoss);
      if (means.length === 100) break;
    }
    assert.deepEqual([...session.train.order.subarray(0, 20)], reference.order);
    // The loop tells the mean of the epoch so far: the loss of step i is i·mean(i) − (i − 1)·mean(i − 1).
    const losses = means.map((mean, i) => (i + 1) * mean - (i === 0 ? 0 : i * means[i - 1]));
    const tolerance = 1e-9;
    assertClose(losses, reference.losses, { tolerance, what: "losses" });
    const [w1, b1, w2, b2] = session.network.parameters.map(({ value }) => value.data);
    assertClose(b1, reference.b1, { tolerance, what: "b1" });
    assertClose(w2, reference.W2, { tolerance, what: "W2" });
    assertClose(b2, reference.b2, { tolerance, what: "b2" });
    assertClose(w1.filter((_, i) => i % 97 === 0), reference.W1, { tolerance, what: "W1" });
    let sum = 0, squares = 0;
    for (const w of w1) {
      sum += w;
      squares += w * w;
    }
    assertClose([sum, Math.sqrt(squares)], [reference.sumOfW1, reference.normOfW1], { tolerance });
  },
});

Deno.test("the notebook's loss is taken over all the training images, after the epoch, and clipped", () => {
  const dataset = stripes({ train: 50, test: 20 });
  const recipe = { ...NOTEBOOK_RECIPE, hidden: [8], batch: 8, epochs: 2 };
  const session = new Session(createEngine("plain"), { recipe, dataset });
  for (const event of session.run()) {
    if (event.kind !== "epoch") continue;
    const { loss, accuracy } = clippedEvaluation(session.network, session.train);
    assert.deepEqual([event.metrics.trainLoss, event.metrics.trainAccuracy], [loss, accuracy]);
  }
  const [, , weights] = session.network.parameters;
  weights.value.data.fill(0);
  const bias = session.network.parameters[3].value.data;
  bias.fill(0);
  bias[0] = 1e4; // p is 1 for class 0, and 0 for all others
  const zeros = dataset.train.labels.filter((label) => label === 0).length;
  const others = dataset.train.count - zeros;
  const expected = -(zeros * Math.log(1 - 1e-12) + others * Math.log(1e-12)) / dataset.train.count;
  const { loss, accuracy } = clippedEvaluation(session.network, session.train);
  assertClose([loss, accuracy], [expected, zeros / dataset.train.count], { tolerance: 1e-12 });
});
