import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import { newMemory } from "../../src/engine/arena.ts";
import { WasmEngine } from "../../src/engine/wasm.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import {
  outlineOfDataset,
  Training,
  trainingBytes,
  withoutContents,
} from "../../src/train/training.ts";
import { clean, stripes } from "./stripes.ts";

Deno.test("trainingBytes() is enough for a whole training, data and scratch included", () => {
  const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 200 }));
  const plan = fc.record({
    train: size,
    test: size,
    hidden: fc.array(size, { maxLength: 3 }),
    batch: size,
    isClean: fc.boolean(),
  });
  fc.assert(
    fc.property(plan, ({ train, test, hidden, batch, isClean }) => {
      const recipe: Recipe = { ...DEFAULT_RECIPE, hidden, batch, epochs: 1, rate: 0.01 };
      const noisy = stripes({ train, test }), dataset = isClean ? clean(noisy) : noisy;
      const outline = outlineOfDataset(dataset), memory = newMemory(trainingBytes(recipe, outline));
      const engine = new WasmEngine("strict", { module: modules.strict, memory });
      const training = new Training(engine, recipe, outline);
      for (const _event of training.run());
      training.network.forward(training.train.batch(0, 1));
      training.network.trace();
    }),
    { numRuns: 60 },
  );
});

Deno.test("withoutContents() keeps what room is made from, and no image", () => {
  const outline = outlineOfDataset(clean(stripes({ train: 9, test: 5 })));
  const bare = withoutContents(outline);
  assert.equal(trainingBytes(DEFAULT_RECIPE, bare), trainingBytes(DEFAULT_RECIPE, outline));
  assert.deepEqual(structuredClone(bare), bare);
  for (const split of [bare.train, bare.test]) assert.equal(split.contents, undefined);
});
