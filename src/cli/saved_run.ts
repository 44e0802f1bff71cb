/**
 * The options of a command that reads a saved run: see `openRun` in `src/run/saved_run.ts`.
 *
 * @module
 */
import type { OpenedModel } from "../run/saved_run.ts";
import { MNIST } from "../train/recipe.ts";
import { flag, path, word } from "./options/option.ts";
import type { CommandContext } from "./run.ts";

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

/** Says that a run is not finished, where it is not, and how to go on with it. */
export function warnUnfinished(
  { name, unfinished }: OpenedModel,
  { warn }: Pick<CommandContext, "warn">,
): void {
  if (!unfinished) return;
  const { done, epochs, resumable } = unfinished, command = `deno task train --resume ${name}`;
  warn({
    en: `run ${name} is not finished: epoch ${done} of ${epochs}` +
      (resumable ? `; go on with: ${command}` : ""),
    fr: `l’entraînement ${name} n’est pas terminé\u00a0: époque ${done} sur ${epochs}` +
      (resumable ? `\u00a0; reprenez avec\u00a0: ${command}` : ""),
  });
}
