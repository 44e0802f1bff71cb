/**
 * What a recipe that was read from a file should be.
 *
 * @module
 */
import type { BaselineRecipe } from "../baseline/recipe.ts";
import { ACTIVATION_NAMES, ENGINE_NAMES } from "../engine/engine.ts";
import { INITIALISATION_NAMES } from "../nn/initialise.ts";
import { SCHEDULE_NAMES } from "../optim/schedule.ts";
import { type Recipe, RECIPE_KINDS } from "../train/recipe.ts";
import { check, flag, limit, number, oneOf, type Shape, text, whole } from "./json_shape.ts";

const ANY = {
  data: text,
  hidden: [whole],
  init: oneOf(INITIALISATION_NAMES),
  seed: whole,
  limit,
  engine: oneOf(ENGINE_NAMES),
} satisfies Record<string, Shape>;

const TRAINING = {
  ...ANY,
  activation: oneOf(ACTIVATION_NAMES),
  epochs: whole,
  batch: whole,
  rate: number,
  schedule: oneOf(SCHEDULE_NAMES),
  shuffle: flag,
} satisfies Record<Exclude<keyof Recipe, "kind">, Shape>;

const BASELINE = {
  ...ANY,
  c: number,
  iterations: whole,
  tolerance: number,
} satisfies Record<Exclude<keyof BaselineRecipe, "kind">, Shape>;

/**
 * Checks a recipe, of a training or of a baseline.
 *
 * @throws {UserError} When it is another thing: where, what was wanted, what was found.
 */
export function checkRecipe(recipe: unknown): asserts recipe is Recipe | BaselineRecipe {
  check("recipe", recipe, { kind: oneOf([...RECIPE_KINDS, "baseline"]) });
  const { kind } = recipe as Recipe | BaselineRecipe;
  check("recipe", recipe, kind === "baseline" ? BASELINE : TRAINING);
}
