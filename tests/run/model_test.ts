import assert from "node:assert/strict";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { createEngine } from "../../src/engine/create.ts";
import { ENGINE_NAMES } from "../../src/engine/engine.ts";
import { UserError } from "../../src/errors.ts";
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
      const before = evaluate(network, test), bytes = encodeModel(network, recipe);
      const model = decodeModel(bytes);
      assert.deepEqual(model.recipe, recipe);
      assert.deepEqual(model.layers, network.layers.map(({ description }) => description));
      const restored = restore(createEngine(engine), { model, dataset });
      assert.equal(weightsSha256(restored.network), weightsSha256(network));
      assert.deepEqual(evaluate(restored.network, restored.test), before);
      assert.deepEqual(encodeModel(restored.network, recipe), bytes);
      const f64 = networkOf(createEngine("plain"), model);
      assert.equal(weightsSha256(f64) === weightsSha256(network), engine === "plain");
    });
  }
}

const engine = createEngine("strict");
const { network } = trained(RECIPE);
const TENSORS = new Map(tensorsOf(network));
const LAYERS = network.layers.map(({ description }) => description);

Deno.test("restore() refuses images of another size, and more classes than the model has", () => {
  const model = decodeModel(encodeModel(network, RECIPE));
  const larger = { ...dataset, rows: 5 }, richer = { ...dataset, classes: 7 };
  assert.throws(() => restore(engine, { model, dataset: larger }), (error) => {
    return error instanceof UserError && /16 pixels.*5×4 = 20/.test(error.text.fr);
  });
  assert.throws(() => restore(engine, { model, dataset: richer }), UserError);
  restore(engine, { model, dataset: { ...dataset, classes: 3 } });
});

/** A file with a right digest, made of these parts. */
function crafted(
  change: {
    layers?: unknown;
    recipe?: unknown;
    producer?: string;
    tensors?: Record<string, Tensor | undefined>;
    metadata?: Record<string, string>;
  },
): Uint8Array {
  const { layers = LAYERS, producer = "ardoise" } = change;
  const recipe = "recipe" in change ? change.recipe : RECIPE;
  const tensors = Object.entries({ ...Object.fromEntries(TENSORS), ...change.tensors });
  return encodeSafetensors(
    tensors.filter((entry): entry is [string, Tensor] => entry[1] !== undefined),
    change.metadata ??
      { producer, layers: JSON.stringify(layers), recipe: JSON.stringify(recipe) },
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
  ["an unknown kind of layer", { layers: [{ ...first, kind: "conv" }, ...others] }, 'found "conv"'],
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
