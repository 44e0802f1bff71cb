/**
 * A trained network as a file: its weights, and the recipe that made them.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import {
  dataSha256,
  decodeSafetensors,
  encodeSafetensors,
  type Tensor,
} from "../safetensors/safetensors.ts";
import type { BaselineRecipe } from "./baseline_recipe.ts";
import type { Recipe } from "./recipe.ts";

/** The file of a run that holds the weights. */
export const MODEL_FILE = "model.safetensors";

/** What a model file holds. */
export interface Model {
  /** How it was made. */
  readonly recipe: Recipe | BaselineRecipe;
  /** The sizes of the layers, inputs and classes included. */
  readonly sizes: readonly number[];
  /** `dense1.weight` (inputs, outputs), `dense1.bias` (outputs), `dense2.weight`, … */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The parameters of a network by name: weights (inputs, outputs), biases (outputs). */
export function tensorsOf(network: Network): [string, Tensor][] {
  return network.parameters.map(({ name, value: { rows, columns, data } }) => [
    name,
    { shape: name.endsWith(".bias") ? [columns] : [rows, columns], data },
  ]);
}

/** The SHA-256 of a network's weights and biases, in the order of its layers. */
export function weightsSha256(network: Network): string {
  return dataSha256(tensorsOf(network));
}

/** A network as the bytes of a safetensors file, with the recipe in its metadata. */
export function encodeModel(network: Network, recipe: Recipe | BaselineRecipe): Uint8Array {
  return encodeSafetensors(tensorsOf(network), {
    producer: "ardoise",
    recipe: JSON.stringify(recipe),
  });
}

/**
 * Reads a file that {@linkcode encodeModel} made.
 *
 * @throws {UserError} When it is cut, edited, or not a network of dense layers.
 */
export function decodeModel(bytes: Uint8Array): Model {
  const { tensors, metadata } = decodeSafetensors(bytes, { verify: true });
  if (metadata.producer !== "ardoise" || !metadata.recipe) throw notAModel("recipe");
  const sizes: number[] = [];
  for (let number = 1; tensors.has(`dense${number}.weight`); number++) {
    const { shape } = tensors.get(`dense${number}.weight`)!;
    const bias = tensors.get(`dense${number}.bias`);
    const follows = number === 1 || shape[0] === sizes[sizes.length - 1];
    if (shape.length !== 2 || bias?.shape.length !== 1 || bias.shape[0] !== shape[1] || !follows) {
      throw notAModel(`dense${number}`);
    }
    if (number === 1) sizes.push(shape[0]);
    sizes.push(shape[1]);
  }
  if (sizes.length === 0) throw notAModel("dense1.weight");
  // The digest of the file has been checked: the recipe is the one that was written.
  return { recipe: JSON.parse(metadata.recipe), sizes, tensors };
}

/** Copies the weights of a model into a network of the same sizes. */
export function restoreWeights(network: Network, model: Pick<Model, "tensors">): void {
  for (const { name, value } of network.parameters) value.data.set(model.tensors.get(name)!.data);
}

function notAModel(what: string): UserError {
  return new UserError({
    en: `this safetensors file is not a model of Ardoise's (see ${what}): give a run that ` +
      "deno task train made",
    fr: `ce fichier safetensors n’est pas un modèle d’Ardoise (voir ${what})\u00a0: donnez un ` +
      "entraînement fait par deno task train",
  });
}
