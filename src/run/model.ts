/**
 * A trained network as a file: its weights, its layers, and the recipe that made them.
 *
 * @module
 */
import type { BaselineRecipe } from "../baseline/recipe.ts";
import type { Engine } from "../engine/engine.ts";
import { UserError } from "../errors.ts";
import type { LayerDescription } from "../nn/layer.ts";
import { makeLayers } from "../nn/layers.ts";
import { Network } from "../nn/network.ts";
import {
  dataSha256,
  decodeSafetensors,
  encodeSafetensors,
  type Tensor,
} from "../safetensors/safetensors.ts";
import type { Recipe } from "../train/recipe.ts";
import { checkRecipe } from "./recipe_shape.ts";

/** What a model file holds. */
export interface Model {
  /** How it was made. */
  readonly recipe: Recipe | BaselineRecipe;
  /** What the network is made of, first layer first. */
  readonly layers: readonly LayerDescription[];
  /** Weights and biases: `dense1.weight` (inputs, outputs), `dense1.bias` (outputs), … */
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

/** A network as the bytes of a safetensors file, with its layers and the recipe in the metadata. */
export function encodeModel(network: Network, recipe: Recipe | BaselineRecipe): Uint8Array {
  return encodeSafetensors(tensorsOf(network), {
    producer: "ardoise",
    layers: JSON.stringify(network.layers.map(({ description }) => description)),
    recipe: JSON.stringify(recipe),
  });
}

/**
 * Reads a file that {@linkcode encodeModel} made. Whether its layers and tensors fit together is seen
 * when {@linkcode networkOf} makes the network.
 *
 * @throws {UserError} When it is cut or edited, or not a model.
 */
export function decodeModel(bytes: Uint8Array): Model {
  const { tensors, metadata } = decodeSafetensors(bytes, { verify: true });
  if (metadata.producer !== "ardoise") throw notAModel("producer");
  const layers = fromJson(metadata, "layers"), recipe = fromJson(metadata, "recipe");
  if (!Array.isArray(layers) || !layers.every(isLayer)) throw notAModel("layers");
  checkRecipe(recipe);
  return { layers, recipe, tensors };
}

/**
 * Makes the network of a model, with its weights.
 *
 * @throws {UserError} When its layers are not known, or its tensors do not fit them or are not finite.
 */
export function networkOf(engine: Engine, { layers, tensors }: Model): Network {
  let network: Network;
  const most = Math.max(0, ...Array.from(tensors.values(), ({ data }) => data.length));
  // Before any memory is taken for it.
  if (layers.some(({ kind, inputs, outputs }) => kind === "dense" && inputs * outputs > most)) {
    throw notAModel("layers");
  }
  try {
    network = new Network(engine, makeLayers(engine, layers));
  } catch (error) {
    throw error instanceof RangeError ? notAModel(`layers: ${error.message}`) : error;
  }
  for (const [name, { shape }] of tensorsOf(network)) {
    const tensor = tensors.get(name);
    if (tensor?.shape.join() !== shape.join() || !tensor.data.every(Number.isFinite)) {
      throw notAModel(name);
    }
  }
  for (const { name, value } of network.parameters) value.data.set(tensors.get(name)!.data);
  return network;
}

function fromJson(metadata: Readonly<Record<string, string>>, key: string): unknown {
  try {
    return JSON.parse(metadata[key]);
  } catch {
    throw notAModel(key);
  }
}

function isLayer(value: unknown): value is LayerDescription {
  return typeof value === "object" && value !== null &&
    typeof (value as LayerDescription).kind === "string";
}

function notAModel(what: string): UserError {
  return new UserError({
    en: `this safetensors file is not a model of Ardoise's (see ${what}): give a run that ` +
      "deno task train made",
    fr: `ce fichier safetensors n’est pas un modèle d’Ardoise (voir ${what})\u00a0: donnez un ` +
      "entraînement fait par deno task train",
  });
}
