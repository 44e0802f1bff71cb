/**
 * The options that name a run, and the writing of one.
 *
 * @module
 */
import { join } from "node:path";
import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import { replaceFile } from "../run/leftovers.ts";
import { type BaselineMetrics, formatMetrics, type RunMetrics } from "../run/metrics_file.ts";
import { encodeModel } from "../run/model.ts";
import { REPORT_FILE } from "../run/run_files.ts";
import { RESULTS } from "../run/run_folder.ts";
import { RunInProgress, type RunPlace } from "../run/run_in_progress.ts";
import { defaultRunName } from "../run/run_name.ts";
import { explained, isRefusal } from "../run/run_refusals.ts";
import { referenceRuns } from "../run/saved_run.ts";
import type { Examples } from "../train/examples.ts";
import { flag, word } from "./options/option.ts";
import type { Interruption } from "./interruption.ts";
import { type CommandContext, CommandEnd } from "./run.ts";

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

/** Where runs go when `results/` refuses: the tasks may write there. */
const TEMPORARY = "/tmp";

/**
 * Takes a name and a place for a run before the work starts: in `results/`, or in a temporary folder
 * with a warning where the system refuses that.
 *
 * @param options The name that was asked for, if one was, and `force`.
 * @param recipe What to call it otherwise, after the date: `784-64-10`.
 * @throws {UserError} When the name is taken, or somebody is at work on it.
 */
export function reserveRun(
  options: { readonly run?: string; readonly force: boolean },
  { recipe, warn }: { readonly recipe: string; readonly warn: CommandContext["warn"] },
): RunInProgress {
  const { run, force } = options;
  const name = run ?? defaultRunName(new Date(), recipe);
  const place = { name, force, numbered: run === undefined };
  return orElsewhere(() => RunInProgress.start(RESULTS, place), { place, warn });
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
  /** Where it lies, if the recipe does not tell: see `noteOfDataFolder`. */
  readonly dataFolder?: string;
}

/**
 * Writes the weights and the metrics of a run, whole or not at all; in a temporary folder where the
 * system refuses its own.
 *
 * @returns The run, where it was written.
 */
export function saveRun(
  run: RunInProgress,
  { metrics, network, dataset, dataFolder }: FinishedRun,
  { warn }: Pick<CommandContext, "warn">,
): RunInProgress {
  const model = encodeModel(network, { recipe: metrics.recipe, dataset });
  const resumable = metrics.interrupted && run.isResumable;
  const files = { model, metrics: formatMetrics(metrics), dataFolder, resumable };
  return orElsewhere(() => (run.finish(files), run), { place: { name: run.name }, warn }, files);
}

/** Does the work in `results/`; where the system refuses that, starts a run in a temporary folder. */
function orElsewhere(
  work: () => RunInProgress,
  { place, warn }: { place: RunPlace; warn: CommandContext["warn"] },
  files?: Parameters<RunInProgress["finish"]>[0],
): RunInProgress {
  try {
    return work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    let run: RunInProgress;
    try {
      const folder = Deno.makeTempDirSync({ dir: TEMPORARY, prefix: "ardoise-" });
      run = RunInProgress.start(folder, place);
      if (files) run.finish(files);
    } catch {
      throw error; // what was refused first is what to mend
    }
    warn({
      en: `${error.text.en}. The run goes to ${run.path} instead: move it to results/ later`,
      fr:
        `${error.text.fr}. L’entraînement va dans ${run.path}\u00a0: déplacez-le plus tard dans ` +
        "results/",
    });
    return run;
  }
}

/**
 * Makes the report of a run that was saved. One that cannot be made costs a warning; a signal that
 * comes meanwhile ends the process, and one that came after the last epoch leaves it out.
 *
 * @throws {CommandEnd} When it is left out.
 */
export async function writeReport(
  { folder, name, path }: RunInProgress,
  run: FinishedRun,
  { warn, language, interruption, interrupted }: Pick<CommandContext, "warn" | "language"> & {
    readonly interruption: Interruption;
    readonly interrupted: boolean;
  },
): Promise<void> {
  if (interruption.requested && !interrupted) {
    throw new CommandEnd(interruption.status!, {
      en: `interrupted; no report was written; later: deno task report --run ${name}`,
      fr: "interrompu\u00a0; aucun rapport n’a été écrit\u00a0; plus tard\u00a0: " +
        `deno task report --run ${name}`,
    });
  }
  interruption[Symbol.dispose]();
  try {
    // Loaded here, because reading the charts' library would delay the start of the training.
    const { reportHtml } = await import("../report/report.ts");
    const compared = await referenceRuns({ name, metrics: run.metrics });
    const html = await reportHtml({ ...run, name, compared, language });
    try {
      replaceFile(join(path, REPORT_FILE), html);
    } catch (error) {
      throw explained(error, folder);
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    warn({
      en: `no report was written: ${error.text.en}; later: deno task report --run ${name}`,
      fr: `aucun rapport n’a été écrit\u00a0: ${error.text.fr}\u00a0; plus tard\u00a0: ` +
        `deno task report --run ${name}`,
    });
  }
}
