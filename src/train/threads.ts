import type { BaselineRecipe } from "./baseline_recipe.ts";
import type { Recipe } from "./recipe.ts";

/** The most threads that are of use: each takes 16 columns or more of the first hidden layer. */
const COLUMNS = 16;

/** Batch size times neurons of the first hidden layer, below which meeting costs more than it gains. */
const LEAST_WORK = 1024;

/** The most threads that a baseline uses: its batches are large, and its rows many. */
const MOST_FOR_BASELINE = 4;

/**
 * How many threads train a recipe fastest: as many as there are cores and blocks of 16 neurons in the
 * first hidden layer, and one where there is too little to share. The weights are the same with any
 * number.
 *
 * @param recipe What is trained.
 * @param cores How many cores the machine has.
 */
export function threadsFor(recipe: Recipe | BaselineRecipe, cores: number): number {
  if (recipe.engine === "plain") return 1;
  if (recipe.kind === "baseline") return Math.min(cores, MOST_FOR_BASELINE);
  const [first = 0] = recipe.hidden;
  if (recipe.batch * first < LEAST_WORK || recipe.epochs === 0) return 1;
  return Math.max(1, Math.min(cores, Math.floor(first / COLUMNS)));
}
