/**
 * Trainings that never end, taken step by step.
 *
 * @module
 */
import { type Dataset, firstTrainImages } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Network } from "../../src/nn/network.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { checkClose } from "./check.ts";
import { type Around, wrapEngine } from "./wrapped_engine.ts";

/** A training without end. */
export interface Endless {
  /** What is trained. */
  readonly network: Network;
  /** Takes a step, or ends an epoch, and says which. */
  readonly advance: () => "step" | "epoch";
}

/** The default recipe with these hidden layers, at a rate at which no network diverges. */
export function endlessRecipe(hidden = DEFAULT_RECIPE.hidden): Recipe {
  return { ...DEFAULT_RECIPE, hidden, rate: 0.01, epochs: 1e9 };
}

/** Training on all the images as `deno task train` does it; `around` goes round every operation. */
export function endlessTraining(recipe: Recipe, dataset: Dataset, around?: Around): Endless {
  const { test, rows, columns } = dataset;
  // A training reads the test images after each epoch: one is enough here.
  const one = { images: test.images.subarray(0, rows * columns), labels: test.labels, count: 1 };
  const engine = createEngine(recipe.engine);
  const session = new Session(around ? wrapEngine(engine, around) : engine, {
    recipe,
    dataset: { ...dataset, test: one },
  });
  const run = session.run();
  return { network: session.network, advance: () => run.next().value!.kind };
}

/** Takes one step of a training, each time it is called. */
export function stepOf({ advance }: Endless): () => void {
  return () => {
    while (advance() !== "step");
  };
}

/** Takes two steps, and compares the weights with those of the plain engine after the same. */
export function checkSteps(recipe: Recipe, dataset: Dataset, around?: Around): void {
  const few = firstTrainImages(dataset, 2 * recipe.batch);
  const after = (recipe: Recipe, around?: Around) => {
    const training = endlessTraining(recipe, few, around), step = stepOf(training);
    step();
    step();
    return training.network.parameters;
  };
  const expected = after({ ...recipe, engine: "plain" });
  for (const [i, { name, value: { data } }] of after(recipe, around).entries()) {
    const what = `${name} of ${recipe.hidden}`;
    checkClose(data, { expected: expected[i].value.data, tolerance: 1e-6, what });
  }
}
