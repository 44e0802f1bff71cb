/**
 * The aside of lesson 1: an IDX file byte by byte, up to the pixel that the lesson follows.
 *
 * @module
 */
import { partNames } from "../src/data/assemble.ts";
import type { Split } from "../src/data/dataset.ts";
import { decodeIdx } from "../src/idx/decode.ts";
import type { Block, InnerBlock } from "../src/lesson/block.ts";
import {
  aside,
  check,
  constant,
  count,
  formula,
  operand,
  plus,
  prose,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { Surroundings } from "../src/lesson/lesson.ts";

/** From the first byte of the file to the pixel that the lesson follows. */
export const fileAside = (asked: {
  train: Split;
  digit: number;
  pixel: number;
  mnistFile: Surroundings["mnistFile"];
}) =>
  aside({
    en: "The file, byte by byte",
    fr: "Le fichier, octet par octet",
  }, () => imageFile(asked));

async function* imageFile(
  { train, digit, pixel, mnistFile }: Parameters<typeof fileAside>[0],
): AsyncGenerator<InnerBlock> {
  const { trainImages, trainLabels } = partNames;
  const file = await mnistFile("trainImages"), labels = await mnistFile("trainLabels");
  const { shape } = await decodeIdx(file);
  yield table([
    [{ en: "always zero", fr: "toujours nuls" }, "0–1", hex(file, 0, 2), "0"],
    [{ en: "type (8: bytes)", fr: "type (8\u00a0: octets)" }, "2", hex(file, 2, 3), "8"],
    [{ en: "dimensions", fr: "dimensions" }, "3", hex(file, 3, 4), "3"],
    [{ en: "n[0], images", fr: "n[0], images" }, "4–7", hex(file, 4, 8), count(shape[0])],
    [{ en: "n[1], rows", fr: "n[1], lignes" }, "8–11", hex(file, 8, 12), count(shape[1])],
    [{ en: "n[2], columns", fr: "n[2], colonnes" }, "12–15", hex(file, 12, 16), count(shape[2])],
  ], {
    head: [
      { en: "field", fr: "champ" },
      { en: "bytes", fr: "octets" },
      { en: "in hexadecimal", fr: "en hexadécimal" },
      { en: "value", fr: "valeur" },
    ],
    caption: {
      en: `All training images are in one file, \`${trainImages}\`, of ${count(file.length)} ` +
        "bytes, in a format called IDX. Its header, the first sixteen:",
      fr: `Toutes les images d’entraînement sont dans un seul fichier, \`${trainImages}\`, de ` +
        `${count(file.length)} octets, au format IDX. Son en-tête, les seize premiers\u00a0:`,
    },
  });
  yield prose({
    en: "Hexadecimal counts in sixteens: 0 to 9, then A to F for 10 to 15; two digits make a " +
      "byte. The third byte of n[0] (0x says that hexadecimal follows), and then n[0] itself, " +
      "four bytes, the largest part first (✓: the program, computing by itself, has the same number):",
    fr: "L’hexadécimal compte par seize\u00a0: de 0 à 9, puis de A à F pour 10 à 15\u00a0; deux " +
      "chiffres font un octet. Voici le troisième octet de n[0] (0x annonce de l’hexadécimal), puis " +
      "n[0] lui-même, quatre octets, celui de poids fort en premier (✓\u00a0: le programme, en calculant " +
      "de son côté, trouve le même nombre)\u00a0:",
  });
  yield fromHexadecimal(file[6]);
  const [b4, b5, b6, b7] = [4, 5, 6, 7].map((at) => operand(`b[${at}]`, file[at]));
  const base = constant(256);
  yield formula(
    { name: "n[0]", traced: shape[0], digits: 5 },
    plus(times(plus(times(plus(times(b4, base), b5), base), b6), base), b7),
  );
  const wrong = count(new DataView(file.buffer).getUint32(4, true));
  yield prose({
    en: `**A mistake**: the smallest part first. Read so, the file has ${wrong} images.`,
    fr: `**Une erreur**\u00a0: le poids faible en premier. Lu ainsi, le fichier a ${wrong} images.`,
  });
  const start = 16 + 784 * digit, row = Math.floor(pixel / 28);
  yield prose({
    en: "After the header come the images, 784 bytes each: pixel p of image k is byte a of the " +
      "file.",
    fr: "Après l’en-tête viennent les images, 784 octets chacune\u00a0: le pixel p de l’image k " +
      "est l’octet a du fichier.",
  });
  yield formula(
    { name: "a", digits: 9 },
    plus(constant(16), times(constant(784), operand("k", digit)), operand("p", pixel)),
  );
  const half = (from: number) =>
    Array.from({ length: 14 }, (_, j) => 28 * row + from + j)
      .map((p) => p === pixel ? `‹${hexadecimal(file[start + p])}›` : hexadecimal(file[start + p]))
      .join(" ");
  yield table([["0–13", half(0)], ["14–27", half(14)]], {
    head: [{ en: "columns", fr: "colonnes" }, { en: "in hexadecimal", fr: "en hexadécimal" }],
    caption: {
      en: `Row ${row} of our image, as it stands in the file:`,
      fr: `La ligne ${row} de notre image, telle qu’elle est dans le fichier\u00a0:`,
    },
  });
  yield fromHexadecimal(file[start + pixel], train.images[784 * digit + pixel]);
  yield table([
    [{ en: "header", fr: "en-tête" }, "0–7", hex(labels, 0, 8)],
    [{ en: "ten labels", fr: "dix étiquettes" }, "8–17", hex(labels, 8, 18)],
  ], {
    head: [
      { en: "part", fr: "partie" },
      { en: "bytes", fr: "octets" },
      { en: "in hexadecimal", fr: "en hexadécimal" },
    ],
    caption: {
      en: `The labels are in a second file, \`${trainLabels}\`: a header of 8 bytes, as there is ` +
        "one dimension, then a byte for each. Its start:",
      fr: `Les étiquettes sont dans un second fichier, \`${trainLabels}\`\u00a0: un en-tête de 8 ` +
        "octets, car il n’y a qu’une dimension, puis un octet pour chacune. Son début\u00a0:",
    },
  });
  const found = [file.subarray(16), labels.subarray(8)], read = [train.images, train.labels];
  yield check({
    claim: {
      en: "the library has read the same images and labels",
      fr: "la bibliothèque a lu les mêmes images et les mêmes étiquettes",
    },
    found: {
      name: { en: "equal bytes", fr: "octets égaux" },
      value: found.reduce((sum, bytes, set) => sum + equalBytes(bytes, read[set]), 0),
    },
    expected: {
      name: { en: "in all", fr: "en tout" },
      value: train.images.length + train.labels.length,
    },
    tolerance: 0,
    measure: "absolute",
  });
}

/** `0xEA = E·16 + A = 14·16 + 10 = 234`, with ✓ if the library has that byte. */
function fromHexadecimal(byte: number, traced?: number): Block & { kind: "formula" } {
  const [high, low] = hexadecimal(byte);
  return formula(
    { name: `0x${high}${low}`, traced },
    plus(times(operand(high, byte >> 4), constant(16)), operand(low, byte & 15)),
  );
}

function equalBytes(a: Uint8Array, b: Uint8Array): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal;
}

function hex(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), hexadecimal).join(" ");
}

function hexadecimal(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
