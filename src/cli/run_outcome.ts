/**
 * What every run says when it has been written.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatCount, formatPercent } from "../number_format.js";
import type { BaselineMetrics, RunMetrics } from "../run/metrics_file.ts";
import { RESULTS } from "../run/run_folder.ts";
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

/** Says what the weights are known by, where the run lies, and what to do next. */
export function sayWritten(
  name: string,
  { recipe, weightsSha256 }: RunMetrics | BaselineMetrics,
  { terminal, say }: CommandContext,
): void {
  const url = pathToFileURL(join(RESULTS, name, "report.html")).href;
  const report = terminal.link("report.html", url);
  say({ en: `weights SHA-256 ${weightsSha256}`, fr: `SHA-256 des poids ${weightsSha256}` });
  if (recipe.engine === "relaxed") {
    say({
      en: "(relaxed engine: another machine may give other last bits)",
      fr: "(moteur relaxed\u00a0: une autre machine peut donner d’autres derniers bits)",
    });
  }
  say({
    en: `written to results/${name}/; now open ${report} there, or: ` +
      `deno task evaluate --run ${name}`,
    fr: `écrit dans results/${name}/\u00a0; ouvrez-y ${report}, ou\u00a0: ` +
      `deno task evaluate --run ${name}`,
  });
}
