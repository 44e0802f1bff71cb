/**
 * The part of lesson 2 on mistakes: ten of them, and the worst.
 *
 * @module
 */
import type { Block } from "../src/lesson/block.ts";
import { n, pictures, prose, step } from "../src/lesson/blocks.ts";
import type { Fitted } from "./lesson2_fit.ts";

/** The first ten mistakes of the test, and the five with the largest loss. */
export function* errors({ model, predictions }: Fitted): Generator<Block> {
  yield step({ en: "Ten mistakes", fr: "Dix erreurs" });
  const { network, test, dataset: { test: { images, labels, count } } } = model;
  const wrong = Array.from(labels.keys()).filter((i) => predictions[i] !== labels[i]);
  const drawn = (i: number, after = "") => {
    const title = `${labels[i]} → ${predictions[i]}${after}`;
    return { pixels: images.subarray(784 * i, 784 * (i + 1)), title: { en: title, fr: title } };
  };
  yield pictures(wrong.slice(0, 10).map((i) => drawn(i)), {
    caption: {
      en: "The first ten test images that are misread: shown → read.",
      fr: "Les dix premières images de test mal lues\u00a0: montré → lu.",
    },
  });

  yield step({ en: "The worst mistakes", fr: "Les pires erreurs" });
  const losses = new Float64Array(count);
  let start = 0;
  for (const batch of test.batches(1000)) {
    losses.set(network.forward(batch).losses.data, start);
    start += batch.labels.length;
  }
  const worst = wrong.sort((a, b) => losses[b] - losses[a]).slice(0, 5);
  yield pictures(worst.map((i) => drawn(i, ` · ${n(losses[i])}`)), {
    caption: {
      en: "The five largest losses: shown → read · loss.",
      fr: "Les cinq plus grandes pertes\u00a0: montré → lu · perte.",
    },
  });
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / count;
  yield prose({
    en:
      `The mean loss of all test images is ${n(mean)}. A loss of ${
        n(losses[worst[0]])
      } means that ` +
      `the right class was given the probability ${n(Math.exp(-losses[worst[0]]), 2)}: not only ` +
      "wrong, but sure of it.",
    fr:
      `La perte moyenne des images de test vaut ${n(mean)}. Une perte de ${n(losses[worst[0]])} ` +
      `signifie que la bonne classe a reçu la probabilité ${
        n(Math.exp(-losses[worst[0]]), 2)
      }\u00a0: ` +
      "le modèle se trompe, et il en est sûr.",
  });
}
