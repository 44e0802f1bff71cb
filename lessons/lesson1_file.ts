/**
 * The part of lesson 1 on the file: an IDX header decoded byte by byte, the byte of one pixel, and
 * the same files read by the library.
 *
 * @module
 */
import { partNames } from "../src/data/assemble.ts";
import type { Split } from "../src/data/dataset.ts";
import type { IdxSyntaxError, Text } from "../src/errors.ts";
import { decodeIdx } from "../src/idx/decode.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  check,
  code,
  constant,
  count,
  formula,
  operand,
  plus,
  prose,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock, Surroundings } from "../src/lesson/lesson.ts";

/** From the first byte of the file to the pixel that the lesson follows. */
export async function* imageFile(
  { train, digit, pixel, mnistFile }: {
    train: Split;
    digit: number;
    pixel: number;
    mnistFile: Surroundings["mnistFile"];
  },
): AsyncGenerator<StoryBlock> {
  yield step({
    en: "Sixteen bytes before the first pixel",
    fr: "Seize octets avant le premier pixel",
  });
  const { trainImages, trainLabels } = partNames;
  const file = await mnistFile("trainImages"), labels = await mnistFile("trainLabels");
  const { shape } = await decodeIdx(file);
  yield prose({
    en:
      `All training images are in one file, \`${trainImages}\`: ${count(file.length)} bytes, in ` +
      "a format called IDX. Here are its first sixteen:",
    fr: `Toutes les images d’entraînement sont dans un seul fichier, \`${trainImages}\`\u00a0: ${
      count(file.length)
    } octets, au format IDX. Voici les seize premiers\u00a0:`,
  });
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
  });
  yield prose({
    en: "Hexadecimal counts in sixteens: 0 to 9, then A to F for 10 to 15. Two digits make a " +
      "byte. The third byte of n[0], for instance (0x says that hexadecimal follows):",
    fr:
      "L’hexadécimal compte par seize\u00a0: de 0 à 9, puis de A à F pour 10 à 15. Deux chiffres " +
      "font un octet. Par exemple, le troisième octet de n[0] (0x annonce de " +
      "l’hexadécimal)\u00a0:",
  });
  yield fromHexadecimal(file[6]);
  yield prose({
    en: "The four bytes, b[4] to b[7], make one number, its largest part first. ✓ says that the " +
      "library has read the same number.",
    fr: "Les quatre octets, b[4] à b[7], forment un seul nombre, octet de poids fort en premier. " +
      "✓ indique que la bibliothèque a lu le même nombre.",
  });
  const [b4, b5, b6, b7] = [4, 5, 6, 7].map((at) => operand(`b[${at}]`, file[at]));
  const base = constant(256);
  yield formula(
    { name: "n[0]", traced: shape[0], digits: 5 },
    plus(times(plus(times(plus(times(b4, base), b5), base), b6), base), b7),
  );
  yield check({
    claim: {
      en: "mistake: taking the smallest part first",
      fr: "erreur\u00a0: prendre le poids faible en premier",
    },
    found: {
      name: { en: "read so", fr: "lu ainsi" },
      value: new DataView(file.buffer).getUint32(4, true),
    },
    expected: { name: { en: "images", fr: "images" }, value: shape[0] },
    tolerance: 0,
    meant: false,
  });

  yield step({ en: "The byte of our pixel", fr: "L’octet de notre pixel" });
  const start = 16 + 784 * digit, row = Math.floor(pixel / 28);
  yield prose({
    en: "After the header come the images, 784 bytes each. Pixel p of image k is byte a of the " +
      "file.",
    fr: "Après l’en-tête viennent les images, 784 octets chacune. Le pixel p de l’image k est " +
      "l’octet a du fichier.",
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
      en:
        `The labels are in a second file, \`${trainLabels}\`, which has one dimension: a header ` +
        "of 8 bytes, then one byte for each label. Its start:",
      fr: `Les étiquettes sont dans un second fichier, \`${trainLabels}\`, à une seule ` +
        "dimension\u00a0: un en-tête de 8 octets, puis un octet par étiquette. Son début\u00a0:",
    },
  });

  yield step({
    en: "The same files, read by the library",
    fr: "Les mêmes fichiers, lus par la bibliothèque",
  });
  yield code({
    file: "src/idx/header.ts",
    from: "const view = new DataView",
    to: "const shape = Array.from",
    caption: {
      en: "The sizes, read as we did (`getUint32` takes the largest part first):",
      fr: "Les tailles, lues comme nous l’avons fait (`getUint32` prend le poids fort en " +
        "premier)\u00a0:",
    },
  });
  yield sameBytes({
    en: "the library has the 784 pixels of our image",
    fr: "la bibliothèque a les 784 pixels de notre image",
  }, [file.subarray(start, start + 784), train.images.subarray(784 * digit, 784 * (digit + 1))]);
  yield sameBytes({
    en: "and all the labels",
    fr: "et toutes les étiquettes",
  }, [labels.subarray(8), train.labels]);
  const cut = decodeIdx(file.subarray(0, 1_000_000));
  const refusal = await cut.then(() => undefined, (error: IdxSyntaxError) => error.text);
  yield prose({
    en:
      "The header also tells how long the file must be. Given only the first million bytes, as a " +
      `broken download leaves them, the library answers: “${refusal?.en}”.`,
    fr:
      "L’en-tête dit aussi quelle longueur le fichier doit avoir. Si l’on ne donne que le premier " +
      "million d’octets, comme après un téléchargement interrompu, la bibliothèque répond\u00a0: " +
      `«\u00a0${refusal?.fr}\u00a0».`,
  });
}

/** `0xEA = E·16 + A = 14·16 + 10 = 234`, with ✓ if the library has that byte. */
function fromHexadecimal(byte: number, traced?: number): Block {
  const [high, low] = hexadecimal(byte);
  return formula(
    { name: `0x${high}${low}`, traced },
    plus(times(operand(high, byte >> 4), constant(16)), operand(low, byte & 15)),
  );
}

function sameBytes(claim: Text, [found, read]: readonly Uint8Array[]): Block {
  return check({
    claim,
    found: {
      name: { en: "equal bytes", fr: "octets égaux" },
      value: found.filter((byte, i) => byte === read[i]).length,
    },
    expected: { name: { en: "in all", fr: "en tout" }, value: read.length },
    tolerance: 0,
    measure: "absolute",
  });
}

function hex(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), hexadecimal).join(" ");
}

function hexadecimal(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
