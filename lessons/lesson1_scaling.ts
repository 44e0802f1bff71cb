/**
 * The part of lesson 1 on the numbers in the pixels: how often each occurs, and why 0–255 becomes 0–1.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import {
  bars,
  constant,
  count,
  formula,
  n,
  operand,
  over,
  percent,
  plus,
  predict,
  prose,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { countBytes } from "../src/data/statistics.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Followed, pixelOf } from "./lesson1_images.ts";
import { FEW, KEPT, RATES, scalingTrials } from "./lesson1_numbers.ts";

/** The pixels in numbers, and a network that is given them as they are. */
export function* scaling(
  engine: Engine,
  followed: Followed & { seed: number },
): Generator<StoryBlock> {
  const { dataset, digit, seed } = followed, { train } = dataset, pixel = pixelOf(followed);
  yield step({ en: "From 0–255 to 0–1", fr: "De 0–255 à 0–1" });
  const histogram = countBytes(train.images), all = train.images.length;
  const ranges = [[0, 0], [1, 63], [64, 127], [128, 191], [192, 254], [255, 255]];
  yield bars(
    ranges.map(([low, high]) => {
      const value = histogram.subarray(low, high + 1).reduce((sum, x) => sum + x, 0) / all;
      return { label: low === high ? `${low}` : `${low}–${high}`, value, text: percent(value) };
    }),
    {
      max: 1,
      caption: {
        en: `The ${count(all)} bytes of the training images, by their value:`,
        fr: `Les ${count(all)} octets des images d’entraînement, selon leur valeur\u00a0:`,
      },
    },
  );
  const inked = new Uint8Array(784);
  for (let i = 0; i < all; i++) inked[i % 784] |= train.images[i];
  const empty = inked.filter((ink) => ink === 0).length;
  yield prose({
    en:
      `Most of an image is paper, and ${empty} of its 784 pixels are 0 in every training image. ` +
      "Before a network is given them, each byte is divided by 255, so that all pixels lie between " +
      "0 and 1: step 8 shows why.",
    fr:
      `Une image est surtout faite de papier, et ${empty} de ses 784 pixels valent 0 dans toutes ` +
      "les images d’entraînement. Avant de les donner à un réseau, on divise chaque octet par 255, " +
      "si bien que tous les pixels sont entre 0 et 1\u00a0: l’étape 8 montre pourquoi.",
  });

  yield step({ en: "Each image is a row", fr: "Chaque image est une ligne" });
  yield prose({
    en:
      "A network is given the 784 numbers in a row, line after line. Counting from 0, the pixel " +
      "in row i, column j of an image is number p:",
    fr: "Un réseau reçoit les 784 nombres à la suite, ligne après ligne. En comptant à partir de " +
      "0, le pixel de la ligne i, colonne j d’une image porte le numéro p\u00a0:",
  });
  const row = operand("i", Math.floor(pixel / 28)), column = operand("j", pixel % 28);
  yield formula("p", plus(times(constant(28), row), column));
  yield prose({
    en: "Many images together are a matrix, X: each image is a row, pixel p its column p. Image " +
      `${digit} is alone here, so its row is row 0:`,
    fr:
      "Plusieurs images forment une matrice, X\u00a0: chaque image est une ligne, le pixel p, sa " +
      `colonne p. L’image ${digit} est ici seule\u00a0: c’est la ligne 0\u00a0:`,
  });
  const place = `I[${Math.floor(pixel / 28)},${pixel % 28}]`;
  const byte = operand(place, train.images[784 * digit + pixel]);
  yield formula(`X[0,${pixel}]`, over(byte, constant(255)));

  yield step({ en: "What if we forget to divide?", fr: "Et si l’on oublie de diviser\u00a0?" });
  yield prose({
    en:
      "The division changes the unit and not the picture. A network like that of the first step " +
      `learns twice, from the same weights, on the first ${
        count(FEW)
      } images: once from 0–1, once ` +
      "from the bytes as they are. How long its steps are is set by a number, the learning rate η " +
      `(lesson 2); both try the same ${RATES.length} values, and keep their best.`,
    fr:
      "La division change l’unité, pas l’image. Un réseau comme celui du début apprend deux fois, à " +
      `partir des mêmes poids, sur les ${
        count(FEW)
      } premières images\u00a0: une fois avec 0–1, une ` +
      "fois avec les octets tels quels. La longueur de ses pas dépend d’un nombre, le taux " +
      `d’apprentissage η (leçon 2)\u00a0; chacun essaie les mêmes ${RATES.length} valeurs et garde la ` +
      "meilleure.",
  });
  const trials = [255, 1].map((divisor) => [
    ...scalingTrials(engine, { dataset, seed, divisor }),
  ]);
  const [scaled, raw] = trials.map((trials) => Math.max(...trials.map((trial) => trial.accuracy)));
  yield predict({
    en: "Each with its own best rate, the network that is given the bytes as they are…",
    fr: "Chacun avec son meilleur taux, le réseau qui reçoit les octets tels quels…",
  }, {
    choices: [
      { en: "reads as well as the other", fr: "lit aussi bien que l’autre" },
      {
        en: "reads better: larger numbers say more",
        fr: "lit mieux\u00a0: ses nombres sont plus grands",
      },
      { en: "reads clearly worse", fr: "lit nettement moins bien" },
    ],
    right: raw < scaled - 0.02 ? 2 : raw > scaled + 0.02 ? 1 : 0,
    why: {
      en: "Its weights at the start were drawn for inputs of about 1. With inputs 255 times as " +
        "large, its sums are 255 times too large: sure of nonsense before it has learnt anything.",
      fr:
        "Ses poids de départ ont été tirés pour des entrées de l’ordre de 1. Avec des entrées 255 " +
        "fois plus grandes, ses sommes sont 255 fois trop grandes\u00a0: il est sûr d’absurdités " +
        "avant d’avoir rien appris.",
    },
  });
  yield table(
    RATES.map((rate, i) => [
      `η = ${n(rate)}`,
      ...trials.map((all) => percent(all[i].accuracy)),
    ]),
    {
      head: [
        {
          en: `right, of ${count(KEPT)} kept apart`,
          fr: `bien lues, sur ${count(KEPT)} mises de côté`,
        },
        "0–1",
        "0–255",
      ],
    },
  );
  const [[{ start: small }], [{ start: large }]] = trials;
  yield prose({
    en: `Before the first step, the loss (lesson 2: the lower, the better) is ${n(small)} with ` +
      `0–1, and ${n(large)} with 0–255. A step long enough to change such sums throws everything ` +
      "about; one short enough not to, hardly learns: even its best rate is a poor bargain.",
    fr: `Avant le premier pas, la perte (leçon 2\u00a0: plus elle est petite, mieux c’est) vaut ` +
      `${n(small)} avec 0–1, et ${n(large)} avec 0–255. Un pas assez long pour changer de telles ` +
      "sommes bouleverse tout\u00a0; un pas assez court pour ne rien bouleverser n’apprend " +
      "guère\u00a0: même le meilleur taux est un mauvais compromis.",
  });
}
