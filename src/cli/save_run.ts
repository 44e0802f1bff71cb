/**
 * The options that name a run, and the writing of one.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Network } from "../nn/network.ts";
import { assertRunIsFree, defaultRunName, writeRun } from "../results/results.ts";
import type { Examples } from "../train/examples.ts";
import {
  type BaselineMetrics,
  formatMetrics,
  METRICS_FILE,
  type RunMetrics,
} from "../train/metrics_file.ts";
import { encodeModel, MODEL_FILE } from "../train/model.ts";
import { flag, word } from "./option.ts";
import { RESULTS } from "./results_folder.ts";

/** What a run is called, and whether it may replace another. */
export const newRunOptions = {
  run: word({
    text: {
      en: "Name of the run, and of its folder in results/; its time and recipe if left out",
      fr: "Nom de l’entraînement et de son dossier dans results/\u00a0; par défaut, sa date et " +
        "sa recette",
    },
  }),
  force: flag({
    default: false,
    text: { en: "Replace a run of the same name", fr: "Remplacer un entraînement du même nom" },
  }),
};

/** Where a run will be written. */
export interface RunPlace {
  /** Its name. */
  readonly name: string;
  /** Whether it may replace a run of that name. */
  readonly force: boolean;
  /** Whether nobody chose the name: then another number is better than a refusal. */
  readonly numbered: boolean;
}

/**
 * Finds a place for a run before the work starts, so that a long training does not end in a refusal.
 *
 * @param options The name that was asked for, if one was, and `force`.
 * @param recipe What to call it otherwise, after the date: `784-64-10`.
 * @throws {UserError} When the name is taken or `results/` cannot be written to.
 */
export async function reserveRun(
  options: { readonly run?: string; readonly force: boolean },
  recipe: string,
): Promise<RunPlace> {
  const { run, force } = options;
  const numbered = run === undefined;
  const name = run ?? defaultRunName(new Date(), recipe);
  await assertRunIsFree(RESULTS, { name, force: force || numbered });
  return { name, force, numbered };
}

/** Writes the model, the metrics and the report of a run, whole or not at all; returns its name. */
export async function saveRun(
  place: RunPlace,
  run: {
    readonly metrics: RunMetrics | BaselineMetrics;
    readonly network: Network;
    readonly test: Examples;
    readonly dataset: Dataset;
  },
): Promise<string> {
  const { metrics, network } = run;
  // Loaded here, because reading the charts' library would delay the start of the training.
  const { REPORT_FILE, reportHtml } = await import("../report/report.ts");
  return await writeRun(RESULTS, {
    ...place,
    files: {
      [MODEL_FILE]: encodeModel(network, metrics.recipe),
      [METRICS_FILE]: formatMetrics(metrics),
      [REPORT_FILE]: await reportHtml({ ...run, name: place.name }),
    },
  });
}
