/**
 * `deno task studio`: serves the page to play in, on this machine only, and opens it.
 *
 * @module
 */
import { inFile, UserError } from "../errors.ts";
import { createEngine } from "../engine/create.ts";
import { decodeModel, networkOf } from "../run/model.ts";
import { MODEL_FILE } from "../run/run_files.ts";
import { readRunFile, RESULTS } from "../run/run_folder.ts";
import { mnistFiles, studioFiles } from "../studio/files.ts";
import { serve } from "../studio/server.ts";
import { openPage } from "./opener.ts";
import { command } from "./options/command.ts";
import { flag } from "./options/option.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions } from "./saved_run.ts";

/** Which network the page opens on, for both commands. */
export const studioRun: typeof savedRunOptions.run = {
  ...savedRunOptions.run,
  text: {
    en: "Name of the run to open on; the small network that comes with the page if left out",
    fr: "Nom de l’entraînement à ouvrir\u00a0; par défaut, le petit réseau fourni avec la page",
  },
};

const studioCommand = command({
  name: "studio",
  summary: {
    en: "A page to play in: draw a digit, watch the network read it, train it live.",
    fr: "Une page pour jouer\u00a0: dessiner un chiffre, voir le réseau le lire, l’entraîner.",
  },
  description: {
    en:
      "Serves the page to the browser of this machine and to nobody else, until Ctrl-C. To put it " +
      "on a web server, or to use it without Deno: deno task studio:export.",
    fr:
      "Sert la page au navigateur de cette machine et à personne d’autre, jusqu’à Ctrl-C. Pour la " +
      "mettre sur un serveur web, ou s’en servir sans Deno\u00a0: deno task studio:export.",
  },
  examples: [
    { args: "", text: { en: "With the small network", fr: "Avec le petit réseau" } },
    {
      args: "--run deeper",
      text: { en: "With a run of yours", fr: "Avec un entraînement à vous" },
    },
  ],
  options: {
    run: studioRun,
    open: flag({
      default: true,
      text: {
        en: "Print the address only: do not open the browser",
        fr: "Écrire l’adresse seulement\u00a0: ne pas ouvrir le navigateur",
      },
    }),
  },
});

/** The model of a run, for a page that draws 28×28 digits. */
export async function studioModel(
  name: string | undefined,
): Promise<{ name: string; model: Uint8Array<ArrayBuffer> } | undefined> {
  if (name === undefined) return undefined;
  const bytes = await readRunFile(RESULTS, { name, file: MODEL_FILE });
  const model = inFile(`results/${name}/${MODEL_FILE}`, () => {
    const model = decodeModel(bytes);
    networkOf(createEngine("plain"), model);
    return model;
  });
  const { labels, layers: [{ inputs }] } = model;
  if (inputs !== 784 || labels.length !== 10 || labels.some((label, i) => label !== i)) {
    throw new UserError({
      en: `the page draws digits of 28×28 pixels, and the run ${name} reads images of ${inputs} ` +
        `pixels in ${labels.length} classes: take a run on MNIST`,
      fr:
        `la page dessine des chiffres de 28×28 pixels, et l’entraînement ${name} lit des images ` +
        `de ${inputs} pixels en ${labels.length} classes\u00a0: prenez un entraînement sur MNIST`,
    });
  }
  return { name, model: bytes };
}

if (import.meta.main) {
  await runCommand(studioCommand, async ({ run, open }, { say }) => {
    const files = await studioFiles({ run: await studioModel(run), mnist: "" });
    for (const [address, file] of mnistFiles()) files.set(address, file);
    const { address, finished } = serve(files);
    say({
      en: `the studio is at ${address} (Ctrl-C ends it)`,
      fr: `l’atelier est à l’adresse ${address} (Ctrl-C l’arrête)`,
    });
    if (open) openPage(address);
    await finished;
  });
}
