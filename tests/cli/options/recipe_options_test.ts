import assert from "node:assert/strict";
import { command } from "../../../src/cli/options/command.ts";
import { parseCommand } from "../../../src/cli/options/parse.ts";
import { recipeFrom, recipeOptions } from "../../../src/cli/options/recipe_options.ts";
import { UserError } from "../../../src/errors.ts";
import { OPTIMIZER_NAMES, OPTIMIZERS } from "../../../src/optim/optimizers.ts";
import { DEFAULT_RECIPE, NOTEBOOK_RECIPE } from "../../../src/train/recipe.ts";

const text = { en: "Train.", fr: "Entraîner." };
const train = command({ name: "train", summary: text, options: recipeOptions });

function recipeOf(line: string) {
  const outcome = parseCommand(train, line.split(" ").filter(Boolean), {
    language: "en",
    folder: "/",
  });
  assert.equal(outcome.kind, "run");
  if (outcome.kind !== "run") throw new Error();
  return recipeFrom(outcome.options, outcome.given);
}

Deno.test("recipeFrom() is the recipe asked for where nothing else is", () => {
  assert.deepEqual(recipeOf(""), DEFAULT_RECIPE);
  assert.deepEqual(recipeOf("--recipe notebook"), NOTEBOOK_RECIPE);
});

Deno.test("recipeFrom() starts from what the optimiser and the schedule are by themselves", () => {
  for (const optimizer of OPTIMIZER_NAMES) {
    const { constants, rate, l2 } = OPTIMIZERS[optimizer], base = { ...DEFAULT_RECIPE, optimizer };
    assert.deepEqual(recipeOf(`--optimizer ${optimizer}`), { ...base, rate, l2, ...constants });
  }
  assert.equal(recipeOf("--recipe notebook --optimizer sgd").rate, NOTEBOOK_RECIPE.rate);
  assert.equal(recipeOf("--schedule one-cycle").warmup, 0.3);
  assert.equal(recipeOf("--schedule one-cycle --warmup 0.2").warmup, 0.2);
  const { rate, momentum, l2 } = recipeOf("--optimizer nesterov --rate 1 --momentum 0.5 --l2 2");
  assert.deepEqual([rate, momentum, l2], [1, 0.5, 2]);
  const { beta1, beta2, epsilon } = recipeOf("--optimizer adam --beta2 0.99 --epsilon 1e-6");
  assert.deepEqual([beta1, beta2, epsilon], [0.9, 0.99, 1e-6]);
});

Deno.test("recipeFrom() refuses a constant that the optimiser does not have", () => {
  const refused = (line: string, en: RegExp, fr: RegExp) =>
    assert.throws(() => recipeOf(line), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.text.en, en);
      assert.match(error.text.fr, fr);
      return true;
    });
  refused(
    "--momentum 0.5",
    /^--momentum goes with --optimizer momentum or nesterov, and the optimiser is sgd: /,
    /^--momentum va avec --optimizer momentum ou nesterov, et l’optimiseur est sgd\u00a0: /,
  );
  refused("--optimizer adam --alpha 0.5", /^--alpha .* rmsprop, /, /^--alpha .* rmsprop, /);
  refused("--optimizer rmsprop --beta1 0.5", /adam or adamw/, /adam ou adamw/);
});

Deno.test("a share of what is kept must stay below 1", () => {
  for (const option of ["momentum", "alpha", "beta1", "beta2", "warmup"]) {
    const words = [`--${option}`, "1"];
    const outcome = parseCommand(train, words, { language: "en", folder: "/" });
    assert.equal(outcome.kind, "mistake");
    if (outcome.kind !== "mistake") continue;
    assert.match(outcome.error.text.en, /wants a number ≥\u00a00 and <\u00a01, such as 0, not "1"/);
  }
});
