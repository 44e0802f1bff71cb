/**
 * What people have under the name of an IDX file, when it is something else.
 *
 * @module
 */
import type { Text } from "../errors.ts";

const UNPACK: Text = {
  en: "unpack it, and give the files that are in it",
  fr: "décompressez-le, et donnez les fichiers qu’il contient",
};
const PACK: Text = {
  en: "make a dataset of a folder of pictures with deno task pack",
  fr: "faites d’un dossier d’images un jeu de données avec deno task pack",
};

/** What a file starts with, as one character a byte; what it is then; what to do. */
const KINDS: readonly [start: string | RegExp, what: Text, advice: Text][] = [
  [/^(\xef\xbb\xbf)?\s*<(!doctype|html|head|\?xml)/i, {
    en: "a web page (HTML)",
    fr: "une page web (HTML)",
  }, {
    en: "the link led to a page about the file, download the file itself",
    fr: "le lien menait à une page sur le fichier, téléchargez le fichier lui-même",
  }],
  ["version https://git-lfs", { en: "a Git LFS pointer", fr: "un pointeur Git LFS" }, {
    en: "fetch the file that it stands for with git lfs pull",
    fr: "récupérez le fichier qu’il remplace par git lfs pull",
  }],
  ["\x1f\x8b", {
    en: "a gzip file inside a gzip file",
    fr: "un fichier gzip dans un fichier gzip",
  }, {
    en: "it was packed twice, unpack it once with gunzip",
    fr: "il a été compressé deux fois, décompressez-le une fois avec gunzip",
  }],
  ["PK\x03\x04", { en: "a ZIP archive", fr: "une archive ZIP" }, UNPACK],
  ["7z\xbc\xaf", { en: "a 7z archive", fr: "une archive 7z" }, UNPACK],
  ["\xfd7zXZ", { en: "an xz file", fr: "un fichier xz" }, UNPACK],
  ["BZh", { en: "a bzip2 file", fr: "un fichier bzip2" }, UNPACK],
  ["\x89PNG", { en: "a PNG picture", fr: "une image PNG" }, PACK],
  ["\xff\xd8\xff", { en: "a JPEG picture", fr: "une image JPEG" }, PACK],
];

/** What the bytes are and what to do about it, where they start as a file of another kind does. */
export function foreignFile(bytes: Uint8Array): Text | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const found = KINDS.find(([kind]) =>
    typeof kind === "string" ? start.startsWith(kind) : kind.test(start)
  );
  if (!found) return undefined;
  const [, what, advice] = found;
  return {
    en: `this is ${what.en} and not an IDX file: ${advice.en}`,
    fr: `c’est ${what.fr} et non un fichier IDX\u00a0: ${advice.fr}`,
  };
}
