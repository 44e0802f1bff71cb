/**
 * `deno task notebooks`: makes the notebooks from their sources, and runs them.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Language, UserError } from "../errors.ts";
import { type Notebook, notebookOf, notebookText, withRasters } from "../notebook/ipynb.ts";
import { rasteriser } from "../notebook/raster.ts";
import { cellsOf } from "../notebook/source.ts";
import { command } from "./options/command.ts";
import { choice, flag } from "./options/option.ts";
import { CommandEnd, runCommand } from "./run.ts";

/** The folder of the notebooks and of their sources. */
export const NOTEBOOKS: string = join(import.meta.dirname!, "..", "..", "notebooks");

/** The names of the notebooks, in their order, without language and ending. */
export const NOTEBOOK_NAMES = [
  "01_data_exploration",
  "02_baseline",
  "03_from_scratch_network",
] as const;

/** Where a notebook is kept. */
export function notebookPath(name: string, language: Language): string {
  return join(NOTEBOOKS, `${name}.${language}.ipynb`);
}

/** A notebook as its source says, without outputs. */
export function makeNotebook(name: string, language: Language): Notebook {
  const source = readFileSync(join(NOTEBOOKS, `${name}.ts`), "utf8");
  return notebookOf(cellsOf(source, language));
}

/** A notebook as it is kept. */
export function keptNotebook(name: string, language: Language): Notebook {
  return JSON.parse(readFileSync(notebookPath(name, language), "utf8"));
}

const notebooksCommand = command({
  name: "notebooks",
  summary: {
    en: "Make the notebooks of notebooks/ from their sources, and run them.",
    fr: "Produire les carnets de notebooks/ à partir de leurs sources, et les exécuter.",
  },
  description: {
    en:
      "Each notebooks/NAME.ts gives NAME.en.ipynb and NAME.fr.ipynb with their outputs, which are " +
      "kept in git. It takes Python with jupyter_client (Debian: python3-jupyter-client), about half " +
      "a minute each.",
    fr: "Chaque notebooks/NOM.ts donne NOM.en.ipynb et NOM.fr.ipynb avec leurs sorties, qui sont " +
      "gardés dans git. Il faut Python avec jupyter_client (Debian\u00a0: python3-jupyter-client), " +
      "et une demi-minute environ par carnet.",
  },
  operand: "only",
  options: {
    only: choice(NOTEBOOK_NAMES, {
      text: {
        en: "One notebook only; all of them if left out",
        fr: "Un seul carnet\u00a0; tous par défaut",
      },
    }),
    check: flag({
      default: false,
      text: {
        en: "Write nothing: run them, and fail where what is kept differs",
        fr: "Ne rien écrire\u00a0: les exécuter, et échouer si ce qui est gardé diffère",
      },
    }),
  },
});

/** The first Python that has what a kernel is spoken to with. */
async function python(): Promise<string> {
  for (const name of ["/usr/bin/python3", "python3"]) {
    const has = await new Deno.Command(name, { args: ["-c", "import jupyter_client"] })
      .output().then(({ success }) => success, () => false);
    if (has) return name;
  }
  throw new UserError({
    en: "running notebooks takes Python with jupyter_client: install Debian’s " +
      "python3-jupyter-client, or pip install jupyter_client",
    fr: "exécuter les carnets demande Python avec jupyter_client\u00a0: installez " +
      "python3-jupyter-client (Debian), ou pip install jupyter_client",
  });
}

/** The notebook with its outputs. */
async function run(notebook: Notebook, interpreter: string): Promise<Notebook> {
  const script = join(import.meta.dirname!, "..", "notebook", "run.py");
  const process = new Deno.Command(interpreter, {
    args: [script, Deno.execPath()],
    cwd: NOTEBOOKS,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(notebook)));
  await writer.close();
  const { success, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return JSON.parse(decoder.decode(stdout));
}

if (import.meta.main) {
  await runCommand(notebooksCommand, async ({ only, check }, { say }) => {
    const names = only ? [only] : NOTEBOOK_NAMES;
    const interpreter = await python(), raster = await rasteriser();
    let differing = 0;
    for (const name of names) {
      for (const language of ["en", "fr"] as const) {
        const made = notebookText(
          withRasters(await run(makeNotebook(name, language), interpreter), raster),
        );
        const path = notebookPath(name, language), line = `${basename(path)}  `;
        const same = check && notebookText(keptNotebook(name, language)) === made;
        if (!check) await writeFile(path, made);
        if (check && !same) differing++;
        say(
          check
            ? same
              ? { en: `${line}as kept`, fr: `${line}comme gardé` }
              : { en: `${line}differs`, fr: `${line}diffère` }
            : { en: `${line}made`, fr: `${line}produit` },
        );
      }
    }
    if (differing > 0) {
      throw new CommandEnd(1, {
        en: "what is kept is not what the sources give: run deno task notebooks",
        fr:
          "ce qui est gardé n’est pas ce que donnent les sources\u00a0: exécutez deno task notebooks",
      });
    }
  });
}
