/**
 * What a run measured, as a file that other programs read.
 *
 * @module
 */
import type { LbfgsReason } from "../optim/lbfgs.ts";
import type { BaselineRecipe } from "../baseline/recipe.ts";
import type { EpochMetrics } from "./meter.ts";
import type { Recipe } from "./recipe.ts";

export { parseMetrics } from "./parse_metrics.ts";

/** The file of a run that holds its metrics. */
export const METRICS_FILE = "metrics.json";

/** The content of `metrics.json`. Accuracies lie between 0 and 1, losses are in nats. */
export interface RunMetrics {
  /** Every option of the run. */
  readonly recipe: Recipe;
  /** The sizes of the layers: [784, 64, 10]. */
  readonly architecture: readonly number[];
  /** The number of weights and biases. */
  readonly parameters: number;
  /** One entry for each epoch that was finished. */
  readonly epochs: readonly EpochMetrics[];
  /** True when Ctrl-C ended the run before its last epoch; left out otherwise. */
  readonly interrupted?: boolean;
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
