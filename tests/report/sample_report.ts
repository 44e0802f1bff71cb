/**
 * Trained runs to report on, made on the spot.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { ReportInput } from "../../src/report/report.ts";
import { Baseline } from "../../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { createEngine } from "../../src/engine/create.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import type { EpochMetrics } from "../../src/train/meter.ts";
import { accuracy, confusionMatrix } from "../../src/train/confusion.ts";
import type { BaselineMetrics, RunMetrics } from "../../src/run/metrics_file.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { stripes } from "../train/stripes.ts";

/** Metrics that are in every run. */
export interface Sample extends ReportInput {
  readonly metrics: RunMetrics;
}

/** A run of a recipe, trained here and now, and measured as `deno task train` does. */
export function trainedReport(
  recipe: Recipe,
  dataset: Dataset,
  { name }: { readonly name: string },
): Sample {
  const session = new Session(createEngine(recipe.engine), { recipe, dataset });
  const epochs: EpochMetrics[] = [];
  for (const event of session.run()) if (event.kind === "epoch") epochs.push(event.metrics);
  const { network, test } = session;
  const { predictions } = evaluate(network, test);
  const confusion = confusionMatrix(dataset.test.labels, predictions, {
    classes: dataset.labels.length,
  });
  const metrics: RunMetrics = {
    recipe,
    architecture: network.sizes,
    parameters: network.parameterCount,
    epochs,
    ...(session.best && { bestEpoch: session.best.epoch }),
    testAccuracy: accuracy(confusion),
    confusion,
    trainSeconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    totalSeconds: performance.now() / 1000,
    weightsSha256: weightsSha256(network),
  };
  return { name, metrics, network, test, dataset };
}

/** A run on 4×4 stripes in 6 classes, that misreads some of them. */
export function sampleReport(change: Partial<Recipe> = {}): Sample {
  const recipe: Recipe = {
    ...DEFAULT_RECIPE,
    hidden: [5],
    batch: 12,
    epochs: 2,
    rate: 0.1,
    ...change,
  };
  return trainedReport(recipe, stripes({ train: 120, test: 60 }), { name: "sample" });
}

/** A baseline on the same stripes. */
export function sampleBaseline(): ReportInput & { readonly metrics: BaselineMetrics } {
  const dataset = stripes({ train: 120, test: 60 });
  const recipe = { ...DEFAULT_BASELINE, iterations: 5, tolerance: 0 };
  const baseline = new Baseline(createEngine(recipe.engine), { recipe, dataset });
  const iterations = [...baseline.run()];
  const { network, test } = baseline;
  const { predictions } = evaluate(network, test);
  const confusion = confusionMatrix(dataset.test.labels, predictions, { classes: 6 });
  const { objective, evaluations } = iterations[5];
  const metrics: BaselineMetrics = {
    recipe,
    architecture: network.sizes,
    parameters: network.parameterCount,
    objective,
    iterations: 5,
    evaluations,
    stopped: "iterations",
    objectives: iterations.map(({ objective }) => objective),
    epochs: [],
    testAccuracy: accuracy(confusion),
    confusion,
    trainSeconds: 0.25,
    totalSeconds: 1.5,
    weightsSha256: weightsSha256(network),
  };
  return { name: "straight", metrics, network, test, dataset };
}
