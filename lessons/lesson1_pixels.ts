/**
 * The part of lesson 1 on the pixels of all images: how often each value occurs.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import { byteStatistics, countBytes } from "../src/data/statistics.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  bars,
  constant,
  count,
  fixed,
  formula,
  n,
  operand,
  over,
  percent,
  prose,
  step,
  table,
} from "../src/lesson/blocks.ts";

/** What the lesson follows. */
export interface Followed {
  /** The training images. */
  readonly train: Split;
  /** The image. */
  readonly digit: number;
  /** The pixel. */
  readonly pixel: number;
}

/** How often each value occurs, before and after the division by 255. */
export function* pixelNumbers({ train, digit, pixel }: Followed): Generator<Block> {
  yield step({ en: "The pixels in numbers", fr: "Les pixels en chiffres" });
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
  yield table(
    [1, 255].map((divisor) => {
      const { min, max, mean, deviation } = byteStatistics(histogram, { divisor });
      return [`0–${255 / divisor}`, n(min), n(max), fixed(mean, 4), fixed(deviation, 4)];
    }),
    {
      head: [
        { en: "pixels", fr: "pixels" },
        "min",
        "max",
        { en: "mean", fr: "moyenne" },
        { en: "deviation", fr: "écart type" },
      ],
      caption: {
        en: "As they are, then divided by 255:",
        fr: "Tels quels, puis divisés par 255\u00a0:",
      },
    },
  );
  const inked = new Uint8Array(784);
  for (let i = 0; i < all; i++) inked[i % 784] |= train.images[i];
  const empty = inked.filter((ink) => ink === 0).length;
  yield prose({
    en:
      `Most of an image is paper, and ${empty} of its 784 pixels are 0 in every training image. ` +
      "The division changes the unit, not the picture. Our pixel becomes column p of a row of X, " +
      "the matrix of inputs, in which each image is one row:",
    fr:
      `Une image est surtout faite de papier, et ${empty} de ses 784 pixels valent 0 dans toutes ` +
      "les images d’entraînement. La division change l’unité, pas l’image. Notre pixel devient la " +
      "colonne p d’une ligne de X, la matrice des entrées, où chaque image est une ligne\u00a0:",
  });
  const place = `I[${Math.floor(pixel / 28)},${pixel % 28}]`;
  const byte = operand(place, train.images[784 * digit + pixel]);
  yield formula(`X[0,${pixel}]`, over(byte, constant(255)));
}
