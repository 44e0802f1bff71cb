/**
 * The options of a command that reads a saved run, and the run that they name.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { createEngine } from "../engine/create.ts";
import { inFile } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import { latestRun, readRunFile } from "../results/results.ts";
import type { Examples } from "../train/examples.ts";
import { decodeModel, type Model, MODEL_FILE } from "../run/model.ts";
import { restore } from "../run/restore.ts";
import { loadDataset } from "../run/load_dataset.ts";
import { path, word } from "./options/option.ts";
import { RESULTS } from "./results_folder.ts";

/** Which run, and on which images. */
export const savedRunOptions = {
  run: word({
    text: {
      en: "Name of the run, as deno task train wrote it; the newest if left out",
      fr:
        "Nom de l’entraînement, comme deno task train l’a écrit\u00a0; par défaut, le plus récent",
    },
  }),
  data: path({
    text: {
      en: "Folder of the dataset to read; the one it was trained on if left out",
      fr: "Dossier du jeu de données à lire\u00a0; par défaut, celui de l’entraînement",
    },
  }),
};

/** A run that was opened. */
export interface SavedRun {
  /** Its name. */
  readonly name: string;
  /** Its weights and recipe. */
  readonly model: Model;
  /** The dataset that is read. */
  readonly dataset: Dataset;
  /** The network, with the weights of the run. */
  readonly network: Network;
  /** The test images, where the network can read them. */
  readonly test: Examples;
}

/** Opens the run that the options name. */
export async function openRun(
  { run, data }: { readonly run?: string; readonly data?: string },
): Promise<SavedRun> {
  const name = run ?? await latestRun(RESULTS);
  const bytes = await readRunFile(RESULTS, { name, file: MODEL_FILE });
  const model = inFile(`results/${name}/${MODEL_FILE}`, () => decodeModel(bytes));
  const { recipe } = model;
  // A baseline's test images are those of its own split: others were learnt from.
  const dataset = await loadDataset({ ...recipe, data: data ?? recipe.data, limit: null });
  return { name, model, dataset, ...restore(createEngine(recipe.engine), { model, dataset }) };
}
