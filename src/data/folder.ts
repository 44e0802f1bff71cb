/**
 * A dataset of the user's own, from a folder.
 *
 * @module
 */

import { basename, join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { assembleDataset, type Part, partNames, readParts } from "./assemble.ts";
import type { Dataset } from "./dataset.ts";
import { accessError, decodeFile, readFileBytes } from "./idx_file.ts";

/**
 * Reads a dataset from the four IDX files of a folder: `train-images-idx3-ubyte` or
 * `train-images.idx3-ubyte`, plain or `.gz`, and so on for `train-labels`, `t10k-images` and
 * `t10k-labels`. When a file is there in several spellings, the first one in the order just given is
 * read: hyphen before point, and both before `.gz`. Folders of such names are passed over.
 *
 * Images may have any size from 1×1, labels any value from 0 to 255. The files are read at once.
 * Needs `--allow-read` for the folder.
 *
 * Throws a `UserError` that names what is wrong when the folder or a file is missing or cannot be
 * read, or the four do not make a dataset (see {@linkcode assembleDataset}); an `IdxSyntaxError` that
 * names the file when one is damaged.
 */
export async function loadFolder(folder: string): Promise<Dataset> {
  const paths = await findParts(folder);
  const files = await readParts(async (part) =>
    await decodeFile(paths[part], await readFileBytes(paths[part]))
  );
  return assembleDataset(basename(resolve(folder)) || folder, files);
}

async function findParts(folder: string): Promise<Record<Part, string>> {
  const present = await fileNames(folder);
  const missing: string[] = [];
  const found = Object.entries(partNames).map(([part, name]) => {
    const spelling = spellings(name).find((spelling) => present.has(spelling));
    if (spelling === undefined) missing.push(name);
    return [part, join(folder, spelling ?? name)];
  });
  if (missing.length === 0) return Object.fromEntries(found);
  const names = missing.join(", ");
  throw new UserError(
    present.size === 0
      ? {
        en: `${folder} is an empty folder: put these files there, plain or .gz: ${names}`,
        fr: `${folder} est un dossier vide\u00a0: mettez-y ces fichiers, tels quels ou en ` +
          `.gz\u00a0: ${names}`,
      }
      : {
        en: `${folder} lacks files of the dataset: add these, plain or .gz: ${names}`,
        fr: `il manque des fichiers du jeu de données dans ${folder}\u00a0: ajoutez-y ceux-ci, ` +
          `tels quels ou en .gz\u00a0: ${names}`,
      },
  );
}

/** Every way a file may be named, the preferred one first. */
function spellings(name: string): string[] {
  const withPoint = name.replace("-idx", ".idx");
  return [name, withPoint, `${name}.gz`, `${withPoint}.gz`];
}

async function fileNames(folder: string): Promise<Set<string>> {
  try {
    if (folder === "") throw new Deno.errors.NotFound(); // not the error that it is to Deno.stat
    if (!(await Deno.stat(folder)).isDirectory) throw notAFolder(folder);
    const names = new Set<string>();
    for await (const entry of Deno.readDir(folder)) {
      // Some archives of MNIST unpack each file into a folder of the same name.
      if (!entry.isDirectory) names.add(entry.name);
    }
    return names;
  } catch (error) {
    throw accessError(folder, error);
  }
}

function notAFolder(path: string): UserError {
  return new UserError({
    en: `wanted a folder of IDX files, found the file ${path}: give the folder that holds it`,
    fr: `il fallait un dossier de fichiers IDX, on trouve le fichier ${path}\u00a0: donnez le ` +
      `dossier qui le contient`,
  });
}
