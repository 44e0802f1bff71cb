/**
 * The short trainings that must give the same weights in Deno and in browsers.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Recipe } from "../../src/train/recipe.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { clean, stripes } from "../train/stripes.ts";

/** What is trained, and on what. */
export interface ShortTraining {
  readonly recipe: Recipe;
  readonly dataset: Dataset;
}

const recipe: Recipe = { ...DEFAULT_RECIPE, batch: 17, epochs: 3 };
const noisy = stripes({ train: 130, test: 40 }), sparse = clean(noisy);

/** Every activation, images of which all bytes are kept and images of which lists are. */
export const SHORT_TRAININGS: Readonly<Record<string, ShortTraining>> = {
  "relu, lists": { recipe: { ...recipe, hidden: [65, 34] }, dataset: sparse },
  "tanh, lists": { recipe: { ...recipe, hidden: [19], activation: "tanh" }, dataset: sparse },
  "sigmoid, bytes": {
    recipe: { ...recipe, hidden: [64, 7], activation: "sigmoid", schedule: "cosine" },
    dataset: noisy,
  },
};
