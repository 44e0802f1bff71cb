/**
 * `deno task open`: opens the report page of a saved run in the browser.
 *
 * @module
 */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { REPORT_FILE } from "../run/run_files.ts";
import { latestRun, readRunFile, RESULTS } from "../run/run_folder.ts";
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

/** Opens a file with the program that the system has for it. */
async function openFile(path: string): Promise<void> {
  // The explorer of Windows needs no shell, which would read the path as a command.
  const openers: Partial<Record<typeof Deno.build.os, string>> = {
    darwin: "open",
    windows: "explorer",
  };
  const opener = openers[Deno.build.os] ?? "xdg-open";
  try {
    const { success } = await new Deno.Command(opener, { args: [path], stdin: "null" }).output();
    // The explorer answers 1 even when all went well.
    if (success || opener === "explorer") return;
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable; // a program that is not there cannot be allowed
    if (!isAbsent) throw error;
  }
  throw new UserError({
    en: `${opener} could not open the page: open it yourself in a browser: ${path}`,
    fr:
      `${opener} n’a pas pu ouvrir la page\u00a0: ouvrez-la vous-même dans un navigateur\u00a0: ` +
      path,
  });
}

if (import.meta.main) {
  await runCommand(openCommand, async ({ run }, { say }) => {
    const name = run ?? await latestRun(RESULTS);
    await readRunFile(RESULTS, { name, file: REPORT_FILE });
    const path = join(RESULTS, name, REPORT_FILE);
    await openFile(path);
    say({ en: `opened: ${path}`, fr: `ouvert\u00a0: ${path}` });
  });
}
