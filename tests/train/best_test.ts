import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { Dense } from "../../src/nn/dense.ts";
import { Network } from "../../src/nn/network.ts";
import { Best } from "../../src/train/best.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import type { EpochMetrics } from "../../src/train/meter.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { stripes } from "./stripes.ts";

function prepare(patience: number) {
  const engine = createEngine("strict");
  const network = new Network(engine, [new Dense(engine, { inputs: 2, outputs: 2 })]);
  const [weights] = network.parameters.map(({ value }) => value),
    best = new Best(network, { patience });
  let epoch = 0;
  const note = (accuracy: number, loss = 1) => {
    weights.data.fill(++epoch);
    best.note(epoch, { accuracy, loss });
    return best.isPast;
  };
  return { best, note, weights };
}

Deno.test("Best keeps the weights of the largest accuracy, and of equals the smallest loss", () => {
  const { best, note, weights } = prepare(9);
  best.restore();
  assert.deepEqual([best.epoch, [...weights.data]], [0, [0, 0, 0, 0]], "nothing yet");
  const after = [[0.5, 1], [0.7, 2], [0.7, 2], [0.7, 3], [0.6, 0.1], [0.7, 1.5], [0.7, 1.6]];
  assert.deepEqual(after.map(([accuracy, loss]) => (note(accuracy, loss), best.epoch)), [
    1,
    2,
    2,
    2,
    2,
    6,
    6,
  ]);
  assert.equal(best.evaluation?.loss, 1.5);
  best.restore();
  assert.deepEqual([...weights.data], [6, 6, 6, 6]);
});

Deno.test("Best is past after as many epochs without a better one as the patience says", () => {
  const { note } = prepare(2);
  assert.deepEqual([0.5, 0.4, 0.6, 0.6, 0.5, 0.4].map((accuracy) => note(accuracy)), [
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  assert.equal(prepare(1).note(0), false);
});

/** Stripes, one in four of which is labelled wrongly: there is something to learn by heart. */
const { train, ...others } = stripes({ train: 60, test: 20 });
const labels = train.labels.map((label, i) => i % 4 === 0 ? (7 * i >> 3) % 6 : label);
const dataset = { ...others, train: { ...train, labels } };
const recipe = {
  ...DEFAULT_RECIPE,
  hidden: [12],
  batch: 5,
  epochs: 40,
  validation: 20,
  patience: 4,
};

Deno.test("a session with patience ends early, with the weights of its best epoch", () => {
  const session = new Session(createEngine("strict"), { recipe, dataset });
  const epochs: EpochMetrics[] = [];
  for (const event of session.run()) if (event.kind === "epoch") epochs.push(event.metrics);
  const { best, validation, network } = session, kept = epochs[best!.epoch - 1];
  assert.ok(epochs.length < 40, "ended early");
  assert.equal(epochs.length - kept.epoch, 4);
  assert.ok(epochs.every(({ validationAccuracy: other }) => other! <= kept.validationAccuracy!));
  const { accuracy, loss } = evaluate(network, validation!);
  assert.deepEqual([accuracy, loss], [kept.validationAccuracy, kept.validationLoss]);
  assert.notEqual(loss, epochs.at(-1)!.validationLoss);
});

Deno.test("a session whose reader leaves ends with the weights of its best epoch", () => {
  const session = new Session(createEngine("strict"), { recipe, dataset });
  for (const event of session.run()) if (event.kind === "step" && event.epoch === 3) break;
  const { accuracy, loss } = evaluate(session.network, session.validation!);
  assert.deepEqual([accuracy, loss], [
    session.best!.evaluation!.accuracy,
    session.best!.evaluation!.loss,
  ]);
});

Deno.test("a session with a validation learns from the other images, and does not read the test images", () => {
  const session = new Session(createEngine("strict"), {
    recipe: { ...recipe, epochs: 1, patience: 0 },
    dataset,
  });
  const { train, validation, test } = session;
  assert.deepEqual([train.count, validation!.count, session.best], [40, 20, undefined]);
  test.batches = () => assert.fail("the test images were read");
  for (const event of session.run()) {
    if (event.kind === "step") continue;
    const { loss, accuracy } = evaluate(session.network, validation!);
    const { validationLoss, validationAccuracy, testLoss, testAccuracy } = event.metrics;
    assert.deepEqual([validationLoss, validationAccuracy], [loss, accuracy]);
    assert.deepEqual([testLoss, testAccuracy], [undefined, undefined]);
    assert.equal(event.evaluation.predictions.length, 20);
  }
});
