/**
 * A saved network, ready to read the test images of a dataset.
 *
 * @module
 */
import type { TestSet } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import { Examples } from "../train/examples.ts";
import { type Model, networkOf } from "./model.ts";

/**
 * Makes the network of a model, and gives it the test images.
 *
 * @throws {UserError} When the images have another size than those that the model was trained on.
 */
export function restore(
  engine: Engine,
  { model, dataset }: { model: Model; dataset: TestSet },
): { network: Network; test: Examples } {
  const network = networkOf(engine, model), [inputs] = network.sizes, { image } = model;
  const { rows, columns, test } = dataset;
  const fits = image ? rows === image.rows && columns === image.columns : rows * columns === inputs;
  if (!fits) {
    const wanted = image ? `${image.rows}×${image.columns}` : `${inputs}`;
    throw new UserError({
      en: `the model reads images of ${wanted} pixels, and ${dataset.name} has images of ` +
        `${rows}×${columns}: give the dataset that it was trained on with --data`,
      fr: `le modèle lit des images de ${wanted} pixels, et ${dataset.name} contient des images ` +
        `de ${rows}×${columns}\u00a0: donnez avec --data le jeu de données de son entraînement`,
    });
  }
  return { network, test: new Examples(engine, test) };
}
