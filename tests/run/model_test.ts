import assert from "node:assert/strict";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { createEngine } from "../../src/engine/create.ts";
import { ENGINE_NAMES } from "../../src/engine/engine.ts";
import { UserError } from "../../src/errors.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import {
  decodeModel,
  encodeModel,
  networkOf,
  tensorsOf,
  weightsSha256,
} from "../../src/run/model.ts";
import { restore } from "../../src/run/restore.ts";
import { encodeSafetensors, type Tensor } from "../../src/safetensors/safetensors.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertTold } from "../data/told.ts";
import { stripes } from "../train/stripes.ts";

const dataset = stripes({ train: 130, test: 40 });
const RECIPE: Recipe = { ...DEFAULT_RECIPE, hidden: [19, 7], batch: 12, epochs: 1 };

/** A network on the stripes, trained for an epoch. */
function trained(recipe: Recipe) {
  const session = new Session(createEngine(recipe.engine), { recipe, dataset });
  for (const _ of session.run());
  return session;
}

for (const engine of ENGINE_NAMES) {
  for (const change of [{}, { hidden: [] }, { activation: "tanh" }] satisfies Partial<Recipe>[]) {
    Deno.test(`a model that was saved and restored reads as it did: ${JSON.stringify(change)} (${engine})`, () => {
      const { network, recipe, test } = trained({ ...RECIPE, engine, ...change });
      const before = evaluate(network, test), bytes = encodeModel(network, { recipe, dataset });
      const model = decodeModel(bytes);
      assert.deepEqual(model.recipe, recipe);
      assert.deepEqual(model.layers, network.layers.map(({ description }) => description));
      const restored = restore(createEngine(engine), { model, dataset });
      assert.equal(weightsSha256(restored.network), weightsSha256(network));
      assert.deepEqual(evaluate(restored.network, restored.test), before);
      assert.deepEqual(encodeModel(restored.network, { recipe, dataset }), bytes);
      const f64 = networkOf(createEngine("plain"), model);
      assert.equal(weightsSha256(f64) === weightsSha256(network), engine === "plain");
    });
  }
}

const engine = createEngine("strict");
const { network } = trained(RECIPE);
const TENSORS = new Map(tensorsOf(network));
const LAYERS = network.layers.map(({ description }) => description);

Deno.test("a model of convolutions, pooling and dropout is made again with its weights", () => {
  const image = { height: 4, width: 4, channels: 1 },
    windows = { kernel: 3, stride: 1, padding: 1 };
  const rest = { pool: 2, hidden: [5], classes: 6, activation: "relu", dropout: 0.25 } as const;
  const layers = convnet(engine, { image, conv: [3, 2], ...windows, ...rest });
  const convolutional = new Network(engine, layers);
  convolutional.initialise("he", normalSource(new Xoshiro128(1)));
  const model = decodeModel(encodeModel(convolutional, { recipe: RECIPE, dataset }));
  const again = networkOf(createEngine("strict"), model);
  assert.deepEqual(again.layers.map(({ description }) => description), model.layers);
  assert.equal(weightsSha256(again), weightsSha256(convolutional));
  assert.deepEqual(model.tensors.get("conv2.weight")!.shape, [27, 2]);
});

Deno.test("a model keeps the labels and the size of the images of its dataset", () => {
  const primes = { ...dataset, labels: [2, 3, 5, 7, 11, 13] };
  const { labels, image } = decodeModel(encodeModel(network, { recipe: RECIPE, dataset: primes }));
  assert.deepEqual([labels, image], [primes.labels, { rows: 4, columns: 4 }]);
});

Deno.test("restore() refuses images of another size, and as many pixels in another shape", () => {
  const model = decodeModel(encodeModel(network, { recipe: RECIPE, dataset }));
  for (const size of [{ rows: 5, columns: 4 }, { rows: 2, columns: 8 }]) {
    assert.throws(
      () => restore(engine, { model, dataset: { ...dataset, ...size } }),
      (error) => assertTold(error, "4×4", `${size.rows}×${size.columns}`, "--data"),
    );
  }
});

Deno.test("a model file from before labels and sizes were kept is read: its labels count from 0", () => {
  const model = decodeModel(crafted({}));
  assert.deepEqual([model.labels, model.image], [[0, 1, 2, 3, 4, 5], undefined]);
  restore(engine, { model, dataset: { ...dataset, rows: 2, columns: 8 } });
  assert.throws(() => restore(engine, { model, dataset: { ...dataset, rows: 5 } }), UserError);
});

/** A file with a right digest, made of these parts. */
function crafted(
  change: {
    layers?: unknown;
    recipe?: unknown;
    producer?: string;
    tensors?: Record<string, Tensor | undefined>;
    metadata?: Record<string, string>;
    labels?: unknown;
    image?: unknown;
  },
): Uint8Array {
  const { layers = LAYERS, producer = "ardoise" } = change;
  const recipe = "recipe" in change ? change.recipe : RECIPE;
  const tensors = Object.entries({ ...Object.fromEntries(TENSORS), ...change.tensors });
  return encodeSafetensors(
    tensors.filter((entry): entry is [string, Tensor] => entry[1] !== undefined),
    change.metadata ?? {
      producer,
      layers: JSON.stringify(layers),
      recipe: JSON.stringify(recipe),
      ...("labels" in change && { labels: JSON.stringify(change.labels) }),
      ...("image" in change && { image: JSON.stringify(change.image) }),
    },
  );
}

const [first, ...others] = LAYERS, weights = TENSORS.get("dense1.weight")!;
const NaNs = {
  shape: [16, 19],
  data: Float32Array.from(weights.data, (w, i) => i === 7 ? NaN : w),
};
const { data: _, ...withoutData } = RECIPE, { engine: __, ...withoutEngine } = RECIPE;

/** What is crafted, and what the message says to see. */
const REFUSED: [what: string, change: Parameters<typeof crafted>[0], see: string][] = [
  ["no metadata", { metadata: {} }, "producer"],
  ["another producer", { producer: "torch" }, "producer"],
  ["a recipe that is null", { recipe: null }, "recipe"],
  ["a recipe that is a number", { recipe: 1 }, "recipe"],
  ["a recipe that is a list", { recipe: [] }, "recipe.kind"],
  ["a recipe of an unknown kind", { recipe: { ...RECIPE, kind: "magic" } }, "recipe.kind"],
  ["a recipe without a dataset", { recipe: withoutData }, "recipe.data"],
  ["a recipe without an engine", { recipe: withoutEngine }, "recipe.engine"],
  ["a recipe of an engine that everything has", {
    recipe: { ...RECIPE, engine: "constructor" },
  }, "recipe.engine"],
  ["a split without a seed", { recipe: { ...DEFAULT_BASELINE, seed: null } }, "recipe.seed"],
  ["a seed past 32 bits", { recipe: { ...RECIPE, seed: 2 ** 32 } }, "recipe.seed"],
  ["no layers", { metadata: { producer: "ardoise", recipe: "{}" } }, "layers"],
  ["layers that are no JSON", { metadata: { producer: "ardoise", layers: "[" } }, "layers"],
  ["layers that are no list", { layers: { 0: first } }, "layers"],
  ["an empty list of layers", { layers: [] }, "layers: a network needs a layer"],
  ["a layer that is null", { layers: [null, ...others] }, "layers"],
  ["a layer that is a list", { layers: [[], ...others] }, "layers: kind of layer"],
  ["an unknown kind of layer", { layers: [{ ...first, kind: "cone" }, ...others] }, 'found "cone"'],
  ["a layer without columns", { layers: [{ ...first, inputs: 0 }, ...others] }, "positive sizes"],
  ["a size that is a text", { layers: [{ ...first, inputs: "16" }, ...others] }, "positive sizes"],
  ["layers that do not follow", { layers: [{ ...first, outputs: 18 }, ...others] }, "takes 19 col"],
  ["layers in another order", { layers: [...others, first] }, "takes 16 columns"],
  ["a missing tensor", { tensors: { "dense1.weight": undefined } }, "dense1.weight"],
  ["a tensor turned round", {
    tensors: { "dense1.weight": { ...weights, shape: [19, 16] } },
  }, "dense1.weight"],
  [
    "a flat tensor",
    { tensors: { "dense1.weight": { ...weights, shape: [304] } } },
    "dense1.weight",
  ],
  ["too few labels", { labels: [0, 1, 2] }, "labels"],
  ["a label twice", { labels: [0, 1, 2, 3, 4, 4] }, "labels"],
  ["a label past 255", { labels: [0, 1, 2, 3, 4, 256] }, "labels"],
  ["a label that is a text", { labels: [0, 1, 2, 3, 4, "5"] }, "labels"],
  ["labels that are a number", { labels: 5 }, "labels"],
  ["images whose size is a list", { image: [4, 4] }, "image"],
  ["images of other sizes than the layers", { image: { rows: 4, columns: 5 } }, "image"],
  ["images without a size", { image: null }, "image"],
  ["weights that are NaN", { tensors: { "dense1.weight": NaNs } }, "dense1.weight"],
];

for (const [what, change, see] of REFUSED) {
  Deno.test(`a model file with ${what} is refused in one clear line`, () => {
    assert.throws(() => networkOf(engine, decodeModel(crafted(change))), (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.match(
        error.text.en,
        /^this safetensors file is not a model of Ardoise's \(see .*\): give/,
      );
      assert.match(error.text.fr, /^ce fichier safetensors n’est pas un modèle d’Ardoise \(voir /);
      for (const text of [error.text.en, error.text.fr]) {
        assert.ok(text.includes(see) && !text.includes("\n"), text);
      }
      return true;
    });
  });
}

Deno.test("a model file of layers that no memory can hold is one clear error", () => {
  const layers = [{ kind: "dense", inputs: 1e7, outputs: 1e7 }];
  const model = decodeModel(crafted({ layers }));
  for (const name of ENGINE_NAMES) {
    assert.throws(() => networkOf(createEngine(name), model), (error) => {
      return error instanceof UserError && !error.message.includes("\n");
    });
  }
});

Deno.test("a model file of any kind of recipe is read, with tensors that nobody asks for", () => {
  const tensors = { "other": { shape: [2], data: new Float32Array(2) } };
  for (const recipe of [RECIPE, { ...DEFAULT_BASELINE, later: 1 }]) {
    const model = decodeModel(crafted({ tensors, recipe }));
    assert.deepEqual(model.recipe, recipe);
    assert.equal(weightsSha256(networkOf(engine, model)), weightsSha256(network));
  }
});
