/**
 * `deno task report`: writes the report page of a saved run again.
 *
 * @module
 */
import { join } from "node:path";
import { type Text, UserError } from "../errors.ts";
import { pageData, reportPage } from "../report/report.ts";
import { replaceFile, sweep } from "../run/leftovers.ts";
import { REPORT_FILE } from "../run/run_files.ts";
import { loadWhatIsThere } from "../run/load_dataset.ts";
import { RESULTS } from "../run/run_folder.ts";
import { explained } from "../run/run_refusals.ts";
import { isPlainName } from "../run/run_name.ts";
import { type MeasuredRun, openRun, readMetrics, referenceRuns } from "../run/saved_run.ts";
import { measuredSoFar } from "../run/measured.ts";
import { weightsSha256 } from "../run/model.ts";
import { evaluate } from "../train/evaluate.ts";
import { noteData } from "./data_notes.ts";
import { command } from "./options/command.ts";
import { flag, type Option } from "./options/option.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions, warnUnfinished } from "./saved_run.ts";

/** An option worth the names of some runs. */
const names: Option<readonly string[]> = {
  kind: "value",
  text: {
    en:
      "Names of other runs to put beside it, separated by commas; the newest baseline if left out",
    fr:
      "Noms d’autres entraînements à mettre à côté, séparés par des virgules\u00a0; par défaut, la " +
      "régression logistique la plus récente",
  },
  placeholder: { en: "<names>", fr: "<noms>" },
  wanted: {
    en: "the names of runs, separated by commas",
    fr: "des noms d’entraînements, séparés par des virgules",
  },
  example: { en: "A,B,C", fr: "A,B,C" },
  fallback: () => [],
  read(typed) {
    const list = typed.split(",").map((name) => name.trim().normalize("NFC"));
    return list.every(isPlainName) ? [...new Set(list)] : undefined;
  },
  write: (list) => list.join(","),
};

const reportCommand = command({
  name: "report",
  summary: {
    en: "Write the report page of a trained network again.",
    fr: "Écrire de nouveau la page de rapport d’un réseau entraîné.",
  },
  description: {
    en: `The page is results/NAME/${REPORT_FILE}: one file, which opens in any browser without a ` +
      "network. It shows the curves, the confusion matrix with the images behind it, the mistakes, " +
      "the weights and the activations, in English and in French.",
    fr: `La page est results/NOM/${REPORT_FILE}\u00a0: un seul fichier, qui s’ouvre dans tout ` +
      "navigateur sans réseau. Elle montre les courbes, la matrice de confusion et ses images, les " +
      "erreurs, les poids et les activations, en français et en anglais.",
  },
  examples: [
    { args: "", text: { en: "The newest run", fr: "L’entraînement le plus récent" } },
    {
      args: "--run deeper --compare linear,baseline",
      text: { en: "One run beside two others", fr: "Un entraînement à côté de deux autres" },
    },
  ],
  options: {
    ...savedRunOptions,
    compare: names,
    open: flag({
      default: false,
      text: {
        en: "Gone: deno task open opens the page",
        fr: "Disparu\u00a0: deno task open l’ouvre",
      },
    }),
  },
});

/** Only the task that opens pages may start other programs. */
const OPEN_IS_A_TASK = {
  en: "opening a page is a task of its own: deno task open, with the same --run",
  fr: "ouvrir une page est une tâche à part\u00a0: deno task open, avec le même --run",
};

/** The files of a run are written together: when they disagree, one was put there by hand. */
function assertSameRun(name: string, digests: { metrics: string; model: string }): void {
  if (digests.metrics === digests.model) return;
  const [metrics, model] = [digests.metrics, digests.model].map((digest) => digest.slice(0, 12));
  throw new UserError({
    en: `run ${name}: metrics.json and model.safetensors are not of the same run: SHA-256 of the ` +
      `weights ${metrics}… in the one, ${model}… in the other`,
    fr: `entraînement ${name}\u00a0: metrics.json et model.safetensors ne viennent pas du même ` +
      `entraînement\u00a0: SHA-256 des poids ${metrics}… dans l’un, ${model}… dans l’autre`,
  });
}

/** The test images of `data` are not those that the run was judged on. */
function otherImages(name: string, data: string): Text {
  return {
    en: `the images of ${data} do not give the confusion matrix of run ${name}: they are not ` +
      "those that it was judged on, give these with --data",
    fr: `les images de ${data} ne donnent pas la matrice de confusion de l’entraînement ${name}` +
      "\u00a0: ce ne sont pas celles sur lesquelles il a été jugé, donnez celles-ci avec --data",
  };
}

if (import.meta.main) {
  await runCommand(reportCommand, async (options, context) => {
    const { say, warn, given, language } = context;
    if (options.open) throw new UserError(OPEN_IS_A_TASK);
    const opened = await openRun(options, loadWhatIsThere);
    const { name, recipe, dataset, network, test, checkpoint } = opened;
    warnUnfinished(opened, context);
    await noteData(dataset, recipe, context);
    const metrics = checkpoint
      ? measuredSoFar(network, { checkpoint, dataset, ...evaluate(network, test) })
      : await readMetrics(name);
    assertSameRun(name, { metrics: metrics.weightsSha256, model: weightsSha256(network) });
    const compared: MeasuredRun[] = given.has("compare")
      ? []
      : await referenceRuns({ name, metrics });
    for (const other of options.compare) {
      if (other !== name) compared.push({ name: other, metrics: await readMetrics(other) });
    }
    const page = pageData({ name, metrics, network, test, dataset, compared, language });
    if (!page.reproduced) {
      const text = otherImages(name, options.data ?? metrics.recipe.data);
      if (options.data !== undefined) throw new UserError(text);
      warn(text);
    }
    const html = await reportPage(page), path = join(RESULTS, name, REPORT_FILE);
    try {
      sweep(RESULTS);
      replaceFile(path, html);
    } catch (error) {
      throw explained(error, RESULTS);
    }
    say({ en: `written: ${path}`, fr: `écrit\u00a0: ${path}` });
  });
}
