/**
 * A trained network as a file: its weights, its layers, and the recipe that made them.
 *
 * @module
 */
import type { BaselineRecipe } from "../baseline/recipe.ts";
import type { TestSet } from "../data/dataset.ts";
import { type Engine, ENGINE_NAMES } from "../engine/engine.ts";
import { windowCounts } from "../engine/windows.ts";
import { UserError } from "../errors.ts";
import type { LayerDescription } from "../nn/layer.ts";
import { makeLayers } from "../nn/layers.ts";
import { Network } from "../nn/network.ts";
import {
  dataSha256,
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsFile,
  type Tensor,
} from "../safetensors/safetensors.ts";
import { type Recipe, RECIPE_KINDS } from "../train/recipe.ts";
import { oneOf, text, whole } from "./json_shape.ts";

/** What a model file holds. */
export interface Model {
  /** How it was made. */
  readonly recipe: Recipe | BaselineRecipe;
  /** What the network is made of, first layer first. */
  readonly layers: readonly LayerDescription[];
  /** What each class is labelled: the network's output `c` stands for `labels[c]`. */
  readonly labels: readonly number[];
  /** The size of the images that it reads; left out of old files. */
  readonly image?: Pick<TestSet, "rows" | "columns">;
  /** Weights and biases: `dense1.weight` (inputs, outputs), `dense1.bias` (outputs), … */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Weights of a layer that can be made before it is known whether its tensor is there: 64 MB. */
const SMALL = 2 ** 24;

/** What of a recipe the model is opened with. */
const RECIPE = {
  kind: oneOf([...RECIPE_KINDS, "baseline"]),
  data: text,
  seed: { accepts: (seed: unknown) => whole.accepts(seed) && Number(seed) < 2 ** 32 },
  engine: oneOf(ENGINE_NAMES),
};

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

/**
 * A network as the bytes of a safetensors file. In the metadata: its layers, its recipe, and the labels
 * and the size of the images of its dataset. `more` is written beside them.
 */
export function encodeModel(
  network: Network,
  options: {
    readonly recipe: Recipe | BaselineRecipe;
    readonly dataset: TestSet;
    readonly more?: Pick<SafetensorsFile, "tensors" | "metadata">;
  },
): Uint8Array {
  const { recipe, dataset: { labels, rows, columns }, more } = options;
  return encodeSafetensors([...tensorsOf(network), ...more?.tensors ?? []], {
    ...more?.metadata,
    producer: "ardoise",
    layers: JSON.stringify(network.layers.map(({ description }) => description)),
    recipe: JSON.stringify(recipe),
    labels: JSON.stringify(labels),
    image: JSON.stringify({ rows, columns }),
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
  if (!isObject(recipe)) throw notAModel("recipe");
  for (const [key, { accepts }] of Object.entries(RECIPE)) {
    if (!accepts(recipe[key])) throw notAModel(`recipe.${key}`);
  }
  return {
    labels: labelsFrom(metadata, layers),
    image: imageFrom(metadata),
    layers: layers as unknown as LayerDescription[],
    recipe: recipe as unknown as Recipe | BaselineRecipe,
    tensors,
  };
}

/**
 * Makes the network of a model, with its weights, to be read with: dropout drops nothing.
 *
 * @throws {UserError} When its layers are not known, or its tensors do not fit them or are not finite.
 */
export function networkOf(engine: Engine, model: Model): Network {
  const { layers, tensors, labels, image } = model;
  // Before memory is taken for what the file cannot hold.
  const most = Math.max(SMALL, ...Array.from(tensors.values(), ({ data }) => data.length));
  if (layers.some((layer) => weightsOf(layer) > most)) throw notAModel("layers");
  let network: Network;
  try {
    network = new Network(engine, makeLayers(engine, layers));
  } catch (error) {
    throw error instanceof RangeError ? notAModel(`layers: ${error.message}`) : error;
  }
  if (labels.length !== network.sizes.at(-1)) throw notAModel("labels");
  if (image && image.rows * image.columns !== network.sizes[0]) throw notAModel("image");
  for (const [name, { shape }] of tensorsOf(network)) {
    const tensor = tensors.get(name);
    if (tensor?.shape.join() !== shape.join() || !tensor.data.every(Number.isFinite)) {
      throw notAModel(name);
    }
  }
  for (const { name, value } of network.parameters) value.data.set(tensors.get(name)!.data);
  network.mode = "evaluation";
  return network;
}

/** How many weights a layer says that it has. */
function weightsOf({ kind, inputs, outputs, windows }: LayerDescription): number {
  if (kind === "dense") return inputs * outputs;
  if (kind !== "conv" || !windows) return 0;
  const counts = windowCounts(windows), filters = outputs / (counts.height * counts.width);
  return windows.kernel ** 2 * windows.channels * filters;
}

/** The labels of the classes; from 0 in files of old, which do not say. */
function labelsFrom(
  metadata: Readonly<Record<string, string>>,
  layers: readonly Record<string, unknown>[],
): number[] {
  if (metadata.labels === undefined) {
    const classes = Math.min(256, Number(layers.at(-1)?.outputs));
    return Array.from({ length: classes }, (_, label) => label);
  }
  const labels = fromJson(metadata, "labels");
  const isLabel = (label: unknown) => whole.accepts(label) && Number(label) <= 255;
  if (!Array.isArray(labels) || !labels.every(isLabel)) throw notAModel("labels");
  if (new Set(labels).size !== labels.length) throw notAModel("labels");
  return labels;
}

function imageFrom(metadata: Readonly<Record<string, string>>): Model["image"] {
  if (metadata.image === undefined) return undefined;
  const image = fromJson(metadata, "image");
  if (!isObject(image)) throw notAModel("image");
  const { rows, columns } = image;
  if (!whole.accepts(rows) || !whole.accepts(columns)) throw notAModel("image");
  return { rows: Number(rows), columns: Number(columns) };
}

function fromJson(metadata: Readonly<Record<string, string>>, key: string): unknown {
  try {
    return JSON.parse(metadata[key]);
  } catch {
    throw notAModel(key);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isLayer(value: unknown): value is Record<string, unknown> {
  return isObject(value) && typeof value.kind !== "object"; // its kind is quoted
}

function notAModel(what: string): UserError {
  return new UserError({
    en: `this safetensors file is not a model of Ardoise's (see ${what}): give a run that ` +
      "deno task train made",
    fr: `ce fichier safetensors n’est pas un modèle d’Ardoise (voir ${what})\u00a0: donnez un ` +
      "entraînement fait par deno task train",
  });
}
