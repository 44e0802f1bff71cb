/**
 * A dataset of the user's own, from a folder.
 *
 * @module
 */

import { basename, dirname, resolve } from "node:path";
import { ALL_PARTS, type Part } from "./assemble.ts";
import type { Dataset } from "./dataset.ts";
import { type FoundParts, groupParts, namesBelow, namesIn } from "./folder_files.ts";
import { notAFolder, nothingFound, partsMissing, severalFound } from "./folder_refusals.ts";
import { accessError, decodeFile, readFileBytes } from "./idx_file.ts";
import { readDataset, type Source } from "./source.ts";

/**
 * Reads a dataset from the four IDX files of a folder: `train-images-idx3-ubyte`, `train-labels-…`,
 * `t10k-images-…` and `t10k-labels-…`, with points or hyphens, plain or `.gz`. They may be called
 * `test` instead of `t10k`, and have a name before them as in EMNIST and QMNIST. When a file is there
 * in several spellings, plain goes before `.gz`, and a hyphen before a point. Where not all are there,
 * the folders in the folder are looked into: torchvision (`raw/`) and 7-Zip (a folder for each file)
 * put them one deeper.
 *
 * Where several datasets lie in one folder, its path and the name before the files tell which:
 * `gzip/emnist-letters`.
 *
 * Images may have any size from 1×1, labels any value from 0 to 255. The files are read at once.
 * Needs `--allow-read` for the folder.
 *
 * Throws a `UserError` that names what is wrong when the folder or a file is missing or cannot be
 * read, or the four do not make a dataset (see `assembleDataset`); an `IdxSyntaxError` that names the
 * file when one is damaged.
 */
export async function loadFolder(folder: string): Promise<Dataset> {
  return await readDataset(await folderSource(folder, ALL_PARTS));
}

/** The dataset of a folder. Throws a `UserError` when one of the parts `needed` is not there. */
export async function folderSource(folder: string, needed: readonly Part[]): Promise<Source> {
  const lacking = (found: FoundParts) => needed.filter((part) => found[part] === undefined);
  const { place, names, prefix } = await look(folder);
  let sets = [...groupParts(place, names)];
  if (!sets.some(([, found]) => lacking(found).length === 0)) {
    sets = [...groupParts(place, [...names, ...await namesBelow(place, names)])];
  }
  const asked = sets.filter(([name]) => prefix === undefined || name === prefix);
  const complete = asked.filter(([, found]) => lacking(found).length === 0);
  const best = complete.length > 0 ? complete : asked;
  if (best.length === 0) throw nothingFound(folder, { names, needed });
  // Files with no name before them are what the folder stands for.
  const [name, found] = best.find(([name]) => name === "") ?? best[0];
  if (name !== "" && best.length > 1) throw severalFound(folder, best.map(([name]) => name));
  if (complete.length === 0) throw partsMissing(folder, lacking(found));
  return {
    name: name.split("/").at(-1) || basename(resolve(folder)) || folder,
    whole: ALL_PARTS.every((part) => found[part] !== undefined),
    read: async (part) => await decodeFile(found[part]!, await readFileBytes(found[part]!)),
  };
}

/** The names in a folder; or in the one above, where its files have the name of `folder` before them. */
async function look(folder: string): Promise<{ place: string; names: string[]; prefix?: string }> {
  try {
    if (folder === "") throw new Deno.errors.NotFound(); // not the error that it is to Deno.stat
    if (!(await Deno.stat(folder)).isDirectory) throw notAFolder(folder);
    return { place: folder, names: await namesIn(folder) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound && folder !== "") {
      const place = dirname(folder), prefix = basename(folder);
      const names = await namesIn(place).catch(() => []);
      if (groupParts(place, names).has(prefix)) return { place, names, prefix };
    }
    throw accessError(folder, error);
  }
}
