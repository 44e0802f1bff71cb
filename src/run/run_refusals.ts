/**
 * What a person is told when the folder of runs cannot do what was asked.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { REPORT_FILE } from "./run_files.ts";

/** The most runs that a message lists. */
const LISTED = 10;

/** The name is taken; `resumable` where it is that of a training that can be gone on with. */
export function takenName(
  name: string,
  { folder, resumable }: { readonly folder: string; readonly resumable: boolean },
): UserError {
  const [en, fr] = resumable
    ? [`, go on with it: --resume ${name}`, `, reprenez-le avec --resume ${name}`]
    : ["", ""];
  return new UserError({
    en: `A free name was wanted, and "${name}" is taken in ${folder}. Choose another with --run` +
      `${en}, or replace it with --force`,
    fr: `Il fallait un nom libre, et «\u00a0${name}\u00a0» est déjà pris dans ${folder}. ` +
      `Choisissez-en un autre avec --run${fr}, ou remplacez-le avec --force`,
  });
}

/** Another process is at work on a run of that name. */
export function busyName(name: string, folder: string): UserError {
  return new UserError({
    en: `"${name}" in ${folder} is being trained right now by another command. Wait for its end, ` +
      "or choose another name with --run",
    fr:
      `«\u00a0${name}\u00a0» dans ${folder} est en cours d’entraînement par une autre commande. ` +
      "Attendez qu’elle finisse, ou choisissez un autre nom avec --run",
  });
}

/** The run is still being trained, or was killed; `resumable` where a checkpoint was written. */
export function unfinishedRun(
  name: string,
  { folder, resumable }: { readonly folder: string; readonly resumable: boolean },
): UserError {
  const resume = `deno task train --resume ${name}`;
  return new UserError({
    en:
      `The run "${name}" in ${folder} is not finished: its measures are written at its end. Wait ` +
      `for it or, if nobody is at work, ${resumable ? `go on with: ${resume}` : "train again"}`,
    fr:
      `L’entraînement «\u00a0${name}\u00a0» dans ${folder} n’est pas terminé\u00a0: ses mesures ` +
      "sont écrites à la fin. Attendez-la ou, si personne n’est à l’œuvre, " +
      (resumable ? `reprenez avec\u00a0: ${resume}` : "relancez l’entraînement"),
  });
}

/** There is nothing to go on with: every epoch was taken, or it was no training. */
export function finishedRun(name: string, folder: string): UserError {
  return new UserError({
    en:
      `The run "${name}" in ${folder} is finished: it has no checkpoint to go on from. To start ` +
      `another from its weights: deno task train --from ${name}`,
    fr: `L’entraînement «\u00a0${name}\u00a0» dans ${folder} est terminé\u00a0: il n’a pas de ` +
      "point de reprise. Pour en commencer un autre avec ses poids\u00a0: " +
      `deno task train --from ${name}`,
  });
}

/** `--force` would delete something that no training wrote. */
export function notARun(name: string, folder: string): UserError {
  return new UserError({
    en: `--force replaces only runs, and "${name}" in ${folder} is not one: it holds neither ` +
      "metrics.json nor model.safetensors. Choose another name with --run",
    fr: `--force ne remplace que des entraînements, et «\u00a0${name}\u00a0» dans ${folder} n’en ` +
      "est pas un\u00a0: il ne contient ni metrics.json ni model.safetensors. Choisissez un autre " +
      "nom avec --run",
  });
}

/** There is no run at all. */
export function noRuns(folder: string): UserError {
  return new UserError({
    en: `${folder} holds no run yet. Make one with: deno task train`,
    fr: `${folder} ne contient encore aucun entraînement. Lancez-en un avec\u00a0: deno task train`,
  });
}

/** There is no run of that name; `runs` are those that exist, the newest first. */
export function missingRun(
  name: string,
  { runs, folder }: { readonly runs: readonly string[]; readonly folder: string },
): UserError {
  if (runs.length === 0) return noRuns(folder);
  const list = runs.slice(0, LISTED).join(", ") + (runs.length > LISTED ? "…" : "");
  return new UserError({
    en: `No run "${name}" in ${folder}. Choose one of: ${list}; or make one with: deno task train`,
    fr: `Pas d’entraînement «\u00a0${name}\u00a0» dans ${folder}. Choisissez parmi\u00a0: ` +
      `${list}\u00a0; ou lancez-en un avec\u00a0: deno task train`,
  });
}

/** The run exists, and has no such file. */
export function missingFile(
  name: string,
  { file, folder }: { readonly file: string; readonly folder: string },
): UserError {
  const isReport = file === REPORT_FILE, report = `deno task report --run ${name}`;
  return new UserError({
    en: `The run "${name}" in ${folder} should hold ${file}, and does not. ` +
      (isReport ? `Make it with: ${report}` : "Train again"),
    fr: `L’entraînement «\u00a0${name}\u00a0» dans ${folder} devrait contenir ${file}, et ne le ` +
      `contient pas. ` +
      (isReport ? `Faites-le avec\u00a0: ${report}` : "Relancez l’entraînement"),
  });
}

/** What the operating system refused: a full disk, no right to write, a file where a folder should be. */
class Refusal extends UserError {}

/** Whether the operating system refused. */
export function isRefusal(error: unknown): error is UserError {
  return error instanceof Refusal;
}

/**
 * An error of the operating system as a message for a person; any other error as it is. Deno's own
 * refusals already name the flag that is missing, and stay as they are.
 */
export function explained(error: unknown, folder: string): unknown {
  const reason = error instanceof Error && /^(.*\(os error \d+\))/.exec(error.message)?.[1];
  if (!reason) return error;
  return new Refusal({
    en:
      `The runs should be in the folder ${folder}, and the system refuses: ${reason}. Check that ` +
      "it is a folder, that it can be written to and that the disk is not full",
    fr: `Les entraînements devraient être dans le dossier ${folder}, et le système refuse\u00a0: ` +
      `${reason}. Vérifiez que c’est un dossier, qu’on peut y écrire et que le disque n’est pas ` +
      "plein",
  });
}
