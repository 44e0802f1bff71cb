/**
 * `deno task pack`: the four IDX files of a dataset, from folders of pictures.
 *
 * @module
 */
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { accessError } from "../data/idx_file.ts";
import { labelsOfFolders, packDataset } from "../data/pack.ts";
import { partNames } from "../data/assemble.ts";
import { UserError } from "../errors.ts";
import { formatCount } from "../number_format.js";
import { SIDE } from "../picture/prepare.ts";
import { printable } from "../printable.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { exists, writeFolder } from "../data/write_folder.ts";
import { Redrawn } from "../terminal/redrawn.ts";
import { sideBySide } from "../terminal/side_by_side.ts";
import { formatThumbnail } from "../terminal/thumbnail.ts";
import { command } from "./options/command.ts";
import { integer, number } from "./options/number_option.ts";
import { flag, path } from "./options/option.ts";
import { namesIn, readDigit } from "./picture_files.ts";
import { type CommandContext, runCommand } from "./run.ts";

const packCommand = command({
  name: "pack",
  summary: {
    en:
      "Make a dataset of pictures: a folder with a subfolder for each class becomes four IDX files.",
    fr:
      "Faire un jeu de données avec des images\u00a0: un dossier avec un sous-dossier par classe " +
      "devient quatre fichiers IDX.",
  },
  description: {
    en:
      "Each picture, .png or .jpg, is prepared as deno task predict --image does. Subfolders called " +
      "0 to 255 give their classes these numbers; with other names, the classes are numbered in " +
      "order, and labels.txt tells which is which. The dataset is written inside the folder where " +
      "the command is typed; then: deno task train --data DIR.",
    fr: "Chaque image, .png ou .jpg, est préparée comme par deno task predict --image. Des " +
      "sous-dossiers nommés de 0 à 255 donnent ces numéros à leurs classes\u00a0; sous d’autres " +
      "noms, les classes sont numérotées dans l’ordre, et labels.txt en garde la liste. Le jeu de " +
      "données s’écrit dans le dossier où la commande est tapée\u00a0; ensuite\u00a0: deno task " +
      "train --data DOSSIER.",
  },
  examples: [
    {
      args: "drawings --to my-digits",
      text: { en: "A fifth of them for the test", fr: "Un cinquième pour le test" },
    },
    {
      args: "drawings --to my-digits --test 0.5 --seed 7 --force",
      text: {
        en: "Half of them, drawn anew, in place of the dataset that is there",
        fr: "La moitié, tirée de nouveau, à la place du jeu de données présent",
      },
    },
  ],
  operand: "from",
  options: {
    from: path({
      text: {
        en: "Folder with a subfolder of pictures for each class",
        fr: "Dossier avec un sous-dossier d’images par classe",
      },
    }),
    to: path({
      text: { en: "Folder to write the dataset to", fr: "Dossier où écrire le jeu de données" },
    }),
    test: number({
      above: 0,
      max: 0.9,
      default: 0.2,
      text: {
        en: "Share of each class that is kept for the test",
        fr: "Part de chaque classe gardée pour le test",
      },
    }),
    seed: integer({
      min: 0,
      max: 2 ** 32 - 1,
      default: 42,
      text: {
        en: "Seed of the split: the same seed, the same split",
        fr: "Graine du partage\u00a0: même graine, même partage",
      },
    }),
    force: flag({
      default: false,
      text: {
        en: "Replace the dataset that --to holds",
        fr: "Remplacer le jeu de données que contient --to",
      },
    }),
  },
});

/** The file that tells which label is which folder. */
const LABELS = "labels.txt";
/** Thumbnails of a class. */
const SHOWN = 5;
/** Milliseconds before progress is shown. */
const PATIENCE = 1000;

/** A picture that was prepared. */
interface Prepared {
  readonly pixels: Uint8Array;
  readonly label: number;
}

if (import.meta.main) {
  await runCommand(packCommand, async (options, context) => {
    const { from, to, test: share, seed, force } = options, { terminal, language, say } = context;
    if (from === undefined || to === undefined) throw missing(from);
    await assertWritable(to, { from, force });
    const { folders } = await namesIn(from);
    if (folders.length === 0) throw noFolders(from);
    if (folders.length > 256) throw tooManyFolders(folders.length);
    const labels = labelsOfFolders(folders);
    const { prepared, refused } = await prepareAll(from, { folders, labels, context });

    const { files, train, test } = packDataset({
      images: prepared.map(({ pixels }) => pixels),
      labels: Uint8Array.from(prepared, ({ label }) => label),
      rows: SIDE,
      columns: SIDE,
    }, { share, random: new Xoshiro128(seed) });
    if (train === 0 || test === 0) throw tooFew(prepared.length);

    const named = folders.some((name, i) => name !== String(labels[i]));
    if (named) {
      const lines = folders.map((name, i) => `${labels[i]}\t${printable(name)}\n`);
      Object.assign(files, { [LABELS]: new TextEncoder().encode(lines.join("")) });
    }
    try {
      await writeFolder(to, { files, replace: force });
    } catch (error) {
      throw accessError(to, error);
    }

    folders.forEach((name, i) => {
      const images = prepared.filter(({ label }) => label === labels[i]);
      const title = named ? `${labels[i]} = ${printable(name)}` : name;
      terminal.print(`${title}: ${formatCount(images.length, language)}`);
      if (images.length > 0) terminal.print(sheet(images.slice(0, SHOWN), terminal));
      terminal.print();
    });
    const [all, kept, bad] = [train, test, refused].map((count) => formatCount(count, language));
    say({
      en: `${all} training images and ${kept} test images written; pictures not read: ${bad}`,
      fr: `${all} images d’entraînement et ${kept} images de test écrites\u00a0; images non ` +
        `lues\u00a0: ${bad}`,
    });
    say({
      en: `now: deno task train --data ${basename(to)}`,
      fr: `ensuite\u00a0: deno task train --data ${basename(to)}`,
    });
  });
}

/** Prepares all pictures; those that cannot be read are named on the error output, and counted. */
async function prepareAll(
  from: string,
  { folders, labels, context }: {
    readonly folders: readonly string[];
    readonly labels: readonly number[];
    readonly context: CommandContext;
  },
): Promise<{ prepared: Prepared[]; refused: number }> {
  const prepared: Prepared[] = [], start = performance.now();
  const line = new Redrawn(context.terminal);
  let refused = 0;
  for (const [i, folder] of folders.entries()) {
    const { files } = await namesIn(join(from, folder));
    for (const [done, file] of files.entries()) {
      const typed = join(folder, file);
      try {
        const pixels = await readDigit({ typed, path: join(from, typed) });
        prepared.push({ pixels, label: labels[i] });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused++;
        line.clear();
        context.warn(error.text);
      }
      if (performance.now() - start > PATIENCE) {
        line.update(() => `${printable(folder)}  ${done + 1}/${files.length}`);
      }
    }
  }
  line.clear();
  return { prepared, refused };
}

/** Prepared images next to each other. */
function sheet(
  images: readonly Prepared[],
  { width, colour }: Pick<CommandContext["terminal"], "width" | "colour">,
): string {
  return sideBySide(
    images.map(({ pixels }) => formatThumbnail(pixels, { rows: SIDE, columns: SIDE, colour })),
    { width },
  );
}

/** Makes sure, before any work, that the dataset can be written, and costs nobody their files. */
async function assertWritable(
  to: string,
  { from, force }: { readonly from: string; readonly force: boolean },
): Promise<void> {
  const inside = relative(from, to), around = relative(to, from);
  const within = (path: string) =>
    !isAbsolute(path) && path !== ".." && !path.startsWith(`..${sep}`);
  if (within(inside) || within(around)) {
    throw new UserError({
      en: "--to and the folder of the pictures lie one in the other: give --to another place",
      fr: "--to et le dossier des images sont l’un dans l’autre\u00a0: donnez un autre endroit à " +
        "--to",
    });
  }
  const { state } = await Deno.permissions.query({ name: "write", path: join(to, "..") });
  if (state !== "granted") {
    throw new UserError({
      en:
        `${to} is outside of the folder where the command is typed, and only there may it write: ` +
        "go to the folder that is to hold the dataset, or give another --to",
      fr:
        `${to} est hors du dossier où la commande est tapée, le seul où elle peut écrire\u00a0: ` +
        "placez-vous dans le dossier qui doit contenir le jeu de données, ou donnez un autre --to",
    });
  }
  if (!await exists(to)) return;
  if (!force) {
    throw new UserError({
      en: `${to} exists: give another --to, or replace the dataset there with --force`,
      fr:
        `${to} existe déjà\u00a0: donnez un autre --to, ou remplacez le jeu de données par --force`,
    });
  }
  const own = new Set<string>([...Object.values(partNames), LABELS]);
  const names = (await Deno.stat(to)).isDirectory
    ? await Array.fromAsync(Deno.readDir(to), ({ name }) => name)
    : [to];
  const other = names.find((name) => !own.has(name));
  if (other !== undefined) {
    throw new UserError({
      en: `${to} holds more than a dataset (${printable(basename(other))}), and --force replaces ` +
        "nothing else: give another --to",
      fr: `${to} contient autre chose qu’un jeu de données (${printable(basename(other))}), et ` +
        "--force ne remplace rien d’autre\u00a0: donnez un autre --to",
    });
  }
}

function missing(from: string | undefined): UserError {
  return from === undefined
    ? new UserError({
      en: "which pictures? Give their folder: deno task pack drawings --to my-digits",
      fr:
        "quelles images\u00a0? Donnez leur dossier\u00a0: deno task pack dessins --to mes-chiffres",
    })
    : new UserError({
      en: "where to? Give the folder to write: --to my-digits",
      fr: "où écrire\u00a0? Donnez le dossier à faire\u00a0: --to mes-chiffres",
    });
}

function noFolders(from: string): UserError {
  return new UserError({
    en: `${from} has no subfolders: make one for each class (0, 1, 2…), and put its pictures there`,
    fr: `${from} n’a pas de sous-dossiers\u00a0: faites-en un par classe (0, 1, 2…), et mettez-y ` +
      "ses images",
  });
}

function tooManyFolders(count: number): UserError {
  return new UserError({
    en: `a dataset has at most 256 classes, and there are ${count} subfolders: pack fewer`,
    fr: `un jeu de données a au plus 256 classes, or il y a ${count} sous-dossiers\u00a0: ` +
      "réduisez-en le nombre",
  });
}

function tooFew(count: number): UserError {
  return new UserError({
    en:
      `pictures that could be read: ${count}, too few to learn from some and be judged on others: ` +
      "add more, or give another --test",
    fr:
      `images lisibles\u00a0: ${count}, trop peu pour apprendre avec les unes et juger avec les ` +
      "autres\u00a0: ajoutez-en, ou changez --test",
  });
}
