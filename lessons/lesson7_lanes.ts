/**
 * The step of lesson 7 on vectors: four sums side by side, drawn.
 *
 * @module
 */
import type { Block } from "../src/lesson/block.ts";
import { fixed, lanes, prose, step } from "../src/lesson/blocks.ts";
import type { Product } from "./lesson7_products.ts";

/** One pixel of the first digit on its way into the sums of four neurons, each in a lane. */
export function* laneStep(
  { a, b, n: columns }: Product,
  { pixel: p, neuron: j }: { pixel: number; neuron: number },
): Generator<Block> {
  yield step({ en: "What a lane is", fr: "Ce qu’est une voie" });
  yield prose({
    en: "A vector register holds four numbers side by side, each in its **lane**, and one " +
      "instruction works on all four at once: single instruction, multiple data, **SIMD**. " +
      `Here pixel ${p} of the first digit, times four weights, is added to four sums, those of ` +
      `neurons ${j} to ${j + 3}:`,
    fr: "Un registre vectoriel contient quatre nombres côte à côte, chacun dans sa **voie**, et " +
      "une seule instruction agit sur les quatre à la fois\u00a0: une instruction, plusieurs " +
      `données (**SIMD** en anglais). Ici, le pixel ${p} du premier chiffre, fois quatre ` +
      `poids, s’ajoute à quatre sommes, celles des neurones ${j} à ${j + 3}\u00a0:`,
  });
  const four = [j, j + 1, j + 2, j + 3], x = a[p];
  const weights = four.map((j) => b[p * columns + j]);
  const before = four.map((j) => {
    return a.subarray(0, p).reduce((sum, x, q) => sum + x * b[q * columns + j], 0);
  });
  yield lanes([
    { name: `X[0,${p}]`, values: four.map(() => fixed(x, 4)) },
    { sign: "×", name: `W1[${p},${j}…${j + 3}]`, values: weights.map((w) => fixed(w, 4)) },
    {
      sign: "=",
      name: { en: "products", fr: "produits" },
      values: weights.map((w) => fixed(x * w, 4)),
    },
    {
      sign: "+",
      name: { en: "sums before", fr: "sommes avant" },
      values: before.map((s) => fixed(s, 4)),
    },
    {
      sign: "=",
      name: { en: "sums after", fr: "sommes après" },
      values: before.map((sum, lane) => fixed(sum + x * weights[lane], 4)),
    },
  ]);
  yield prose({
    en: "One multiplication and one addition, eight operations. That W1 lies row by row now " +
      "pays: its four numbers are one load.",
    fr: "Une multiplication et une addition, huit opérations. Que W1 soit rangé ligne par ligne " +
      "devient un avantage\u00a0: ses quatre nombres se lisent d’un coup.",
  });
}
