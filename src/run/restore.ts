/**
 * A saved network, ready to read the test images of a dataset.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import { Examples } from "../train/examples.ts";
import { type Model, networkOf } from "./model.ts";

/**
 * Makes the network of a model, and gives it the test images.
 *
 * @throws {UserError} When the images have another size, or more classes, than the model knows.
 */
export function restore(
  engine: Engine,
  { model, dataset }: { model: Model; dataset: Dataset },
): { network: Network; test: Examples } {
  const network = networkOf(engine, model), wanted = network.sizes[0];
  const known = network.sizes.at(-1)!;
  const { rows, columns, classes, test } = dataset;
  if (rows * columns !== wanted || classes > known) {
    const found = `${rows}×${columns} = ${rows * columns}`;
    throw new UserError({
      en:
        `the model reads images of ${wanted} pixels in ${known} classes, and ${dataset.name} has ` +
        `images of ${found} pixels in ${classes} classes: give the dataset that it was trained on ` +
        "with --data",
      fr: `le modèle lit des images de ${wanted} pixels en ${known} classes, et ${dataset.name} ` +
        `contient des images de ${found} pixels en ${classes} classes\u00a0: donnez avec --data ` +
        "le jeu de données de son entraînement",
    });
  }
  return { network, test: new Examples(engine, test) };
}
