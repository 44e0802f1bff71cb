/**
 * What there is to know of a dataset before its numbers are believed.
 *
 * @module
 */
import { join } from "node:path";
import type { TestSet } from "../data/dataset.ts";
import { areCornersFull } from "../data/statistics.ts";
import { printable } from "../printable.ts";
import type { DataRecipe } from "../run/load_dataset.ts";
import { MNIST } from "../train/recipe.ts";
import type { CommandContext } from "./run.ts";

/**
 * Points out, a line each: a folder that has the name of the dataset that was read instead; paper and
 * ink that seem to be exchanged; images that are transposed because those of the run were; images of
 * EMNIST that lie on their side.
 */
export async function noteData(
  dataset: TestSet,
  { data, transpose }: Pick<DataRecipe, "data" | "transpose">,
  { given, folder, warn }: CommandContext,
): Promise<void> {
  const name = printable(dataset.name);
  if (data === MNIST && given.has("data") && await isFolder(join(folder, MNIST))) {
    warn({
      en: `--data ${MNIST} is the dataset MNIST; for the folder of that name: --data ./${MNIST}`,
      fr:
        `--data ${MNIST} désigne le jeu de données MNIST\u00a0; pour le dossier de ce nom\u00a0: ` +
        `--data ./${MNIST}`,
    });
  }
  if (areCornersFull(dataset)) {
    warn({
      en: `the corners of the images of ${name} are full of ink, paper and ink may be exchanged: ` +
        "here 0 is paper and 255 is ink",
      fr: `les coins des images de ${name} sont pleins d’encre, papier et encre sont peut-être ` +
        "échangés\u00a0: ici 0 est le papier et 255 l’encre",
    });
  }
  if (transpose && given.has("data") && !given.has("transpose")) {
    warn({
      en:
        `the run had its images transposed, and so are those of ${name}: --no-transpose if they ` +
        "are upright",
      fr: `les images de l’entraînement étaient transposées, celles de ${name} le sont ` +
        "aussi\u00a0: --no-transpose si elles sont droites",
    });
  }
  if (/^emnist-/i.test(name) && !transpose && !given.has("transpose")) {
    warn({
      en: `${name}, as published, lies on its side: --transpose puts its images upright`,
      fr: `${name}, tel qu’il est publié, est couché\u00a0: --transpose redresse ses images`,
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
}
