/**
 * What is said of a folder that holds no dataset, or more than one.
 *
 * @module
 */
import { join } from "node:path";
import { type Text, UserError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type Part, partNames } from "./assemble.ts";

const PICTURE = /\.(png|jpe?g|gif|bmp|webp|heic|tiff?)$/i;
const PICTURES: Text = {
  en: "read a picture with deno task predict --image, or make a dataset of a folder of pictures " +
    "with deno task pack",
  fr: "lisez une image avec deno task predict --image, ou faites d’un dossier d’images un jeu de " +
    "données avec deno task pack",
};

/** A file was given. */
export function notAFolder(path: string): UserError {
  const advice: Text = PICTURE.test(path) ? PICTURES : {
    en: "give the folder that holds it",
    fr: "donnez le dossier qui le contient",
  };
  return new UserError({
    en: `wanted a folder of IDX files, found the file ${path}: ${advice.en}`,
    fr: `il fallait un dossier de fichiers IDX, on trouve le fichier ${path}\u00a0: ${advice.fr}`,
  });
}

/** Some of the files are there. */
export function partsMissing(folder: string, missing: readonly Part[]): UserError {
  const wanted = fileNames(missing);
  return new UserError({
    en: `${folder} lacks files of the dataset: add these, plain or .gz: ${wanted}`,
    fr: `il manque des fichiers du jeu de données dans ${folder}\u00a0: ajoutez-y ceux-ci, ` +
      `tels quels ou en .gz\u00a0: ${wanted}`,
  });
}

/** None of the files is there; `names` are what is. */
export function nothingFound(
  folder: string,
  { names, needed }: { names: readonly string[]; needed: readonly Part[] },
): UserError {
  const wanted = fileNames(needed), some = listed(names);
  const found: Text = names.length === 0
    ? { en: "is an empty folder", fr: "est un dossier vide" }
    : { en: `has no IDX files, only ${some}`, fr: `n’a pas de fichiers IDX, seulement ${some}` };
  const advice: Text = names.some((name) => PICTURE.test(name)) ? PICTURES : {
    en: `put these files there, plain or .gz: ${wanted}`,
    fr: `mettez-y ces fichiers, tels quels ou en .gz\u00a0: ${wanted}`,
  };
  return new UserError({
    en: `${folder} ${found.en}: ${advice.en}`,
    fr: `${folder} ${found.fr}\u00a0: ${advice.fr}`,
  });
}

/** The files of several datasets are there. */
export function severalFound(folder: string, sets: readonly string[]): UserError {
  const some = listed(sets), one = join(folder, sets[0]);
  return new UserError({
    en: `${folder} has the files of several datasets, ${some}: choose one, as in --data ${one}`,
    fr: `${folder} contient les fichiers de plusieurs jeux de données, ${some}\u00a0: ` +
      `choisissez-en un, comme dans --data ${one}`,
  });
}

function fileNames(parts: readonly Part[]): string {
  return parts.map((part) => partNames[part]).join(", ");
}

/** A few of the names. */
function listed(names: readonly string[]): string {
  const some = names.toSorted().slice(0, 6).map(printable).join(", ");
  return names.length > 6 ? `${some}, …` : some;
}
