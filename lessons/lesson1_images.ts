/**
 * The part of lesson 1 on single images: a table of numbers, where it comes from, its class.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import { countBytes, oneOfEachClass } from "../src/data/statistics.ts";
import {
  bars,
  count,
  fixed,
  image,
  matrix,
  percent,
  pictures,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import { brightPixel } from "../src/lesson/digits.ts";
import type { StoryBlock, Surroundings } from "../src/lesson/lesson.ts";
import { fileAside } from "./lesson1_file.ts";
import { inkOf, inkOfAll } from "./lesson1_numbers.ts";

/** What the lesson follows. */
export interface Followed {
  /** All images. */
  readonly dataset: Dataset;
  /** The training image. */
  readonly digit: number;
}

/** The pixel of an image that the lesson follows: one with ink. */
export function pixelOf({ dataset: { train }, digit }: Followed): number {
  const pixels = train.images.subarray(784 * digit, 784 * (digit + 1));
  return brightPixel(pixels.map((byte) => Number(byte > 127)));
}

/** From one image to the ten classes. */
export function* images(
  { mnistFile, ...followed }: Followed & Pick<Surroundings, "mnistFile">,
): Generator<StoryBlock> {
  const { dataset: { train }, digit } = followed, pixel = pixelOf(followed);
  const pixels = train.images.subarray(784 * digit, 784 * (digit + 1));
  const row = Math.floor(pixel / 28), column = pixel % 28;

  yield step({ en: "A digit is a table of numbers", fr: "Un chiffre est un tableau de nombres" });
  yield prose({
    en:
      `A digit of MNIST is 28 rows of 28 points, its pixels. One byte for each says how much ink ` +
      `there is, from 0 (paper) to 255 (full ink). Training image ${digit}; all through the ` +
      "lesson, we follow the pixel that is marked.",
    fr:
      `Un chiffre de MNIST, c’est 28 lignes de 28 points, ses pixels. Pour chacun, un octet dit ` +
      `combien il y a d’encre, de 0 (papier) à 255 (encre pleine). Voici l’image d’entraînement ` +
      `${digit}\u00a0; tout au long de la leçon, nous suivons le pixel marqué.`,
  });
  yield image({ pixels, mark: [row, column] });
  const caption = { en: "bytes around it", fr: "les octets voisins" };
  const of = { rows: 28, columns: 28, data: pixels };
  yield matrix({ name: "I", of, caption, marks: [[row, column]], rows: 3, decimals: 0 });
  yield fileAside({ train, digit, pixel, mnistFile });

  yield step({ en: "Where they come from", fr: "D’où ils viennent" });
  const { top, bottom, left, right, ...centre } = inkOf(pixels);
  yield prose({
    en:
      `Employees of the United States Census Bureau and high-school students wrote ${
        count(70_000)
      } such digits ` +
      "on forms, around 1990. Their sizes and places on the paper differed, so MNIST’s makers " +
      "scaled each digit into 20×20 pixels, without stretching it, and put it into the middle of " +
      "28×28. Our image:",
    fr:
      `Vers 1990, des employés du bureau du recensement des États-Unis et des lycéens ont écrit ` +
      `${
        count(70_000)
      } de ces chiffres sur des formulaires. Taille et place variaient\u00a0: les ` +
      "auteurs de MNIST ont ramené chaque chiffre à 20×20 pixels, sans l’étirer, et l’ont placé au " +
      "milieu d’un carré de 28×28. Notre image\u00a0:",
  });
  yield table([
    [{ en: "rows", fr: "lignes" }, ...cells(top, bottom, centre.row)],
    [{ en: "columns", fr: "colonnes" }, ...cells(left, right, centre.column)],
  ], {
    head: [
      { en: "ink", fr: "encre" },
      { en: "first", fr: "première" },
      { en: "last", fr: "dernière" },
      { en: "extent", fr: "étendue" },
      { en: "mean place", fr: "place moyenne" },
    ],
  });
  const all = inkOfAll(train), seven = all.middles[7];
  yield prose({
    en: "The “middle” is not that of the box, but the mean place of the ink, its centre of mass: " +
      "it goes to row 14, column 14, to the nearest pixel.",
    fr:
      "Le «\u00a0milieu\u00a0» n’est pas celui de la boîte, mais la place moyenne de l’encre, son " +
      "centre de masse\u00a0: on l’amène à la ligne 14, colonne 14, au pixel près.",
  });
  yield predict({
    en: "A 7 has its long bar at the top. So the middle of its box stands…",
    fr: "Un 7 a sa longue barre en haut. Le milieu de sa boîte se trouve donc…",
  }, {
    choices: [
      { en: "above row 14", fr: "au-dessus de la ligne 14" },
      { en: "on row 14", fr: "sur la ligne 14" },
      { en: "below row 14", fr: "au-dessous de la ligne 14" },
    ],
    right: seven < 13.5 ? 0 : seven > 14.5 ? 2 : 1,
    why: {
      en: "Most of its ink is in the upper half; to bring that to row 14, the whole 7 goes down. " +
        `Over all 7s, the middle of the box is on row ${fixed(seven, 1)} on average.`,
      fr:
        "L’essentiel de son encre est en haut\u00a0; pour l’amener à la ligne 14, on descend tout " +
        `le 7. En moyenne sur tous les 7, le milieu de la boîte est à la ligne ${fixed(seven, 1)}.`,
    },
  });
  yield prose({
    en: `Of ${count(train.count)} training images, all but ${count(all.shorter)} have a longer ` +
      `side of 20, and all but ${count(all.apart)} their centre of mass within half a pixel of ` +
      "row 14 and of column 14. A picture of your own, large and in a corner, is not what a network " +
      "learnt from: " +
      "`deno task predict` brings it to this form first.",
    fr: `Sur ${count(train.count)} images d’entraînement, toutes sauf ${count(all.shorter)} ont ` +
      `un grand côté de 20, et toutes sauf ${count(all.apart)} leur centre de masse à un ` +
      "demi-pixel au plus de la ligne 14 et de la colonne 14. Une image à vous, grande et dans un " +
      "coin, ne ressemble pas à ce que le réseau a appris\u00a0: `deno task predict` la met d’abord sous cette forme.",
  });

  yield step({ en: "Ten classes", fr: "Dix classes" });
  yield prose({
    en: `The first training image of each class, under its ${term("label")}, the answer that was ` +
      `meant. To tell the class from the pixels alone is a ${term("classification")}.`,
    fr: `La première image d’entraînement de chaque classe, sous son ${term("étiquette")}, la ` +
      `réponse voulue. Trouver la classe d’après les seuls pixels est une ${
        term("classification")
      }.`,
  });
  const chosen = oneOfEachClass(train.labels);
  yield pictures(chosen.map((index) => ({
    pixels: train.images.subarray(784 * index, 784 * (index + 1)),
    title: { en: `${train.labels[index]}`, fr: `${train.labels[index]}` },
  })));
  const sizes = countBytes(train.labels);
  const most = sizes.indexOf(Math.max(...sizes));
  yield bars(
    Array.from({ length: 10 }, (_, c) => ({
      label: `${c}`,
      value: sizes[c] / train.count,
      text: `${count(sizes[c])} · ${percent(sizes[c] / train.count)}`,
    })),
    {
      max: 0.15,
      caption: {
        en: `The classes of the ${count(train.count)} training images:`,
        fr: `Les classes des ${count(train.count)} images d’entraînement\u00a0:`,
      },
    },
  );
  yield prose({
    en:
      `Always answering ${most} would be right for **${percent(sizes[most] / train.count)}** of ` +
      "them. Whatever we build, a model, must beat that first.",
    fr: `En répondant toujours ${most}, on aurait raison pour ` +
      `**${percent(sizes[most] / train.count)}** d’entre elles. Ce que nous ` +
      "construirons, un modèle, doit d’abord faire mieux.",
  });
}

const cells = (first: number, last: number, mean: number) => [
  `${first}`,
  `${last}`,
  `${last - first + 1}`,
  fixed(mean, 1),
];
