/**
 * Trainings that never end, taken bit by bit.
 *
 * @module
 */
import { type Dataset, firstTrainImages } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Crew } from "../../src/train/crew.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { outlineOfDataset, Training, trainingBytes } from "../../src/train/training.ts";
import { checkClose } from "./check.ts";

/** The default recipe with another network or batch, at a rate at which none of them diverges. */
export function endlessRecipe(changes: Partial<Pick<Recipe, "hidden" | "batch">> = {}): Recipe {
  return { ...DEFAULT_RECIPE, rate: 0.01, epochs: 1e9, ...changes };
}

/** What a training runs on, instead of an engine of its own. */
export interface Place {
  /** Threads. */
  readonly crew?: Crew;
  /** Puts something around the engine. */
  readonly around?: (engine: Engine) => Engine;
}

/** A training of all the images; one of them is judged after an epoch, because a training must. */
export function endlessTraining(recipe: Recipe, dataset: Dataset, place: Place = {}): Training {
  const { test, rows, columns } = dataset;
  const judged = {
    images: test.images.subarray(0, rows * columns),
    labels: test.labels.subarray(0, 1),
    count: 1,
  };
  const outline = outlineOfDataset({ ...dataset, test: judged });
  const engine = place.crew?.engage({ program: "training", recipe, outline }) ??
    createEngine(recipe.engine, { capacity: trainingBytes(recipe, outline) });
  return new Training(place.around?.(engine) ?? engine, recipe, outline);
}

/** Takes one step of a training, each time it is called. */
export function stepOf(training: Training): () => void {
  const run = training.run();
  return () => {
    while (run.next().value!.kind !== "step");
  };
}

/** Takes one epoch of a training, each time it is called. */
export function epochOf(training: Training): () => void {
  const run = training.run();
  return () => {
    while (run.next().value!.kind !== "epoch");
  };
}

/** Takes two steps, and compares the weights with those of the plain engine after the same. */
export function checkSteps(recipe: Recipe, dataset: Dataset, place: Place = {}): void {
  const few = firstTrainImages(dataset, 2 * recipe.batch);
  const after = (recipe: Recipe, place: Place) => {
    const training = endlessTraining(recipe, few, place), step = stepOf(training);
    step();
    step();
    place.crew?.dismiss();
    return training.network.parameters;
  };
  const expected = after({ ...recipe, engine: "plain" }, {}), found = after(recipe, place);
  for (const [i, { name, value: { data } }] of found.entries()) {
    const what = `${name} of ${recipe.hidden}, batch ${recipe.batch}`;
    checkClose(data, { expected: expected[i].value.data, tolerance: 1e-6, what });
  }
}
