import type { BaselineRecipe } from "../baseline/recipe.ts";
import { courseSplit } from "../data/course_split.ts";
import { type Dataset, firstTrainImages } from "../data/dataset.ts";
import { loadFolder } from "../data/folder.ts";
import { loadMnist } from "../data/mnist.ts";
import { MNIST, type Recipe, type RecipeKind } from "../train/recipe.ts";

/** The dataset that a recipe names, cut to its `limit`; for a baseline, split anew by its seed. */
export async function loadDataset(
  recipe: Pick<Recipe, "data" | "limit"> & { readonly kind?: RecipeKind } | BaselineRecipe,
): Promise<Dataset> {
  const { data, limit } = recipe;
  const dataset = data === MNIST ? await loadMnist() : await loadFolder(data);
  if (recipe.kind === "baseline") return courseSplit(dataset, recipe);
  return limit === null ? dataset : firstTrainImages(dataset, limit);
}
