import assert from "node:assert/strict";
import { loadMnist } from "../../src/data/mnist.ts";
import { createEngine } from "../../src/engine/create.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { lacks } from "../permission.ts";
import { stripes } from "./stripes.ts";

const dataset = stripes({ train: 130, test: 40 });
const RECIPE: Recipe = { ...DEFAULT_RECIPE, hidden: [19, 7], batch: 12, epochs: 3 };

const sessionOf = (recipe: Recipe) => new Session(createEngine(recipe.engine), { recipe, dataset });

function trained(recipe: Recipe): Session {
  const session = sessionOf(recipe);
  for (const _ of session.run());
  return session;
}

/**
 * The weights that the strict engine gave when this test was written (Linux, x86-64). Another digest
 * means that another machine, engine or version computes other bits: decision 2 of the design.
 */
const DIGESTS: [what: string, change: Partial<Recipe>, digest: string][] = [
  ["relu, linear", {}, "4fe1f91a04a50e40848a8bceb8284a8e865e2496e0ab31c63f97e846e149205e"],
  [
    "tanh, cosine, xavier",
    { activation: "tanh", schedule: "cosine", init: "xavier" },
    "e8afff038dc99507cf5fd0524457a3dfcd643baeed672388e5b29e6bbd6be784",
  ],
  [
    "sigmoid, constant",
    { activation: "sigmoid", schedule: "constant" },
    "44e25b50e2ce15df29c3b8f11461c11c04ec0097a82d672e658f2e251f0235cc",
  ],
  [
    "adamw, one-cycle",
    { optimizer: "adamw", l2: 0.01, rate: 0.01, schedule: "one-cycle", warmup: 0.3 },
    "f84908ea6516fd8a265bc73a02bef9e185324b7a650cc4d037f1bbaa22d86f25",
  ],
  [
    "nesterov, l2, warm-up",
    { optimizer: "nesterov", l2: 0.001, rate: 0.05, warmup: 0.2 },
    "5ac3b01491298f9733960a23ef125f71e9e74b9c2eae3ecd0f1863133661d932",
  ],
  [
    "convolutions, pooling, dropout, shift",
    { conv: [5, 3], kernel: 3, stride: 1, padding: 1, pool: 2, dropout: 0.25, shift: 1, rate: 0.1 },
    "74a4bd028b1365bc8d6586d2b88b6b32fdbb3fe77ceba3bce99e42bb475740e6",
  ],
];

for (const [what, change, digest] of DIGESTS) {
  Deno.test(`a session gives the same bits on every machine: ${what} (strict)`, () => {
    const session = trained({ ...RECIPE, ...change });
    assert.equal(weightsSha256(session.network), digest);
  });
}

Deno.test("a session ignores the order of other draws: --no-shuffle keeps the initial weights", () => {
  const initial = (shuffle: boolean) => weightsSha256(sessionOf({ ...RECIPE, shuffle }).network);
  assert.equal(initial(true), initial(false));
  assert.notEqual(
    weightsSha256(trained(RECIPE).network),
    weightsSha256(trained({ ...RECIPE, shuffle: false }).network),
  );
});

Deno.test({
  name: "the default recipe gives its weights, and 97.6 % (needs --allow-read)",
  ignore: lacks("read"),
  async fn() {
    const dataset = await loadMnist(), recipe = DEFAULT_RECIPE;
    const session = new Session(createEngine(recipe.engine), { recipe, dataset });
    let accuracy = 0;
    for (const event of session.run()) {
      if (event.kind === "epoch") accuracy = event.evaluation.accuracy;
    }
    assert.match(weightsSha256(session.network), /^8d29c21d.*c09975$/);
    assert.ok(accuracy > 0.976 && accuracy < 0.977, `${accuracy}`);
  },
});
