/**
 * Chart.js (MIT licence, https://www.chartjs.org), as one script for a page that has no network.
 *
 * @module
 */
import { UserError } from "../errors.ts";

/**
 * The text of Chart.js, which defines `Chart` on the page. Deno fetches the package into its cache
 * the first time; later calls do without the network. Needs `--allow-read` for Deno's cache.
 *
 * @throws {UserError} When the package cannot be fetched.
 */
export async function chartScript(): Promise<string> {
  try {
    // The literal import is what makes Deno fetch the package. It exports no package.json; its
    // helpers load faster than the whole of it.
    await import("chart.js/helpers");
    const file = new URL("../dist/chart.umd.js", import.meta.resolve("chart.js/helpers"));
    const script = await Deno.readTextFile(file);
    // A browser's tools would ask for the map.
    return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    const [reason] = (error as Error).message.split("\n");
    throw new UserError({
      en: `the package chart.js cannot be fetched, connect to the network once: ${reason}`,
      fr: `impossible d’obtenir le paquet chart.js, connectez-vous au réseau une fois\u00a0: ` +
        reason,
    });
  }
}
