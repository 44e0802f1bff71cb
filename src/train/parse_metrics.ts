/**
 * From the text of `metrics.json` to what a run measured: whole and sound, or refused with what is
 * wrong where.
 *
 * @module
 */
import { ACTIVATION_NAMES, ENGINE_NAMES } from "../engine/engine.ts";
import { UserError } from "../errors.ts";
import { INITIALISATION_NAMES } from "../nn/initialise.ts";
import type { LbfgsReason } from "../optim/lbfgs.ts";
import { SCHEDULE_NAMES } from "../optim/schedule.ts";
import { printable } from "../printable.ts";
import type { BaselineRecipe } from "../baseline/recipe.ts";
import type { EpochMetrics } from "./meter.ts";
import { accuracy } from "./metrics.ts";
import type { BaselineMetrics, RunMetrics } from "./metrics_file.ts";
import {
  anyNumber,
  atLeast,
  atMost,
  check,
  checkFields,
  digest,
  exactly,
  type Fields,
  fieldsOf,
  flag,
  layers,
  limit,
  list,
  oneOf,
  positive,
  share,
  sizes,
  text,
  whole,
} from "./metrics_kinds.ts";
import { type Recipe, RECIPE_KINDS } from "./recipe.ts";

const RECIPE: Omit<Fields<Recipe>, "kind"> = {
  data: text,
  hidden: sizes,
  activation: oneOf(ACTIVATION_NAMES),
  init: oneOf(INITIALISATION_NAMES),
  epochs: whole,
  batch: whole,
  rate: positive,
  schedule: oneOf(SCHEDULE_NAMES),
  shuffle: flag,
  seed: whole,
  limit,
  engine: oneOf(ENGINE_NAMES),
};
const BASELINE_RECIPE: Omit<Fields<BaselineRecipe>, "kind"> = {
  data: text,
  hidden: sizes,
  init: oneOf(INITIALISATION_NAMES),
  c: positive,
  iterations: whole,
  tolerance: positive,
  seed: whole,
  limit,
  engine: oneOf(ENGINE_NAMES),
};
const EPOCH: Omit<Fields<EpochMetrics>, "epoch"> = {
  trainLoss: anyNumber,
  trainAccuracy: share,
  testLoss: anyNumber,
  testAccuracy: share,
  seconds: positive,
  imagesPerSecond: positive,
};
const RUN: Omit<Fields<RunMetrics>, "recipe" | "interrupted"> = {
  architecture: layers,
  parameters: whole,
  epochs: list,
  testAccuracy: share,
  confusion: list,
  trainSeconds: positive,
  totalSeconds: positive,
  weightsSha256: digest,
};
const BASELINE = { objective: anyNumber, iterations: whole, evaluations: whole, objectives: list };
const REASONS: readonly LbfgsReason[] = ["gradient", "decrease", "iterations", "line-search"];

/**
 * Reads what `formatMetrics` wrote, of a training or of a baseline. Keys that it does not know are
 * let through, for they may come from a later version.
 *
 * @throws {UserError} When the text is not JSON, or says something else than the metrics of a run:
 * the first thing that is wrong, and where, as in `epochs[3].testLoss should be a number, found "x"`.
 */
export function parseMetrics(source: string): RunMetrics | BaselineMetrics {
  const metrics = fieldsOf("", parseJson(source));
  const recipe = fieldsOf("recipe", metrics.recipe);
  const isBaseline = recipe.kind === "baseline";
  if (!isBaseline) check("recipe.kind", recipe.kind, oneOf([...RECIPE_KINDS, "baseline"]));
  checkFields("recipe.", recipe, isBaseline ? BASELINE_RECIPE : RECIPE);
  checkFields("", metrics, RUN);
  if (metrics.interrupted !== undefined) check("interrupted", metrics.interrupted, flag);

  (metrics.epochs as unknown[]).forEach((epoch, index) => {
    const fields = fieldsOf(`epochs[${index}]`, epoch);
    check(`epochs[${index}].epoch`, fields.epoch, exactly(index + 1));
    checkFields(`epochs[${index}].`, fields, EPOCH);
  });
  if (isBaseline) {
    checkFields("", metrics, BASELINE);
    (metrics.objectives as unknown[]).forEach((value, index) =>
      check(`objectives[${index}]`, value, anyNumber)
    );
    if (metrics.stopped !== undefined) check("stopped", metrics.stopped, oneOf(REASONS));
  }

  const confusion = metrics.confusion as unknown[];
  check("confusion.length", confusion.length, exactly((metrics.architecture as number[]).at(-1)));
  confusion.forEach((row, label) => {
    check(`confusion[${label}]`, row, list);
    const counts = row as unknown[];
    check(`confusion[${label}].length`, counts.length, exactly(confusion.length));
    counts.forEach((count, predicted) => check(`confusion[${label}][${predicted}]`, count, whole));
  });
  checkAccuracy(metrics.testAccuracy as number, confusion as number[][]);
  const sound = metrics as unknown as RunMetrics | BaselineMetrics;
  checkSizes(sound);
  if (isBaseline) checkIterations(sound as BaselineMetrics);
  else checkEpochs(sound as RunMetrics);
  return sound;
}

/** The architecture follows from the recipe, and the number of parameters from the architecture. */
function checkSizes({ recipe, architecture, parameters }: RunMetrics | BaselineMetrics): void {
  const hidden: readonly number[] = recipe.hidden;
  const inside = architecture.slice(1, -1);
  check("architecture.length", architecture.length, exactly(hidden.length + 2));
  inside.forEach((size, i) => check(`architecture[${i + 1}]`, size, exactly(hidden[i])));
  const wanted = architecture.slice(1).reduce(
    (sum, outputs, layer) => sum + (architecture[layer] + 1) * outputs,
    0,
  );
  check("parameters", parameters, exactly(wanted));
}

/** The last epoch is the one whose weights are saved. */
function checkEpochs({ recipe, epochs, interrupted, testAccuracy }: RunMetrics): void {
  const wanted = interrupted ? atMost(recipe.epochs) : exactly(recipe.epochs);
  check("epochs.length", epochs.length, wanted);
  const last = epochs.length - 1, found = epochs[last]?.testAccuracy ?? testAccuracy;
  if (Math.abs(found - testAccuracy) > 1e-9) {
    check(`epochs[${last}].testAccuracy`, found, exactly(testAccuracy));
  }
}

/** The first objective is that of the start, and each iteration computes it at least once. */
function checkIterations(metrics: BaselineMetrics): void {
  const { recipe, epochs, objective, objectives, iterations, evaluations } = metrics;
  check("epochs.length", epochs.length, exactly(0));
  check("iterations", iterations, atMost(recipe.iterations));
  check("objectives.length", objectives.length, exactly(iterations + 1));
  check(`objectives[${iterations}]`, objectives[iterations], exactly(objective));
  check("evaluations", evaluations, atLeast(iterations));
}

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

/** The two numbers are written by the same run: when they disagree, one of them was edited. */
function checkAccuracy(found: number, confusion: number[][]): void {
  if (confusion.flat().every((count) => count === 0)) {
    check("confusion", [], {
      ...list,
      wanted: { en: "counts of images", fr: "des nombres d’images" },
      accepts: () => false,
    });
  }
  const wanted = accuracy(confusion);
  if (Math.abs(wanted - found) > 1e-9) check("testAccuracy", found, exactly(wanted));
}
