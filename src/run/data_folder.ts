/**
 * Which data a run read: in words that tell nobody's folders, and where they lie.
 *
 * @module
 */
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import { printable } from "../printable.ts";
import { MNIST } from "../train/recipe.ts";
import { DATA_FOLDER_FILE } from "./run_files.ts";
import { pathOf, PROJECT } from "./run_folder.ts";

/**
 * What a recipe that is kept says of its data: `mnist`, a folder of the project from there
 * (`data/sample`), or the last part of any other (`digits` of `/home/ada/digits`), because a run is
 * there to be shared.
 */
export function dataWords(data: string): string {
  if (data === MNIST) return data;
  const inside = relative(PROJECT, resolve(data));
  const isOutside = inside === "" || isAbsolute(inside) || inside.split(sep)[0] === "..";
  return isOutside ? basename(resolve(data)) : inside.split(sep).join("/");
}

/** The folder to be noted beside the run, where {@linkcode dataWords} do not lead to it. */
export function noteOfDataFolder(data: string): string | undefined {
  const leads = data === MNIST || resolve(PROJECT, dataWords(data)) === resolve(data);
  return leads ? undefined : resolve(data);
}

/**
 * Where the data of a run are: `mnist`, or a folder that exists; `dataFolder` is what its checkpoint
 * notes, where it has one.
 *
 * @throws {UserError} When they are not on this machine any more, or never were.
 */
export function findData(
  folder: string,
  { name, data, dataFolder }: {
    readonly name: string;
    readonly data: string;
    readonly dataFolder?: string;
  },
): string {
  if (data === MNIST) return data;
  const note = dataFolder ?? noted(join(pathOf(folder, name), DATA_FOLDER_FILE));
  for (const path of [note, join(PROJECT, data)]) {
    if (path !== undefined && isFolder(path)) return path;
  }
  const words = printable(data);
  throw new UserError({
    en: `run ${name} was made from the folder "${words}", which is not found: give it with --data`,
    fr: `l’entraînement ${name} vient du dossier «\u00a0${words}\u00a0», introuvable\u00a0: ` +
      "donnez-le avec --data",
  });
}

function noted(file: string): string | undefined {
  try {
    return Deno.readTextFileSync(file).trimEnd();
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
