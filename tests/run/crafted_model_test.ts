import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { decodeModel, encodeModel, networkOf } from "../../src/run/model.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/safetensors/safetensors.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { stripes } from "../train/stripes.ts";
import { rejectsPlainly } from "./runs.ts";

const dataset = stripes({ train: 12, test: 6 });
const engine = createEngine("strict");
const network = new Network(engine, mlp(engine, { sizes: [16, 3, 6], activation: "relu" }));

/** Reads a model whose metadata was changed, and whose digest is right all the same. */
function read(key: "recipe" | "layers", value: unknown) {
  const { tensors, metadata } = decodeSafetensors(
    encodeModel(network, { recipe: DEFAULT_RECIPE, dataset }),
  );
  const bytes = encodeSafetensors(tensors, { ...metadata, [key]: JSON.stringify(value) });
  return networkOf(engine, decodeModel(bytes));
}
const layers = network.layers.map(({ description }) => description);

const CRAFTED: [what: string, key: "recipe" | "layers", value: unknown, message: RegExp][] = [
  ["no recipe", "recipe", null, /see recipe\)/],
  ["an unknown engine", "recipe", { ...DEFAULT_RECIPE, engine: "cuda" }, /see recipe\.engine/],
  [
    "an engine of control characters",
    "recipe",
    { ...DEFAULT_RECIPE, engine: "\x1b[2J" },
    /see recipe\.engine/,
  ],
  ["data that are no text", "recipe", { ...DEFAULT_RECIPE, data: 7 }, /see recipe\.data/],
  ["layers that are none", "layers", [null], /see layers/],
  ["a kind that is no text", "layers", [{ ...layers[0], kind: { toString: 1 } }], /see layers/],
  ["a huge layer", "layers", [{ ...layers[0], outputs: 1e12 }, ...layers.slice(1)], /see layers/],
  ["a huge kernel", "layers", [{
    kind: "conv",
    inputs: 16,
    outputs: 25,
    windows: { height: 4, width: 4, channels: 1, kernel: 1e5, stride: 1, padding: 5e4 },
  }], /see layers\)/],
  [
    "windows that are none",
    "layers",
    [{ kind: "conv", inputs: 16, outputs: 9, windows: "x" }],
    /see layers/,
  ],
  ["two huge layers", "layers", [{ kind: "dense", inputs: 16, outputs: 1e7 }, {
    kind: "dense",
    inputs: 1e7,
    outputs: 2,
  }], /see layers/],
];

Deno.test("a model reads as it was written", () => {
  assert.deepEqual(read("recipe", DEFAULT_RECIPE).sizes, [16, 3, 6]);
});

for (const [what, key, value, message] of CRAFTED) {
  Deno.test(`a crafted model with a right digest is refused in a line: ${what}`, async () => {
    await rejectsPlainly(() => read(key, value), message);
    await rejectsPlainly(() => read(key, value), /^[^\p{Cc}]*$/u);
  });
}
