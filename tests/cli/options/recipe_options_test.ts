import assert from "node:assert/strict";
import { command } from "../../../src/cli/options/command.ts";
import { parseCommand } from "../../../src/cli/options/parse.ts";
import { recipeFrom, recipeOptions } from "../../../src/cli/options/recipe_options.ts";
import { UserError } from "../../../src/errors.ts";
import { OPTIMIZER_NAMES, OPTIMIZERS } from "../../../src/optim/optimizers.ts";
import {
  CONV_LARGE_RECIPE,
  CONV_RECIPE,
  DEFAULT_RECIPE,
  NOTEBOOK_RECIPE,
  RECIPE_KINDS,
  WINDOW_NAMES,
} from "../../../src/train/recipe.ts";

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
  assert.deepEqual(recipeOf("--recipe conv"), { ...CONV_RECIPE, momentum: 0.9 });
  assert.deepEqual(recipeOf("--recipe conv-large"), { ...CONV_LARGE_RECIPE, momentum: 0.9 });
});

Deno.test("recipeFrom() gives convolutions their windows, and a dense network none", () => {
  const windows = (line: string) => {
    const recipe = recipeOf(line);
    return WINDOW_NAMES.map((name) => recipe[name]);
  };
  assert.deepEqual(windows("--conv 16,32"), [5, 2, 0, 0]);
  assert.deepEqual(windows("--conv 16 --pool 2"), [5, 1, 0, 2]);
  assert.deepEqual(windows("--conv 16 --pool 2 --stride 3 --kernel 4 --padding 1"), [4, 3, 1, 2]);
  assert.deepEqual(windows("--hidden 8"), [undefined, undefined, undefined, undefined]);
  for (const kind of RECIPE_KINDS) {
    const dense = recipeOf(`--recipe ${kind} --conv none`);
    assert.deepEqual(WINDOW_NAMES.filter((name) => name in dense), []);
  }
});

Deno.test("recipeFrom() keeps the rate, penalty and warm-up of its kind, but not for another optimiser", () => {
  const { rate, warmup } = CONV_RECIPE, of = (line: string) => recipeOf(`--recipe conv ${line}`);
  assert.deepEqual([of("--epochs 3").rate, of("--epochs 3").warmup], [rate, warmup]);
  const { rate: adamRate, l2, momentum, beta1 } = of("--optimizer adamw");
  assert.deepEqual([adamRate, l2, momentum, beta1], [0.001, 0.01, undefined, 0.9]);
  assert.equal(of("--schedule one-cycle").warmup, 0.3);
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

function refused(line: string, en: RegExp, fr: RegExp): void {
  assert.throws(() => recipeOf(line), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.text.en, en);
    assert.match(error.text.fr, fr);
    return true;
  });
}

Deno.test("recipeFrom() refuses windows without a convolution, and dropout with nothing to drop", () => {
  for (const name of WINDOW_NAMES) {
    const en = new RegExp(`^--${name} is about convolutions, .*: add --conv, such as --conv 16,32`);
    refused(`--${name} 2`, en, new RegExp(`^--${name} concerne les convolutions, `));
    refused(`--recipe conv --conv none --${name} 2`, en, /ajoutez --conv/);
  }
  refused("--hidden none --dropout 0.5", /^--dropout drops hidden activations, /, /^--dropout met/);
  for (const line of ["--dropout 0.5", "--conv 4 --hidden none --dropout 0.5"]) {
    assert.equal(recipeOf(line).dropout, 0.5);
  }
});

Deno.test("recipeFrom() refuses patience without validation images", () => {
  refused("--patience 2", /add --validation, such as --validation 5000$/, /ajoutez --validation/);
});

Deno.test("recipeFrom() refuses a constant that the optimiser does not have", () => {
  refused(
    "--momentum 0.5",
    /^--momentum goes with --optimizer momentum or nesterov, and the optimiser is sgd: /,
    /^--momentum va avec --optimizer momentum ou nesterov, et l’optimiseur est sgd\u00a0: /,
  );
  refused("--optimizer adam --alpha 0.5", /^--alpha .* rmsprop, /, /^--alpha .* rmsprop, /);
  refused("--optimizer rmsprop --beta1 0.5", /adam or adamw/, /adam ou adamw/);
});

Deno.test("a share of what is kept must stay below 1", () => {
  for (const option of ["momentum", "alpha", "beta1", "beta2", "warmup", "dropout"]) {
    const words = [`--${option}`, "1"];
    const outcome = parseCommand(train, words, { language: "en", folder: "/" });
    assert.equal(outcome.kind, "mistake");
    if (outcome.kind !== "mistake") continue;
    assert.match(outcome.error.text.en, /wants a number ≥\u00a00 and <\u00a01, such as 0, not "1"/);
  }
});
