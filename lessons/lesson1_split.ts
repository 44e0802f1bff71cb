/**
 * The part of lesson 1 on judging: three sets and why, and the 80/20 split.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import {
  count,
  n,
  percent,
  pictures,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { COMPARED, cut, guesses, JUDGED, KEPT, MODELS, sharesOf } from "./lesson1_numbers.ts";

/** Choosing by images that judge, then the two splits, in numbers and in pictures. */
export function* splitting(
  { train, seed }: { train: Split; seed: number },
): Generator<StoryBlock> {
  const { labels, images } = train;
  yield step({ en: "The best of five hundred", fr: "Le meilleur de cinq cents" });
  const { best, mean } = guesses(train, { seed });
  yield prose({
    en: `${MODELS} models draw all their answers from a hat. We show them the same ${COMPARED} ` +
      `images and keep the best one: it reads ${
        percent(best.compared, 0)
      } right. Then we ask it about ` +
      `${count(JUDGED)} others.`,
    fr: `${MODELS} modèles tirent toutes leurs réponses au sort. Montrons-leur les mêmes ` +
      `${COMPARED} images et gardons le meilleur\u00a0: il en lit correctement ${
        percent(best.compared, 0)
      }. ` +
      `Puis interrogeons-le sur ${count(JUDGED)} autres.`,
  });
  const luck = count(Math.round(COMPARED * best.compared));
  const near = (share: number) => Math.abs(best.judged - share);
  yield predict({
    en: "Of the others, it reads right…",
    fr: "Parmi les autres, il en lit correctement…",
  }, {
    choices: [
      {
        en: "about as many: it has shown what it can",
        fr: "à peu près autant\u00a0: il a fait ses preuves",
      },
      { en: "a little fewer", fr: "un peu moins" },
      { en: "about one in ten, like any other", fr: "environ une sur dix, comme les autres" },
    ],
    right: near(0.1) < near(best.compared) ? 2 : 0,
    why: {
      en: `It knows nothing, and was lucky once. Among five hundred, somebody is: ${luck} of ` +
        `${COMPARED} by pure luck.`,
      fr: `Il ne sait rien, et a eu de la chance une fois. Sur cinq cents, il y a toujours un ` +
        `chanceux\u00a0: ${luck} sur ${COMPARED} par pur hasard.`,
    },
  });
  yield table([
    [
      { en: "mean of all models", fr: "moyenne des modèles" },
      percent(mean.compared),
      percent(mean.judged),
    ],
    [{ en: "the best of them", fr: "le meilleur" }, percent(best.compared), percent(best.judged)],
  ], {
    head: [
      { en: "right on", fr: "bien lues sur" },
      { en: `${COMPARED} images`, fr: `${COMPARED} images` },
      { en: `${count(JUDGED)} others`, fr: `${count(JUDGED)} autres` },
    ],
  });

  yield step({ en: "Three sets", fr: "Trois jeux d’images" });
  yield prose({
    en: "Images that helped to **choose** (a model, a learning rate, a size) can no longer " +
      "**judge**. Nor can those that were learnt from: they may have been learnt by heart. What we " +
      `want to know is how well new images will be read, which is called ${
        term("generalisation")
      }. ` +
      "So there are three sets:",
    fr:
      "Des images qui ont servi à **choisir** (un modèle, un taux d’apprentissage, une taille) ne " +
      "peuvent plus servir à **juger**. Celles sur lesquelles on a appris non plus\u00a0: elles ont " +
      "pu être apprises par cœur. Ce qu’on veut savoir, c’est si des images nouvelles seront bien " +
      `lues\u00a0: c’est la ${term("généralisation")}. Il y a donc trois jeux\u00a0:`,
  });
  yield prose({
    en: `• the ${term("training set")}: the weights are learnt from it;`,
    fr: `• le ${term("jeu d’entraînement")}\u00a0: c’est sur lui qu’on apprend les poids\u00a0;`,
  });
  yield prose({
    en:
      `• the ${term("validation set")}: a part of MNIST’s ${count(train.count)} training images, ` +
      "kept apart. Everything that is tried is compared on it. The five digits of the first step " +
      "came from one;",
    fr: `• le ${term("jeu de validation")}\u00a0: une part des ${count(train.count)} images ` +
      "d’entraînement de MNIST, mise de côté. C’est sur lui qu’on compare tout ce qu’on essaie. Les cinq " +
      "chiffres du début en venaient\u00a0;",
  });
  yield prose({
    en: `• the ${term("test set")}: ${count(10_000)} images, read once, when all is chosen. The ` +
      "share read right there is the one to report. Here we have not looked at them.",
    fr:
      `• le ${term("jeu de test")}\u00a0: ${
        count(10_000)
      } images, lues une seule fois, quand tout ` +
      "est choisi. C’est la part bien lue de ce jeu que l’on annonce. Ici, nous ne les " +
      "avons pas regardées.",
  });

  yield step({ en: "Keeping a fifth apart", fr: "Mettre un cinquième de côté" });
  const few = labels.subarray(0, 100);
  const [[plain, stratified], small] = [labels, few].map((labels) =>
    [false, true].map((stratified) => cut(labels, { seed, stratified }))
  );
  const [most, fewest] = [plain.train.length, plain.test.length].map(count);
  yield prose({
    en: `How to keep images apart? A plain split shuffles all ${count(train.count)}, then cuts: ` +
      `${most} to learn from, ${fewest} to choose with. A stratified one does so class by class, so ` +
      "that each class has its share on both sides. A fifth kept apart is usual; the lessons keep " +
      `the last ${count(KEPT)}.`,
    fr: `Comment mettre des images de côté\u00a0? Un découpage simple mélange les ` +
      `${count(train.count)} images, puis coupe\u00a0: ${most} pour apprendre, ${fewest} pour ` +
      "choisir. Un découpage stratifié fait de même classe par classe, si bien que chacune garde sa " +
      "proportion dans les deux parts. Un cinquième mis de côté est d’usage\u00a0; les leçons " +
      `gardent les ${count(KEPT)} dernières.`,
  });
  const gaps = [...small, plain, stratified].map(({ gap }) => gap);
  const fewer = count(small[0].test.length), one = n(100 / small[0].test.length);
  yield predict({
    en: `With a plain split, do the two sides differ more with ${count(100)} images or with ` +
      `${count(train.count)}?`,
    fr:
      `Découpage simple, ${count(100)} images ou ${count(train.count)}\u00a0: où les deux parts ` +
      "diffèrent-elles le plus\u00a0?",
  }, {
    choices: [
      { en: `with ${count(100)}`, fr: `avec ${count(100)}` },
      { en: `with ${count(train.count)}`, fr: `avec ${count(train.count)}` },
      { en: "neither: a fifth is a fifth", fr: "nulle part\u00a0: un cinquième est un cinquième" },
    ],
    right: gaps[0] > gaps[2] ? 0 : 1,
    why: {
      en: `Of ${fewer} images kept apart, a single one is ${one} points.`,
      fr: `Sur ${fewer} images mises de côté, une seule fait ${one} points.`,
    },
  });
  const columns = [sharesOf(few), ...small.flatMap(({ shares }) => shares)];
  yield table(
    columns[0].map((_, c) => [`${c}`, ...columns.map((column) => percent(column[c]))]),
    {
      head: [
        { en: "class", fr: "classe" },
        { en: `all ${few.length}`, fr: `les ${few.length}` },
        { en: "plain 80", fr: "simple 80" },
        { en: "plain 20", fr: "simple 20" },
        { en: "strat. 80", fr: "strat. 80" },
        { en: "strat. 20", fr: "strat. 20" },
      ],
    },
  );
  const [wide, narrow, little, least] = gaps.map((gap) => n(gap, 2));
  yield prose({
    en: `Here the two sides of a class differ by up to ${wide} points (plain) and ${narrow} ` +
      `(stratified); with all ${
        count(train.count)
      }, by ${little} and ${least} points: then either will do.`,
    fr: `Ici, les deux parts d’une classe diffèrent de ${wide} points au plus (simple) et ` +
      `${narrow} (stratifié)\u00a0; avec les ${
        count(train.count)
      }, de ${little} et ${least} point\u00a0: ` +
      "l’un et l’autre conviennent alors.",
  });

  yield step({ en: "A look at both sides", fr: "Un coup d’œil aux deux parts" });
  for (
    const [indices, caption] of [[stratified.train, LEARN], [stratified.test, CHOOSE]] as const
  ) {
    yield pictures(
      Array.from(indices.subarray(0, 5), (index) => ({
        pixels: images.subarray(784 * index, 784 * (index + 1)),
        title: { en: `${labels[index]}`, fr: `${labels[index]}` },
      })),
      { caption },
    );
  }
  const learnt = new Set(stratified.train);
  const shared = stratified.test.filter((index) => learnt.has(index)).length;
  const none = shared === 0
    ? {
      en: `None of the ${fewest} kept apart is`,
      fr: `Aucune des ${fewest} images mises de côté n’est`,
    }
    : {
      en: `Of the ${fewest} kept apart, ${count(shared)} are`,
      fr: `Sur les ${fewest} mises de côté, ${count(shared)} sont`,
    };
  yield prose({
    en: `${none.en} among those to learn from: we have compared their numbers. ` +
      "Always look: labels that do not fit the pictures, or a side that differs from the " +
      "other, are seen in a moment here; later, a number only says that something is wrong.",
    fr:
      `${none.fr} parmi celles qui servent à apprendre\u00a0: nous avons comparé leurs numéros. ` +
      "Regardez toujours\u00a0: une étiquette qui ne va pas " +
      "avec son image, une part qui ne ressemble pas à l’autre, cela se voit ici en un " +
      "instant\u00a0; plus tard, un nombre dira seulement que quelque chose ne va pas.",
  });
}

const LEARN = { en: "80\u00a0%, to learn from", fr: "80\u00a0%, pour apprendre" };
const CHOOSE = { en: "20\u00a0%, kept apart", fr: "20\u00a0%, mis de côté" };
