import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { stalled } from "../../src/train/stalled.ts";

const SIDE = 4, COUNT = 400;

/** Images of four classes: a row of ink, on which one depends on the class. */
function rows(test: (label: number) => number = (label) => label) {
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => test(i % 4));
  const images = new Uint8Array(COUNT * SIDE * SIDE);
  labels.forEach((label, i) => images.fill(255, i * 16 + label * 4, i * 16 + label * 4 + 4));
  return { count: COUNT, labels, images };
}

/** What is said of a training by a recipe. */
function said(changes: Partial<Recipe>, { train = rows(), test = rows() } = {}) {
  const recipe = {
    ...DEFAULT_RECIPE,
    hidden: [8],
    batch: 20,
    epochs: 3,
    engine: "plain",
    ...changes,
  } as const;
  const dataset = { name: "rows", rows: SIDE, columns: SIDE, labels: [3, 5, 6, 9], train, test };
  const session = new Session(createEngine(recipe.engine), { recipe, dataset });
  for (const _ of session.run()) { /* each step is taken */ }
  return stalled(session, evaluate(session.network, session.test).predictions)?.en;
}

Deno.test("stalled() is silent where something was learnt, and where there is one class only", () => {
  assert.equal(said({}), undefined);
  assert.equal(said({ rate: 1e-9 }, { test: rows(() => 2) }), undefined);
});

Deno.test("stalled() advises longer steps where the weights hardly move", () => {
  for (const rate of [0, 1e-9]) {
    const text = said({ rate, seed: 3 })!;
    assert.match(text, /^nothing was learnt: .*; try longer steps, --rate 0\.1, or more epochs$/);
  }
});

Deno.test("stalled() names neurons that are off: from the start, or by too long a step", () => {
  for (const activation of ["relu", "tanh"] as const) {
    assert.match(
      said({ init: "zero", activation })!,
      /every hidden neuron gives 0 .* try weights that do not all start alike: --init (he|xavier)$/,
    );
  }
  const text = said({ rate: 50, seed: 1, schedule: "constant" })!;
  assert.match(text, /every hidden neuron gives 0 .* try shorter steps: --rate 0\.1$/);
});

Deno.test("stalled() names a class that is always answered", () => {
  const text = said({ rate: 0.1 }, {
    train: { ...rows(), labels: new Uint8Array(COUNT).fill(1) },
  })!;
  assert.match(text, /^nothing was learnt: every test image is read as 5; /);
});
