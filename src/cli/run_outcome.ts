/**
 * What every run says when it has been written.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatCount, formatPercent } from "../number_format.js";
import type { BaselineMetrics, RunMetrics } from "../run/metrics_file.ts";
import { REPORT_FILE } from "../run/run_files.ts";
import { RESULTS } from "../run/run_folder.ts";
import type { RunInProgress } from "../run/run_in_progress.ts";
import { inked, style } from "../terminal/style.ts";
import type { CommandContext } from "./run.ts";

/** Says how many of the test images are read right. */
export function sayAccuracy(
  { testAccuracy, confusion }: RunMetrics | BaselineMetrics,
  { language, terminal, say }: CommandContext,
): void {
  const strong = (text: string) =>
    style("bold", inked("first", text, terminal.colour), terminal.colour);
  const images = confusion.flat().reduce((sum, n) => sum + n);
  const share = formatPercent(testAccuracy, { language });
  const read = formatCount(Math.round(testAccuracy * images), language);
  const all = formatCount(images, language);
  say({
    en: `${strong(`test accuracy ${share}`)}: ${read} of ${all} images`,
    fr: `${strong(`exactitude sur le test ${share}`)}\u00a0: ${read} sur ${all} images`,
  });
}

/** Says what the weights are known by, and where the run lies. */
export function sayWritten(
  { folder, name, path }: RunInProgress,
  { recipe, weightsSha256 }: RunMetrics | BaselineMetrics,
  { say }: CommandContext,
): void {
  say({ en: `weights SHA-256 ${weightsSha256}`, fr: `SHA-256 des poids ${weightsSha256}` });
  if (recipe.engine === "relaxed") {
    say({
      en: "(relaxed engine: another machine may give other last bits)",
      fr: "(moteur relaxed\u00a0: une autre machine peut donner d’autres derniers bits)",
    });
  }
  const where = folder === RESULTS ? `results/${name}` : path;
  say({ en: `written to ${where}/`, fr: `écrit dans ${where}/` });
}

/** Says what to do next with a run and its report. */
export function sayNext(
  { folder, name, path }: RunInProgress,
  { terminal, say }: CommandContext,
): void {
  const report = terminal.link(REPORT_FILE, pathToFileURL(join(path, REPORT_FILE)).href);
  if (folder === RESULTS) {
    const next = `deno task open --run ${name}`, other = `deno task evaluate --run ${name}`;
    say({
      en: `look at its ${report}: ${next}; class by class: ${other}`,
      fr: `regardez son ${report}\u00a0: ${next}\u00a0; classe par classe\u00a0: ${other}`,
    });
  } else {
    say({
      en: `the next commands find it once it is in results/: move ${path}`,
      fr: `les autres commandes le trouvent une fois dans results/\u00a0: déplacez ${path}`,
    });
  }
}
