/**
 * The part of lesson 2 on the model itself: fitted on all training images, judged once.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import { confusion, count, live, n, percent, prose, step } from "../src/lesson/blocks.ts";
import { Baseline } from "../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../src/baseline/recipe.ts";
import { evaluate } from "../src/train/evaluate.ts";
import { confusionMatrix } from "../src/train/confusion.ts";

/** A fitted model, and what it reads in the test images. */
export interface Fitted {
  /** The model, with the images it was fitted to and judged on. */
  readonly model: Baseline;
  /** The class that it reads in each test image. */
  readonly predictions: Uint8Array;
}

/** How many iterations L-BFGS makes: more lower the loss, and hardly change the accuracy. */
const ITERATIONS = 30;

/** The fit, the accuracy, and which classes are taken for which. */
export function* fitted(
  engine: Engine,
  { dataset, pixel, label }: { dataset: Dataset; pixel: number; label: number },
): Generator<Block, Fitted> {
  yield step({ en: "The baseline", fr: "Le modèle de référence" });
  const { train, test } = dataset;
  yield prose({
    en: `L-BFGS again, now on ${count(train.count)} training images, for ${ITERATIONS} of its ` +
      "steps, called iterations:",
    fr: `De nouveau L-BFGS, maintenant sur ${count(train.count)} images d’entraînement, pendant ` +
      `${ITERATIONS} de ses pas, appelés itérations\u00a0:`,
  });
  const recipe = { ...DEFAULT_BASELINE, engine: engine.name, iterations: ITERATIONS };
  const model = new Baseline(engine, { recipe, dataset });
  yield live(function* () {
    for (const { iteration, evaluations, objective } of model.run()) {
      const [made, passes, loss] = [count(iteration), count(evaluations), n(objective, 4)];
      yield prose({
        en: `iteration ${made} of ${ITERATIONS} · ${passes} passes · loss f ${loss}`,
        fr: `itération ${made} sur ${ITERATIONS} · ${passes} passes · perte f ${loss}`,
      });
    }
  });
  const { network } = model, { accuracy, predictions } = evaluate(network, model.test);
  const wrong = Math.round((1 - accuracy) * test.count);
  yield prose({
    en:
      `And now, once, the test images: **${percent(accuracy, 2)}** are read right, ${
        count(wrong)
      } ` +
      `of ${
        count(test.count)
      } are not. This is the number that a network has to beat. Our weight ` +
      `W1[${pixel},${label}] has become ${
        n(network.parameters[0].value.data[10 * pixel + label])
      }.`,
    fr:
      `Et maintenant, une seule fois, les images de test\u00a0: **${percent(accuracy, 2)}** sont ` +
      `bien lues, ${count(wrong)} sur ${count(test.count)} ne le sont pas. C’est le nombre qu’un ` +
      `réseau doit dépasser. Notre poids W1[${pixel},${label}] vaut désormais ${
        n(network.parameters[0].value.data[10 * pixel + label])
      }.`,
  });

  yield step({ en: "What is taken for what", fr: "Quelles classes sont confondues" });
  const counts = confusionMatrix(test.labels, predictions, { classes: 10 });
  yield confusion(counts, {
    caption: {
      en:
        "The **confusion matrix**: in row i, column j, the test images that show i and are read j.",
      fr:
        "La **matrice de confusion**\u00a0: ligne i, colonne j, les images de test qui montrent i et " +
        "où le modèle lit j.",
    },
  });
  const pairs = counts.flatMap((row, shown) => row.map((images, read) => ({ shown, read, images })))
    .filter(({ shown, read }) => shown !== read).sort((a, b) => b.images - a.images);
  const [first, second, third] = pairs.map(({ shown, read, images }) => ({
    en: `${shown} read as ${read} (${count(images)})`,
    fr: `${shown} lu comme ${read} (${count(images)})`,
  }));
  const recall = counts.map((row, c) => row[c] / row.reduce((a, b) => a + b));
  const best = recall.indexOf(Math.max(...recall)), worst = recall.indexOf(Math.min(...recall));
  yield prose({
    en:
      `The most frequent mistakes: ${first.en}, ${second.en}, ${third.en}. The easiest class is ` +
      `${best} (${percent(recall[best])} found), the hardest ${worst} (${percent(recall[worst])}).`,
    fr:
      `Les erreurs les plus fréquentes\u00a0: ${first.fr}, ${second.fr}, ${third.fr}. La classe la ` +
      `plus facile est le ${best} (${
        percent(recall[best])
      } reconnus), la plus difficile le ${worst} (${percent(recall[worst])}).`,
  });
  return { model, predictions };
}
