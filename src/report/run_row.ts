/**
 * A run as the report tells it: its recipe, its curves, its result.
 *
 * @module
 */
import type { BaselineMetrics } from "../run/metrics_file.ts";
import type { MeasuredRun } from "../run/saved_run.ts";
import type { EpochMetrics } from "../train/meter.ts";
import { wilsonInterval } from "../train/wilson.ts";

/** An epoch as the report shows it: an iteration of another method may leave numbers out. */
export type ReportEpoch = Partial<EpochMetrics>;

/** A run in the table of runs. */
export interface RunRow {
  /** Its name. */
  readonly name: string;
  /** Its recipe, as names and values. */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Its layers in short: `784-64-10`. */
  readonly network: string;
  /** How many weights and biases it has. */
  readonly parameters: number;
  /** What it measured epoch by epoch, thinned out when there are many. */
  readonly epochs: readonly ReportEpoch[];
  /** The objective of a baseline, at the start and after each iteration; empty for a training. */
  readonly objectives: readonly number[];
  /** How the fit of a baseline ended; left out for a training. */
  readonly fit?: Pick<BaselineMetrics, "objective" | "evaluations" | "stopped">;
  /** How many epochs, or iterations of a baseline, there were. */
  readonly epochCount: number;
  /** The epoch whose weights were kept, where patience chose it. */
  readonly bestEpoch?: number;
  /** Whether Ctrl-C ended it. */
  readonly interrupted: boolean;
  /** Share of its test images that it reads right, 0 to 1. */
  readonly testAccuracy: number;
  /** Its 95 % confidence interval. */
  readonly interval: readonly [low: number, high: number];
  /** How many test images it was judged on. */
  readonly testImages: number;
  /** Whether those are the test images of the report's own run, as far as metrics can tell. */
  readonly comparable: boolean;
  /** Seconds of its training steps. */
  readonly trainSeconds: number;
  /** Seconds of the whole command. */
  readonly totalSeconds: number;
  /** The digest of its weights. */
  readonly weightsSha256: string;
}

/** The most epochs of a run in a page. */
const EPOCHS_SHOWN = 500;

/** What the report tells of `run`, beside the run that it is about. */
export function runRow(run: MeasuredRun, { reported }: { reported: MeasuredRun }): RunRow {
  const { name, metrics } = run;
  const { recipe, architecture, network, parameters, epochs, interrupted = false, bestEpoch } =
    metrics;
  const { testAccuracy, confusion, trainSeconds, totalSeconds, weightsSha256 } = metrics;
  const every = Math.ceil(epochs.length / EPOCHS_SHOWN);
  const testImages = sum(confusion.flat());
  return {
    name,
    recipe: plainEntries(recipe),
    network: network ?? architecture.join("-"),
    parameters,
    epochs: epochs.filter((_, i) => i % every === 0 || i === epochs.length - 1),
    objectives: "objectives" in metrics ? metrics.objectives : [],
    ...("objectives" in metrics && {
      fit: {
        objective: metrics.objective,
        evaluations: metrics.evaluations,
        stopped: metrics.stopped,
      },
    }),
    epochCount: "iterations" in metrics ? metrics.iterations : epochs.length,
    bestEpoch,
    interrupted,
    testAccuracy,
    interval: wilsonInterval(sum(confusion.map((row, i) => row[i])), testImages),
    testImages,
    comparable: testSetOf(run) === testSetOf(reported),
    trainSeconds,
    totalSeconds,
    weightsSha256,
  };
}

/** The data and the number of test images of each class: what two runs on the same images share. */
function testSetOf({ metrics: { recipe, confusion } }: MeasuredRun): string {
  return JSON.stringify([recipe.data, confusion.map(sum)]);
}

/** The entries of a recipe that a table can show: an unknown one may hold anything. */
function plainEntries(recipe: object): Record<string, unknown> {
  const isPlain = (value: unknown) => value === null || typeof value !== "object";
  return Object.fromEntries(
    Object.entries(recipe).filter(([, value]) =>
      isPlain(value) || Array.isArray(value) && value.every(isPlain)
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
