/** Networks of every kind of layer, trained for a moment, and what they read in a hundred digits. */
import { firstTrainImages } from "../../src/data/dataset.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES } from "../../src/engine/engine.ts";
import type { Network } from "../../src/nn/network.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";

/** The digits that are read. */
export const COUNT = 100;

const conv = { hidden: [], rate: 0.05, dropout: 0.3 };

/** What is different from the default recipe, by what is tested. */
export const RECIPES: Record<string, Partial<Recipe>> = {
  "a linear model": { hidden: [] },
  ...Object.fromEntries(
    ACTIVATION_NAMES.map((
      activation,
    ) => [`${activation}, dense`, { activation, rate: 0.1, hidden: [24, 16] }]),
  ),
  "f64 weights": { engine: "plain", hidden: [8] },
  "convolutions with strides": { ...conv, conv: [4, 6], kernel: 5, stride: 2 },
  "convolutions with padding, pooling and dense layers": {
    ...{ ...conv, conv: [3, 5], kernel: 3, stride: 1, padding: 1, pool: 2 },
    ...{ hidden: [20, 12], activation: "tanh" },
  },
  "a pooling that leaves pixels out, and an even kernel": {
    ...{ ...conv, conv: [5], kernel: 4, stride: 3, padding: 2, pool: 4, activation: "identity" },
  },
};

/** A trained network, and the first test digits with the probabilities that it gives them. */
export interface DigitNetwork {
  readonly network: Network;
  /** (COUNT, 784), pixels divided by 255. */
  readonly images: Float32Array;
  /** (COUNT, 10). */
  readonly probabilities: Float64Array;
  /** What an export is told besides. */
  readonly options: { labels: readonly number[]; image: { rows: number; columns: number } };
}

let loaded: ReturnType<typeof loadMnist> | undefined;

/** Trains with a recipe on the first 640 digits. */
export async function digitNetwork(change: Partial<Recipe>): Promise<DigitNetwork> {
  const dataset = firstTrainImages(await (loaded ??= loadMnist()), 640);
  const recipe: Recipe = { ...DEFAULT_RECIPE, epochs: 1, batch: 32, ...change };
  const images = dataset.test.images.subarray(0, COUNT * 784);
  const test = { images, labels: dataset.test.labels.subarray(0, COUNT), count: COUNT };
  const session = new Session(createEngine(recipe.engine), {
    recipe,
    dataset: { ...dataset, test },
  });
  for (const _ of session.run());
  const { network } = session;
  network.mode = "evaluation";
  return {
    network,
    images: Float32Array.from(images, (pixel) => pixel / 255),
    probabilities: Float64Array.from(
      network.forward(session.test.batch(0, COUNT)).probabilities.data,
    ),
    options: { labels: dataset.labels, image: { rows: dataset.rows, columns: dataset.columns } },
  };
}
