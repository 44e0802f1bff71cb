/**
 * `deno task lesson1`: the data. One pixel of one digit, from the byte of the file to the slope of
 * its weight, and what is done with 70 000 digits before anything learns from them.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { brightPixel } from "../src/lesson/digits.ts";
import { digitControl } from "../src/lesson/controls.ts";
import { countBytes, oneOfEachClass } from "../src/data/statistics.ts";
import {
  bars,
  constant,
  count,
  formula,
  image,
  matrix,
  operand,
  percent,
  pictures,
  plus,
  prose,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { imageFile } from "./lesson1_file.ts";
import { pixelNumbers } from "./lesson1_pixels.ts";
import { scaling } from "./lesson1_scaling.ts";
import { splitting } from "./lesson1_split.ts";

export default lesson({
  number: 1,
  title: { en: "The data", fr: "Les données" },
  summary: {
    en: "What a digit is to a computer, from the byte in the file to the number that a network " +
      "reads, and what must be decided before anything learns.",
    fr: "Ce qu’est un chiffre pour un ordinateur, de l’octet du fichier au nombre que lit un " +
      "réseau, et ce qu’il faut décider avant tout apprentissage.",
  },
  minutes: 20,
  steps: 14,
  controls: { digit: digitControl(0) },
  questions: [
    {
      en: "A scanner gives black ink on white paper: 0 for ink, 255 for paper. What would that " +
        "change in this lesson, and what would you do?",
      fr:
        "Un scanner donne de l’encre noire sur du papier blanc\u00a0: 0 pour l’encre, 255 pour le " +
        "papier. Qu’est-ce que cela changerait dans cette leçon, et que feriez-vous\u00a0?",
    },
    {
      en: "Some pixels are 0 in every image. Which ones, would you say? May a network be built " +
        "without them?",
      fr:
        "Certains pixels valent 0 dans toutes les images. Lesquels, à votre avis\u00a0? Peut-on " +
        "s’en passer pour construire un réseau\u00a0?",
    },
    {
      en:
        "One in a hundred images of a hospital shows the disease. How would you split them, and " +
        "what would always answering “healthy” be worth?",
      fr: "Dans un hôpital, une image sur cent montre la maladie. Comment découperiez-vous ces " +
        "images, et que vaudrait la réponse «\u00a0sain\u00a0» donnée à chaque fois\u00a0?",
    },
  ],
  next: {
    command: "deno task lesson2",
    text: {
      en: "the simplest model that reads these digits.",
      fr: "le modèle le plus simple qui lise ces chiffres.",
    },
  },
}, async function* ({ options, mnist, mnistFile, createEngine }) {
  yield step({ en: "A digit is a table of numbers", fr: "Un chiffre est un tableau de nombres" });
  yield prose({
    en: `MNIST: ${count(70_000)} digits, written by hand in the United States around 1990, each ` +
      "scanned to 28×28 points (pixels). One byte for each pixel says how much ink there is: 0 for " +
      "paper, 255 for full ink.",
    fr:
      `MNIST\u00a0: ${count(70_000)} chiffres écrits à la main aux États-Unis vers 1990, chacun ` +
      "numérisé en 28×28 points (les pixels). Un octet par pixel dit combien il y a d’encre\u00a0: " +
      "0 pour le papier, 255 pour l’encre pleine.",
  });
  const { rows, columns, train, test } = await mnist();
  const size = rows * columns, { digit } = options;
  const pixels = train.images.subarray(digit * size, (digit + 1) * size);
  const label = train.labels[digit];
  const pixel = brightPixel(pixels.map((byte) => Number(byte > 127)));
  const row = Math.floor(pixel / columns), column = pixel % columns;
  yield image({ pixels, mark: [row, column] });
  yield prose({
    en: `Training image ${digit}. All through the lesson, we follow the pixel that is marked.`,
    fr: `L’image d’entraînement ${digit}. Tout au long de la leçon, nous suivons le pixel marqué.`,
  });
  const table = { rows, columns, data: pixels };
  const caption = { en: "bytes around it", fr: "les octets voisins" };
  yield matrix({ name: "I", of: table, caption, marks: [[row, column]], decimals: 0 });
  yield prose({
    en: "In a file, the rows follow each other. Here we always count from 0: the pixel in row i, " +
      "column j is number p of its image.",
    fr: "Dans un fichier, les lignes se suivent. On compte ici toujours à partir de 0\u00a0: le " +
      "pixel de la ligne i, colonne j porte le numéro p dans son image.",
  });
  yield formula("p", plus(times(constant(columns), operand("i", row)), operand("j", column)));

  yield step({ en: "Ten classes", fr: "Dix classes" });
  const chosen = oneOfEachClass(train.labels);
  yield pictures(chosen.map((index) => ({
    pixels: train.images.subarray(index * size, (index + 1) * size),
    title: { en: `${train.labels[index]}`, fr: `${train.labels[index]}` },
  })));
  yield prose({
    en:
      "The first training image of each class, under its **label**: the answer that a model must " +
      `find from the pixels alone. Each label is a byte, too; that of image ${digit} is ${label}.`,
    fr:
      "La première image d’entraînement de chaque classe, sous son **étiquette**\u00a0: la réponse " +
      `qu’un modèle doit trouver à partir des seuls pixels. Une étiquette est aussi un octet\u00a0; ` +
      `celle de l’image ${digit} est ${label}.`,
  });

  yield* imageFile({ train, digit, pixel, mnistFile });

  yield step({ en: "How many of each", fr: "Combien de chaque classe" });
  const sizes = [train, test].map(({ labels }) => countBytes(labels));
  const share = (set: number, c: number) => sizes[set][c] / [train, test][set].count;
  for (const [set, caption] of [TRAINING, TEST].entries()) {
    const of = chosen.map((index) => train.labels[index]);
    yield bars(
      of.map((c) => ({
        label: `${c}`,
        value: share(set, c),
        text: `${count(sizes[set][c])} · ${percent(share(set, c))}`,
      })),
      { caption: caption([train, test][set].count), max: 0.12 },
    );
  }
  const usual = sizes[0].indexOf(Math.max(...sizes[0]));
  yield prose({
    en: `Always answering ${usual}, the largest class, would be right for ` +
      `**${percent(share(1, usual))}** of the test images. A model must beat that first.`,
    fr: `En répondant toujours ${usual}, la classe la plus nombreuse, on aurait raison pour ` +
      `**${percent(share(1, usual))}** des images de test. Un modèle doit d’abord faire mieux.`,
  });

  const followed = { train, digit, pixel, seed: options.seed };
  yield* pixelNumbers(followed);
  yield* scaling(createEngine(options.engine), followed);
  yield* splitting(followed);
});

const TRAINING = (all: number) => ({
  en: `${count(all)} training images`,
  fr: `${count(all)} images d’entraînement`,
});
const TEST = (all: number) => ({
  en: `${count(all)} test images`,
  fr: `${count(all)} images de test`,
});
