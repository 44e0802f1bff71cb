import type { BaselineRecipe } from "../baseline/recipe.ts";
import { ALL_PARTS, type Part, TEST_PARTS } from "../data/assemble.ts";
import { courseSplit } from "../data/course_split.ts";
import { type Dataset, firstTrainImages, type TestSet } from "../data/dataset.ts";
import { folderSource } from "../data/folder.ts";
import { mnistSource } from "../data/mnist.ts";
import { readDataset, readTestSet, type Source, transposed } from "../data/source.ts";
import { MNIST, type Recipe, type RecipeKind } from "../train/recipe.ts";

/** What a recipe says of its data. */
export type DataRecipe =
  | Pick<Recipe, "data" | "limit" | "transpose"> & { readonly kind?: RecipeKind }
  | BaselineRecipe;

/**
 * The dataset that a recipe names, cut to its `limit`; for a baseline, split anew by its seed. Its
 * classes are `labels`, or those of the training images.
 */
export async function loadDataset(
  recipe: DataRecipe,
  options: { readonly labels?: readonly number[] } = {},
): Promise<Dataset> {
  const { limit } = recipe;
  const dataset = await readDataset(await sourceOf(recipe, ALL_PARTS), options);
  if (recipe.kind === "baseline") return courseSplit(dataset, recipe);
  return limit === null ? dataset : firstTrainImages(dataset, limit);
}

/** The test images of the dataset that a recipe names, of the classes `labels`. */
export async function loadTestSet(
  recipe: DataRecipe,
  options: { readonly labels: readonly number[] },
): Promise<TestSet> {
  const source = await sourceOf(recipe, TEST_PARTS);
  // A baseline's test images are those of its own split: others were learnt from.
  if (recipe.kind === "baseline" && source.whole) return await loadDataset(recipe, options);
  return await readTestSet(source, options);
}

/** The whole dataset that a recipe names, of the classes `labels`, or its test images alone. */
export async function loadWhatIsThere(
  recipe: DataRecipe,
  options: { readonly labels: readonly number[] },
): Promise<TestSet & Partial<Pick<Dataset, "train">>> {
  const { whole } = await sourceOf(recipe, TEST_PARTS);
  return await (whole ? loadDataset : loadTestSet)(recipe, options);
}

async function sourceOf(recipe: DataRecipe, needed: readonly Part[]): Promise<Source> {
  const { data, transpose } = recipe;
  const source = data === MNIST ? mnistSource : await folderSource(data, needed);
  return transpose ? transposed(source) : source;
}
