/**
 * `deno task open`: opens the report page of a saved run in the browser.
 *
 * @module
 */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { REPORT_FILE } from "../run/run_files.ts";
import { latestRun, readRunFile, RESULTS } from "../run/run_folder.ts";
import { OPENER, openPage } from "./opener.ts";
import { command } from "./options/command.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions } from "./saved_run.ts";

const openCommand = command({
  name: "open",
  summary: {
    en: "Open the report page of a trained network in the browser.",
    fr: "Ouvrir dans le navigateur la page de rapport d’un réseau entraîné.",
  },
  examples: [
    { args: "", text: { en: "The newest run", fr: "L’entraînement le plus récent" } },
    { args: "--run deeper", text: { en: "The run of that name", fr: "L’entraînement de ce nom" } },
  ],
  options: { run: savedRunOptions.run },
});

/** What to say where no program opens it. */
function cannotOpen(path: string): UserError {
  return new UserError({
    en: `${OPENER} could not open the page: open it yourself in a browser: ${path}`,
    fr:
      `${OPENER} n’a pas pu ouvrir la page\u00a0: ouvrez-la vous-même dans un navigateur\u00a0: ` +
      path,
  });
}

if (import.meta.main) {
  await runCommand(openCommand, async ({ run }, { say }) => {
    const name = run ?? await latestRun(RESULTS);
    await readRunFile(RESULTS, { name, file: REPORT_FILE });
    const path = join(RESULTS, name, REPORT_FILE);
    if (!await openPage(path)) throw cannotOpen(path);
    say({ en: `opened: ${path}`, fr: `ouvert\u00a0: ${path}` });
  });
}
