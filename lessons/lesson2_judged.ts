/**
 * The part of lesson 2 that judges the model: the test images, once; what it confuses, and ten that it
 * misreads.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { confusion, count, percent, pictures, prose, step, term } from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { confusionMatrix } from "../src/train/confusion.ts";
import { evaluate } from "../src/train/evaluate.ts";
import { Examples } from "../src/train/examples.ts";
import type { Course, Trained } from "./lesson2_numbers.ts";

/** The accuracy, the confusion matrix, ten misread digits. */
export function* judged(
  engine: Engine,
  { network, test, course, accuracy: kept }: Trained & { test: Split; course: Course },
): Generator<StoryBlock> {
  yield step({ en: "The test images, once", fr: "Les images de test, une fois" });
  const { accuracy, predictions } = evaluate(network, new Examples(engine, test));
  const { labels, images } = test;
  const wrong = Array.from(labels.keys()).filter((i) => predictions[i] !== labels[i]);
  const learnt = course.learntRight(network);
  yield prose({
    en:
      `The rate is chosen; nothing more will be. So now, once, the ${
        count(test.count)
      } test images: ` +
      `**${percent(accuracy, 2)}** are read right, the model’s ${term("accuracy")}; ` +
      `${count(wrong.length)} are not. That is less than the ${
        percent(kept, 2)
      } of the validation ` +
      `images; but of the images that it learnt from, it reads ${percent(learnt, 2)}: those kept ` +
      `apart are easier ones, one more reason to judge on a set of its own. This is what a network ` +
      `has to beat. The ${term("confusion matrix")}: row i, column j, images of i read as j.`,
    fr: `Le taux est choisi, et rien d’autre ne le sera. Voici donc, une seule fois, ` +
      `les ${count(test.count)} images de test\u00a0: **${
        percent(accuracy, 2)
      }** sont bien lues, c’est ` +
      `l’${term("exactitude")} du modèle\u00a0; ${
        count(wrong.length)
      } ne le sont pas. C’est moins ` +
      `que les ${percent(kept, 2)} de la validation\u00a0; mais parmi les images ` +
      `d’entraînement, il n’en lit correctement que ${percent(learnt, 2)}\u00a0: celles qu’on a ` +
      `mises de côté sont plus faciles, une raison de plus de juger sur un jeu à part. C’est ce qu’un réseau doit dépasser. La ` +
      `${term("matrice de confusion")}\u00a0: ligne i, colonne j, les images de i lues j.`,
  });
  const counts = confusionMatrix(labels, predictions, { classes: 10 });
  yield confusion(counts);
  const pairs = counts.flatMap((row, shown) => row.map((images, read) => ({ shown, read, images })))
    .filter(({ shown, read }) => shown !== read).sort((a, b) => b.images - a.images);
  const [first, second, third] = pairs.map(({ shown, read, images }) => ({
    en: `${shown} read as ${read} (${count(images)})`,
    fr: `${shown} lu comme ${read} (${count(images)})`,
  }));
  const found = counts.map((row, c) => row[c] / row.reduce((a, b) => a + b));
  const best = found.indexOf(Math.max(...found)), worst = found.indexOf(Math.min(...found));
  yield prose({
    en:
      `The most frequent confusions: ${first.en}, ${second.en}, ${third.en}. The easiest class is ${best} ` +
      `(${percent(found[best])} found), the hardest ${worst} (${percent(found[worst])}).`,
    fr:
      `Les confusions les plus fréquentes\u00a0: ${first.fr}, ${second.fr}, ${third.fr}. La classe la plus facile ` +
      `est le ${best} (${percent(found[best])} reconnus), la plus difficile le ${worst} ` +
      `(${percent(found[worst])}).`,
  });

  yield step({ en: "Ten that it misreads", fr: "Dix chiffres mal lus" });
  yield prose({
    en:
      "Some of them you would misread yourself. Most you read at a glance: what do you see that ten " +
      "templates do not?",
    fr:
      "Certains, vous les liriez mal vous-même. La plupart, vous les lisez d’un coup d’œil\u00a0: que " +
      "voyez-vous, que dix gabarits ne voient pas\u00a0?",
  });
  yield pictures(
    wrong.slice(0, 10).map((i) => {
      const title = `${labels[i]} → ${predictions[i]}`;
      return { pixels: images.subarray(784 * i, 784 * (i + 1)), title: { en: title, fr: title } };
    }),
    {
      caption: {
        en: "The first ten test images that are misread: shown → read.",
        fr: "Les dix premières images de test mal lues\u00a0: montré → lu.",
      },
    },
  );
}
