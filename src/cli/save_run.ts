/**
 * The options that name a run, and the writing of one.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import {
  type BaselineMetrics,
  formatMetrics,
  METRICS_FILE,
  type RunMetrics,
} from "../run/metrics_file.ts";
import { assertRunIsFree, RESULTS, type RunPlace, writeRun } from "../run/run_folder.ts";
import { defaultRunName } from "../run/run_name.ts";
import { referenceRuns } from "../run/saved_run.ts";
import type { Examples } from "../train/examples.ts";
import { encodeModel, MODEL_FILE } from "../run/model.ts";
import { flag, word } from "./options/option.ts";
import type { CommandContext } from "./run.ts";

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
  const name = run ?? defaultRunName(new Date(), recipe);
  const place = { name, force, numbered: run === undefined };
  await assertRunIsFree(RESULTS, place);
  return place;
}

/** What there is to write of a run. */
export interface FinishedRun {
  /** What it measured. */
  readonly metrics: RunMetrics | BaselineMetrics;
  /** The network that came of it. */
  readonly network: Network;
  /** The test images, where the network can read them. */
  readonly test: Examples;
  /** The dataset. */
  readonly dataset: Dataset;
}

/**
 * Writes the model, the metrics and the report of a run, whole or not at all; returns its name. A
 * report that cannot be made costs a warning, not the training.
 */
export async function saveRun(
  place: RunPlace,
  run: FinishedRun,
  context: Pick<CommandContext, "warn" | "language">,
): Promise<string> {
  const { metrics, network } = run;
  return await writeRun(RESULTS, {
    ...place,
    files: {
      [MODEL_FILE]: encodeModel(network, { recipe: metrics.recipe, dataset: run.dataset }),
      [METRICS_FILE]: formatMetrics(metrics),
      ...await reportFile(place.name, { run, context }),
    },
  });
}

async function reportFile(
  name: string,
  { run, context: { warn, language } }: {
    run: FinishedRun;
    context: Pick<CommandContext, "warn" | "language">;
  },
): Promise<Record<string, string>> {
  try {
    // Loaded here, because reading the charts' library would delay the start of the training.
    const { REPORT_FILE, reportHtml } = await import("../report/report.ts");
    const compared = await referenceRuns({ name, metrics: run.metrics });
    return { [REPORT_FILE]: await reportHtml({ ...run, name, compared, language }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    warn({
      en: `no report was written: ${error.text.en}; later: deno task report --run ${name}`,
      fr: `aucun rapport n’a été écrit\u00a0: ${error.text.fr}\u00a0; plus tard\u00a0: ` +
        `deno task report --run ${name}`,
    });
    return {};
  }
}
