/**
 * What a run measured, as `metrics.json`, a file that other programs read.
 *
 * @module
 */
import { ACTIVATION_NAMES, ENGINE_NAMES } from "../engine/engine.ts";
import { UserError } from "../errors.ts";
import { INITIALISATION_NAMES } from "../nn/initialise.ts";
import type { LbfgsReason } from "../optim/lbfgs.ts";
import { OPTIMIZER_NAMES } from "../optim/optimizers.ts";
import { SCHEDULE_NAMES } from "../optim/schedule.ts";
import { printable } from "../printable.ts";
import type { BaselineRecipe } from "../baseline/recipe.ts";
import type { EpochMetrics } from "../train/meter.ts";
import { type Recipe, RECIPE_KINDS } from "../train/recipe.ts";
import {
  check,
  flag,
  limit,
  number,
  oneOf,
  optional,
  type Shape,
  share,
  text,
  whole,
  wholes,
} from "./json_shape.ts";

/** The content of `metrics.json`. Accuracies lie between 0 and 1, losses are in nats. */
export interface RunMetrics {
  /** Every option of the run. */
  readonly recipe: Recipe;
  /** The sizes of the layers: [784, 64, 10]. */
  readonly architecture: readonly number[];
  /** The layers in short, `784-16C5S2-32C5S2-10`: see `networkText`; left out of old runs. */
  readonly network?: string;
  /** The number of weights and biases. */
  readonly parameters: number;
  /** One entry for each epoch that was finished. */
  readonly epochs: readonly EpochMetrics[];
  /** True when Ctrl-C, or another signal, ended the run before its last epoch; left out otherwise. */
  readonly interrupted?: boolean;
  /** The epoch whose weights were saved, the best by validation; left out without patience. */
  readonly bestEpoch?: number;
  /** Share of the test images that the saved weights read right. */
  readonly testAccuracy: number;
  /** `confusion[true][predicted]`, in test images. */
  readonly confusion: readonly (readonly number[])[];
  /** Seconds of the training steps. */
  readonly trainSeconds: number;
  /** Seconds from the start of the command to the writing of this file. */
  readonly totalSeconds: number;
  /** The SHA-256 of the weights: equal for equal weights, to the last bit. */
  readonly weightsSha256: string;
}

/** The content of a baseline's `metrics.json`: `epochs` is empty, as a fit has iterations instead. */
export interface BaselineMetrics extends Omit<RunMetrics, "recipe"> {
  /** Every option of the fit. */
  readonly recipe: BaselineRecipe;
  /** The objective at the saved weights: mean cross-entropy in nats, plus the penalty. */
  readonly objective: number;
  /** How many iterations were made. */
  readonly iterations: number;
  /** How many times the objective and its gradient were computed. */
  readonly evaluations: number;
  /** Why the fit ended; left out when Ctrl-C ended it. */
  readonly stopped?: LbfgsReason;
  /** The objective at the start and after each iteration. */
  readonly objectives: readonly number[];
}

/** The metrics as JSON, indented. */
export function formatMetrics(metrics: RunMetrics | BaselineMetrics): string {
  return JSON.stringify(metrics, undefined, 2) + "\n";
}

/**
 * Reads what `formatMetrics` wrote, of a training or of a baseline. Keys that it does not know are
 * let through, for they may come from a later version.
 *
 * @throws {UserError} When the text is not JSON, or holds what a report could not show: the first
 * thing that is wrong, and where, as in `epochs[3].testLoss should be a number, found "x"`.
 */
export function parseMetrics(source: string): RunMetrics | BaselineMetrics {
  const metrics = parseJson(source);
  check("", metrics, { recipe: { kind: oneOf([...RECIPE_KINDS, "baseline"]) } });
  const { kind } = (metrics as RunMetrics | BaselineMetrics).recipe;
  check("", metrics, kind === "baseline" ? BASELINE : TRAINING);
  const { confusion } = metrics as RunMetrics | BaselineMetrics;
  const square = oneOf([confusion.length]);
  confusion.forEach((row, i) => check(`confusion[${i}].length`, row.length, square));
  return metrics as RunMetrics | BaselineMetrics;
}

const ANY_RECIPE = {
  data: text,
  transpose: optional(flag),
  init: oneOf(INITIALISATION_NAMES),
  seed: whole,
  limit,
  engine: oneOf(ENGINE_NAMES),
};
const TRAINING = {
  recipe: {
    ...ANY_RECIPE,
    conv: optional(wholes),
    kernel: optional(whole),
    stride: optional(whole),
    padding: optional(whole),
    pool: optional(whole),
    hidden: [whole],
    activation: oneOf(ACTIVATION_NAMES),
    dropout: optional(share),
    epochs: whole,
    batch: whole,
    optimizer: optional(oneOf(OPTIMIZER_NAMES)),
    momentum: optional(number),
    alpha: optional(number),
    beta1: optional(number),
    beta2: optional(number),
    epsilon: optional(number),
    l2: optional(number),
    rate: number,
    schedule: oneOf(SCHEDULE_NAMES),
    warmup: optional(share),
    shuffle: flag,
    validation: optional(whole),
    patience: optional(whole),
    shift: optional(whole),
    from: optional(text),
  } satisfies Record<Exclude<keyof Recipe, "kind">, Shape>,
  architecture: [whole],
  network: optional(text),
  parameters: whole,
  epochs: [
    {
      epoch: whole,
      trainLoss: number,
      trainAccuracy: share,
      testLoss: optional(number),
      testAccuracy: optional(share),
      validationLoss: optional(number),
      validationAccuracy: optional(share),
      seconds: number,
      imagesPerSecond: number,
    } satisfies Record<keyof EpochMetrics, Shape>,
  ],
  interrupted: optional(flag),
  bestEpoch: optional(whole),
  testAccuracy: share,
  confusion: [[whole]],
  trainSeconds: number,
  totalSeconds: number,
  weightsSha256: text,
} satisfies Record<keyof RunMetrics, Shape>;

const BASELINE = {
  ...TRAINING,
  recipe: {
    ...ANY_RECIPE,
    hidden: [whole],
    c: number,
    iterations: whole,
    tolerance: number,
  } satisfies Record<Exclude<keyof BaselineRecipe, "kind">, Shape>,
  objective: number,
  iterations: whole,
  evaluations: whole,
  stopped: optional(oneOf(["gradient", "decrease", "iterations", "line-search"])),
  objectives: [number],
} satisfies Record<keyof BaselineMetrics, Shape>;

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const reason = printable((error as Error).message);
    throw new UserError({
      en: `metrics.json is damaged, it is not JSON: ${reason}`,
      fr: `metrics.json est endommagé, ce n’est pas du JSON\u00a0: ${reason}`,
    });
  }
}
