/**
 * What every run says when it has been written.
 *
 * @module
 */
import { formatCount, formatPercent } from "../number_format.js";
import type { BaselineMetrics, RunMetrics } from "../run/metrics_file.ts";
import type { CommandContext } from "./run.ts";

/** Says how many of the test images are read right. */
export function sayAccuracy(
  { testAccuracy, confusion }: RunMetrics | BaselineMetrics,
  { language, say }: CommandContext,
): void {
  const images = confusion.flat().reduce((sum, n) => sum + n);
  const share = formatPercent(testAccuracy, { language });
  const read = formatCount(Math.round(testAccuracy * images), language);
  const all = formatCount(images, language);
  say({
    en: `test accuracy ${share}: ${read} of ${all} images`,
    fr: `exactitude sur le test ${share}\u00a0: ${read} sur ${all} images`,
  });
}

/** Says what the weights are known by, where the run lies, and what to do next. */
export function sayWritten(
  name: string,
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
  say({
    en: `written to results/${name}/; now open report.html there, or: ` +
      `deno task evaluate --run ${name}`,
    fr: `écrit dans results/${name}/\u00a0; ouvrez-y report.html, ou\u00a0: ` +
      `deno task evaluate --run ${name}`,
  });
}
