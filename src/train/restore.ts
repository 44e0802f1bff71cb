/**
 * A saved network, ready to read the test images of a dataset.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { createEngine } from "../engine/create.ts";
import { imagesScratch } from "../engine/wasm_images.ts";
import { UserError } from "../errors.ts";
import { Network, networkBytes, type NetworkShape } from "../nn/network.ts";
import { Examples, examplesBytes, outlineOf } from "./examples.ts";
import { type Model, restoreWeights } from "./model.ts";
import { EVALUATION_BATCH } from "./training.ts";

/**
 * Makes the network of a model, on the engine that trained it, and gives it the test images.
 *
 * @throws {UserError} When the images have another size, or more classes, than the model knows.
 */
export function restore(model: Model, dataset: Dataset): { network: Network; test: Examples } {
  const { recipe, sizes } = model;
  const { rows, columns, classes, test } = dataset;
  if (rows * columns !== sizes[0] || classes > sizes[sizes.length - 1]) {
    const wanted = `${sizes[0]}`, known = `${sizes[sizes.length - 1]}`;
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
  const activation = recipe.kind === "baseline" ? "relu" : recipe.activation; // a linear model has none
  const shape: NetworkShape = { sizes, activation, capacity: EVALUATION_BATCH };
  const outline = outlineOf(test), room = { batch: shape.capacity };
  const engine = createEngine(recipe.engine, {
    capacity: networkBytes(shape) + examplesBytes(outline, room) +
      imagesScratch(outline.columns, 0),
  });
  const network = new Network(engine, shape);
  restoreWeights(network, model);
  return { network, test: new Examples(engine, outline, room) };
}
