/**
 * What a learner chooses of a recipe, and the recipe that it makes.
 *
 * @module
 */
import type { ActivationName } from "../../engine/engine.ts";
import type { Text } from "../../errors.ts";
import { type OptimizerName, OPTIMIZERS } from "../../optim/optimizers.ts";
import { CONV_RECIPE, DEFAULT_RECIPE, type Recipe } from "../../train/recipe.ts";

/** The networks that can be chosen, and what they are called. */
export const NETWORKS: Readonly<Record<string, { recipe: Partial<Recipe>; text: Text }>> = {
  linear: { recipe: { hidden: [] }, text: { en: "784-10, linear", fr: "784-10, linéaire" } },
  "64": { recipe: { hidden: [64] }, text: { en: "784-64-10", fr: "784-64-10" } },
  "128-64": { recipe: { hidden: [128, 64] }, text: { en: "784-128-64-10", fr: "784-128-64-10" } },
  conv: { recipe: CONV_RECIPE, text: { en: "convolutional", fr: "convolutif" } },
};

/** What a learner chooses. */
export interface Choice {
  /** One of {@linkcode NETWORKS}. */
  readonly network: string;
  /** Of the hidden layers. */
  readonly activation: ActivationName;
  /** What steps. */
  readonly optimizer: OptimizerName;
  /** The largest learning rate. */
  readonly rate: number;
  /** Images of a step. */
  readonly batch: number;
  /** Times that the training images are gone through. */
  readonly epochs: number;
  /** Of weights and orders. */
  readonly seed: number;
}

/** What is chosen at first: the recipe of `deno task train`. */
export const DEFAULT_CHOICE: Choice = {
  network: "64",
  activation: DEFAULT_RECIPE.activation,
  optimizer: DEFAULT_RECIPE.optimizer,
  rate: DEFAULT_RECIPE.rate,
  batch: DEFAULT_RECIPE.batch,
  epochs: DEFAULT_RECIPE.epochs,
  seed: DEFAULT_RECIPE.seed,
};

/** A choice with another network or optimiser, and with the rate and the epochs that go with it. */
export function changed(choice: Choice, change: Partial<Choice>): Choice {
  const next = { ...choice, ...change };
  if (change.network !== undefined && change.network !== choice.network) {
    const isConv = change.network === "conv", wasConv = choice.network === "conv";
    if (isConv || wasConv) {
      const { optimizer, rate, epochs } = isConv ? CONV_RECIPE : DEFAULT_RECIPE;
      return { ...next, optimizer, rate, epochs };
    }
    if (change.network === "linear" && next.optimizer === "sgd") return { ...next, rate: 0.1 };
    return choice.network === "linear" && next.optimizer === "sgd" ? { ...next, rate: 0.3 } : next;
  }
  if (change.optimizer !== undefined && change.rate === undefined) {
    return { ...next, rate: OPTIMIZERS[change.optimizer].rate };
  }
  return next;
}

/** The recipe of a choice. */
export function recipeOf({ network, ...choice }: Choice): Recipe {
  return { ...DEFAULT_RECIPE, ...NETWORKS[network].recipe, ...choice };
}

/** The command that trains the same. */
export function commandOf(choice: Choice): string {
  const { network, ...rest } = choice, base = network === "conv" ? CONV_RECIPE : DEFAULT_RECIPE;
  const options: string[] = [];
  if (network === "conv") options.push("--recipe conv");
  else if (network !== "64") {
    options.push(`--hidden ${network === "linear" ? "none" : network.replace("-", ",")}`);
  }
  for (const [name, value] of Object.entries(rest)) {
    if (value !== base[name as keyof typeof rest]) options.push(`--${name} ${value}`);
  }
  return ["deno task train", ...options].join(" ");
}
