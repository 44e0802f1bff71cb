/** The baseline of lesson 2 fitted again, to the last bit the same, and judged by the plain engine. */
import { createEngine } from "../../src/engine/create.ts";
import { Network } from "../../src/nn/network.ts";
import { Baseline } from "../../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { countRight, evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { mnist } from "./run_lesson.ts";

/** Fits the model on the kernels, as the lesson does by default, and gives its weights to plain. */
export async function fittedAgain() {
  const dataset = await mnist(), { train, test } = dataset;
  const model = new Baseline({ ...DEFAULT_BASELINE, iterations: 30 }, dataset);
  let passes = 0;
  for (const { evaluations } of model.run()) passes = evaluations;
  const engine = createEngine("plain");
  const network = new Network(engine, { sizes: [784, 10], activation: "relu", capacity: 1000 });
  network.parameters.forEach(({ value }, i) =>
    value.data.set(model.network.parameters[i].value.data)
  );
  const weights = Array.from(network.parameters[0].value.data);
  const [learnt, judged] = [train, test].map((split) =>
    new Examples(engine, split, { batch: 1000 })
  );
  const penalty = weights.reduce((sum, w) => sum + w * w, 0) / (2 * train.count);
  const objective = evaluate(network, learnt).loss + penalty;
  const { accuracy, loss, predictions } = evaluate(network, judged);
  const inputs = engine.matrix(1000, 784), labels = test.labels.subarray(0, 1000);
  return {
    /** The images. */
    dataset,
    /** W1, row after row. */
    weights,
    /** How many passes the fit took. */
    passes,
    /** What the fit made small. */
    objective,
    /** The share of the test images that are read right. */
    accuracy,
    /** Their mean loss. */
    loss,
    /** What is read in each. */
    predictions,
    /** Those that are misread. */
    wrong: [...test.labels.keys()].filter((i) => predictions[i] !== test.labels[i]),
    /** The loss of a test image. */
    lossOf: (i: number) => network.forward(judged.batch(i, i + 1)).loss,
    /** The ten scores of an image, its bytes given. */
    scoresOf(bytes: Uint8Array): number[] {
      inputs.data.set(Array.from(bytes, (byte) => byte / 255));
      network.forward({ inputs, labels });
      return Array.from(network.trace().get("Z1")!.data.subarray(0, 10));
    },
    /** The share of the first thousand test images that are read right when pushed to the right. */
    pushed(shift: number): number {
      for (let row = 0; row < 28_000; row++) {
        const from = test.images.subarray(28 * row, 28 * (row + 1) - shift);
        inputs.data.fill(0, 28 * row, 28 * (row + 1));
        inputs.data.set(Array.from(from, (byte) => byte / 255), 28 * row + shift);
      }
      return countRight(network.forward({ inputs, labels }).probabilities, labels) / 1000;
    },
  };
}
