/**
 * `deno task studio:export`: the studio as a site for any web server.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import { formatBytes } from "../number_format.js";
import { mnistFiles, studioFiles } from "../studio/files.ts";
import { command } from "./options/command.ts";
import { flag, path } from "./options/option.ts";
import { runCommand } from "./run.ts";
import { studioModel, studioRun } from "./studio.ts";

const exportCommand = command({
  name: "studio:export",
  summary: {
    en: "Write the studio as a site: a folder for any web server.",
    fr: "Écrire l’atelier comme un site\u00a0: un dossier pour n’importe quel serveur web.",
  },
  description: {
    en:
      "The site needs no special headers and fetches nothing from elsewhere. It lies in one folder, " +
      "anywhere on the server. A browser does not run it from the disk: it has to be served.",
    fr:
      "Le site ne demande aucun en-tête particulier et ne va rien chercher ailleurs. Il tient dans " +
      "un dossier, n’importe où sur le serveur. Un navigateur ne l’exécute pas depuis le disque\u00a0: " +
      "il faut le servir.",
  },
  examples: [
    { args: "site", text: { en: "Into the folder site", fr: "Dans le dossier site" } },
    {
      args: "site --run deeper --force",
      text: { en: "With a run of yours, once more", fr: "Avec un entraînement à vous, de nouveau" },
    },
  ],
  operand: "to",
  options: {
    to: path({ text: { en: "Folder to write", fr: "Dossier à écrire" } }),
    run: studioRun,
    force: flag({
      default: false,
      text: {
        en: "Write into a folder that is not empty",
        fr: "Écrire dans un dossier qui n’est pas vide",
      },
    }),
  },
});

/** Refuses a folder that would mix with other files, or that may not be written. */
async function assertFree(folder: string, force: boolean): Promise<void> {
  const { state } = await Deno.permissions.query({ name: "write", path: folder });
  if (state !== "granted") {
    throw new UserError({
      en: `${folder} is outside of the folder where the command is typed, and only there may it ` +
        "write: give another folder, and copy it from there",
      fr: `${folder} est hors du dossier où la commande est tapée, le seul où elle peut ` +
        "écrire\u00a0: donnez un autre dossier, et copiez-le de là",
    });
  }
  let names: string[];
  try {
    names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (!(error instanceof Deno.errors.NotADirectory)) throw error;
    throw new UserError({
      en: `${folder} is a file: give a folder`,
      fr: `${folder} est un fichier\u00a0: donnez un dossier`,
    });
  }
  if (names.length === 0 || force) return;
  throw new UserError({
    en: `${folder} is not empty: give another folder, or --force`,
    fr: `${folder} n’est pas vide\u00a0: donnez un autre dossier, ou --force`,
  });
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

if (import.meta.main) {
  await runCommand(exportCommand, async ({ to, run, force }, { say, language }) => {
    if (to === undefined) {
      throw new UserError({
        en: "say where to: deno task studio:export FOLDER",
        fr: "dites où\u00a0: deno task studio:export DOSSIER",
      });
    }
    await assertFree(to, force);
    const files = await studioFiles({ run: await studioModel(run), mnist: ".gz" });
    let size = 0;
    const write = async (address: string, bytes: Uint8Array) => {
      await Deno.mkdir(dirname(join(to, address)), { recursive: true });
      await Deno.writeFile(join(to, address), bytes);
      size += bytes.length;
    };
    try {
      for (const [address, { read }] of files) await write(address, await read());
      for (const [address, { read }] of mnistFiles()) {
        await write(`${address}.gz`, await gzip(await read()));
      }
    } catch (error) {
      const isOfTheDisk = error instanceof Error && "code" in error;
      if (!isOfTheDisk) throw error;
      throw new UserError({
        en: `${to} cannot be written, check the path and the disk: ${error.message}`,
        fr: `impossible d’écrire ${to}, vérifiez le chemin et le disque\u00a0: ${error.message}`,
      });
    }
    const bytes = formatBytes(size, language);
    say({ en: `written: ${to} (${bytes})`, fr: `écrit\u00a0: ${to} (${bytes})` });
  });
}
