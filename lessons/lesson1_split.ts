/**
 * The part of lesson 1 on judging: three sets and why, and the 80/20 split.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import {
  check,
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
import { COMPARED, cut, guesses, JUDGED, MODELS, sharesOf } from "./lesson1_numbers.ts";

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
        percent(best.compared)
      } right. Then we ask it about ` +
      `${count(JUDGED)} others.`,
    fr: `${MODELS} modèles tirent toutes leurs réponses au sort. Montrons-leur les mêmes ` +
      `${COMPARED} images et gardons le meilleur\u00a0: il en lit bien ${
        percent(best.compared)
      }. ` +
      `Puis interrogeons-le sur ${count(JUDGED)} autres.`,
  });
  const near = (share: number) => Math.abs(best.judged - share);
  yield predict({ en: "Of the others, it reads right…", fr: "Des autres, il lit bien…" }, {
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
      en: "It knows nothing, and was lucky once. Among five hundred, somebody is.",
      fr: "Il ne sait rien, et a eu de la chance une fois. Sur cinq cents, il y en a toujours un.",
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
      { en: "right on", fr: "justes sur" },
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
      "pu être apprises par cœur. Ce qu’on veut savoir, c’est comment seront lues des images " +
      `nouvelles\u00a0: c’est la ${term("généralisation")}. Il y a donc trois jeux\u00a0:`,
  });
  yield prose({
    en: `• the ${term("training set")}: the weights are learnt from it, image by image;`,
    fr: `• le ${
      term("jeu d’entraînement")
    }\u00a0: les poids en sont appris, image après image\u00a0;`,
  });
  yield prose({
    en:
      `• the ${term("validation set")}: a part of MNIST’s ${count(train.count)} training images, ` +
      "kept apart. Everything that is tried is compared on it. The five digits of the first step " +
      "came from one;",
    fr: `• le ${term("jeu de validation")}\u00a0: une part des ${count(train.count)} images ` +
      "d’entraînement de MNIST, mise de côté. Tout ce qu’on essaie est comparé sur lui. Les cinq " +
      "chiffres du début en venaient\u00a0;",
  });
  yield prose({
    en:
      `• the ${term("test set")}: ${count(10_000)} images, read once, when all is chosen. Their ` +
      "number is the one to tell others. Here we have counted their labels, and drawn none.",
    fr:
      `• le ${term("jeu de test")}\u00a0: ${
        count(10_000)
      } images, lues une seule fois, quand tout ` +
      "est choisi. Leur résultat est celui qu’on annonce. Ici, nous avons compté leurs étiquettes, " +
      "sans en dessiner aucune.",
  });

  yield step({ en: "Keeping a fifth apart", fr: "Mettre un cinquième de côté" });
  const plain = cut(labels, { seed, stratified: false });
  const stratified = cut(labels, { seed, stratified: true });
  const [most, fewest] = [plain.train.length, plain.test.length].map(count);
  yield prose({
    en: `How to keep images apart? A plain split shuffles all ${count(train.count)}, then cuts: ` +
      `${most} to learn from, ${fewest} to choose with. A stratified one does so class by class, so ` +
      "that each class has its share on both sides:",
    fr: `Comment mettre des images de côté\u00a0? Un découpage simple mélange les ` +
      `${count(train.count)} images, puis coupe\u00a0: ${most} pour apprendre, ${fewest} pour ` +
      "choisir. Un découpage stratifié fait de même classe par classe, si bien que chacune garde sa " +
      "part des deux côtés\u00a0:",
  });
  const columns = [sharesOf(labels), ...plain.shares, ...stratified.shares];
  yield table(
    columns[0].map((_, c) => [`${c}`, ...columns.map((column) => percent(column[c], 2))]),
    {
      head: [
        { en: "class", fr: "classe" },
        { en: "all", fr: "tout" },
        { en: "plain 80", fr: "simple 80" },
        { en: "plain 20", fr: "simple 20" },
        { en: "strat. 80", fr: "strat. 80" },
        { en: "strat. 20", fr: "strat. 20" },
      ],
    },
  );
  const few = labels.subarray(0, 100);
  const gaps = [
    plain,
    stratified,
    ...[false, true].map((stratified) => cut(few, { seed, stratified })),
  ].map(({ gap }) => n(gap, 2));
  yield prose({
    en: `The two sides of a class differ by ${gaps[0]} points at most (plain) and by ${gaps[1]} ` +
      "(stratified): with so many images, either will do. With the first 100 images alone, it is " +
      `${gaps[2]} and ${gaps[3]}.`,
    fr: `Les deux côtés d’une classe diffèrent d’au plus ${gaps[0]} point (simple) et ${gaps[1]} ` +
      "(stratifié)\u00a0: avec autant d’images, l’un et l’autre conviennent. Avec les 100 premières " +
      `seulement, les écarts sont de ${gaps[2]} et ${gaps[3]} points.`,
  });

  yield step({ en: "A look at both sides", fr: "Un coup d’œil aux deux côtés" });
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
  yield check({
    claim: { en: "no image is on both sides", fr: "aucune image n’est des deux côtés" },
    found: {
      name: { en: "images on both sides", fr: "images des deux côtés" },
      value: stratified.test.filter((index) => learnt.has(index)).length,
    },
    expected: { name: { en: "wanted", fr: "voulu" }, value: 0 },
    tolerance: 0,
    measure: "absolute",
  });
  yield prose({
    en:
      "Always look: labels that do not fit the pictures, or a side that differs from the other, " +
      "are seen in a moment here, and in no number later.",
    fr: "Regardez toujours\u00a0: des étiquettes qui ne vont pas avec les images, ou un côté qui " +
      "diffère de l’autre, se voient ici en un instant, et plus tard dans aucun nombre.",
  });
}

const LEARN = { en: "80\u00a0%, to learn from", fr: "80\u00a0%, pour apprendre" };
const CHOOSE = { en: "20\u00a0%, kept apart", fr: "20\u00a0%, mis de côté" };
