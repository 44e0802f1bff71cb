/**
 * The options of a command that reads a saved run: see `openRun` in `src/run/saved_run.ts`.
 *
 * @module
 */
import { MNIST } from "../train/recipe.ts";
import { flag, path, word } from "./options/option.ts";

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
    word: MNIST,
    text: {
      en: "Folder of the dataset to read; the one it was trained on if left out",
      fr: "Dossier du jeu de données à lire\u00a0; par défaut, celui de l’entraînement",
    },
  }),
  transpose: flag({
    text: {
      en:
        "Exchange rows and columns of the images, or not (--no-transpose); as the run did if left " +
        "out",
      fr:
        "Échanger lignes et colonnes des images, ou non (--no-transpose)\u00a0; par défaut, comme " +
        "à l’entraînement",
    },
  }),
};
