/**
 * The part of lesson 1 on judging: why the test set stays closed, and the 80/20 split.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import { trainTestSplit } from "../src/data/split.ts";
import { countBytes } from "../src/data/statistics.ts";
import type { Block } from "../src/lesson/block.ts";
import { check, count, n, percent, pictures, prose, step, table } from "../src/lesson/blocks.ts";
import { below } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** How many models guess, on how many images they are compared, and on how many judged. */
const MODELS = 500, COMPARED = 100, JUDGED = 1000;

/** Choosing by the test, then the two splits, in numbers and in pictures. */
export function* splitting({ train, seed }: { train: Split; seed: number }): Generator<Block> {
  const { labels, images } = train;
  yield step({
    en: "Why the test set stays closed",
    fr: "Pourquoi les images de test restent fermées",
  });
  const hat = new Xoshiro128(seed, 4);
  const models = Array.from({ length: MODELS }, () => {
    const right = (from: number, to: number) =>
      labels.subarray(from, to).filter((label) => below(hat, 10) === label).length / (to - from);
    return { compared: right(0, COMPARED), judged: right(COMPARED, COMPARED + JUDGED) };
  });
  const best = models.reduce((a, b) => b.compared > a.compared ? b : a);
  const mean = (of: "compared" | "judged") => models.reduce((sum, m) => sum + m[of], 0) / MODELS;
  yield prose({
    en: `${MODELS} models draw all their answers from a hat. We show them the same ${COMPARED} ` +
      `images, keep the best one, and ask it about ${count(JUDGED)} others:`,
    fr: `${MODELS} modèles tirent toutes leurs réponses au sort. Montrons-leur les mêmes ` +
      `${COMPARED} images, gardons le meilleur, et interrogeons-le sur ${
        count(JUDGED)
      } autres\u00a0:`,
  });
  yield table([
    [
      { en: "mean of all models", fr: "moyenne des modèles" },
      percent(mean("compared")),
      percent(mean("judged")),
    ],
    [{ en: "the best of them", fr: "le meilleur" }, percent(best.compared), percent(best.judged)],
  ], {
    head: [
      { en: "right on", fr: "justes sur" },
      { en: `${COMPARED} images`, fr: `${COMPARED} images` },
      { en: `${count(JUDGED)} others`, fr: `${count(JUDGED)} autres` },
    ],
  });
  yield check({
    claim: {
      en: "on other images, the best one is not so good",
      fr: "sur d’autres images, le meilleur est moins bon",
    },
    found: { name: { en: "on others", fr: "sur d’autres" }, value: best.judged },
    expected: { name: { en: "when chosen", fr: "quand on le choisit" }, value: best.compared },
    measure: "below",
  });
  yield prose({
    en: "It knows nothing, and looked as if it did. Images that helped to **choose** (a model, a " +
      "learning rate, a size) can no longer **judge**. So the test images are read once, at the " +
      "very end: here we have counted their labels, and drawn none. Until then, a part of the " +
      "training images is kept apart to choose with.",
    fr: "Il ne sait rien, et avait l’air de savoir. Des images qui ont servi à **choisir** (un " +
      "modèle, un taux d’apprentissage, une taille) ne peuvent plus servir à **juger**. Les images " +
      "de test ne sont donc lues qu’une fois, tout à la fin\u00a0: ici, nous avons compté leurs " +
      "étiquettes, sans en dessiner aucune. D’ici là, on met de côté une part des images " +
      "d’entraînement pour choisir.",
  });

  yield step({ en: "Keeping a fifth apart", fr: "Mettre un cinquième de côté" });
  const cut = (of: Uint8Array, stratified: boolean) => {
    const random = new Xoshiro128(seed, stratified ? 3 : 2);
    return trainTestSplit(of, { share: 0.2, random, stratified });
  };
  const shares = (indices: ArrayLike<number>) => {
    const sizes = countBytes(Uint8Array.from(indices, (index) => labels[index]));
    return Array.from(sizes.subarray(0, 10), (size) => size / indices.length);
  };
  const plain = cut(labels, false), stratified = cut(labels, true);
  yield prose({
    en:
      `A plain split shuffles all ${count(train.count)} images, then cuts: ${
        count(plain.train.length)
      } to learn from, ${
        count(plain.test.length)
      } to choose with. A stratified one does so class by ` +
      "class, so that each class has its share on both sides:",
    fr:
      `Un découpage simple mélange les ${count(train.count)} images, puis coupe\u00a0: ${
        count(plain.train.length)
      } pour apprendre, ${
        count(plain.test.length)
      } pour choisir. Un découpage stratifié fait de même ` +
      "classe par classe, si bien que chacune garde sa part des deux côtés\u00a0:",
  });
  const columns = [
    labels.keys().toArray(),
    plain.train,
    plain.test,
    stratified.train,
    stratified.test,
  ]
    .map(shares);
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
  /** The largest difference between the shares of a class, in points. */
  const gap = (sides: typeof plain) => {
    const [learn, choose] = [shares(sides.train), shares(sides.test)];
    return 100 * Math.max(...learn.map((share, c) => Math.abs(share - choose[c])));
  };
  yield check({
    claim: {
      en: "the two sides are more alike when stratified (largest gap, in points)",
      fr:
        "les deux côtés se ressemblent davantage une fois stratifiés (plus grand écart, en points)",
    },
    found: { name: { en: "stratified", fr: "stratifié" }, value: gap(stratified) },
    expected: { name: { en: "plain", fr: "simple" }, value: gap(plain) },
    measure: "below",
  });
  const few = labels.subarray(0, 100);
  const [fewPlain, fewStratified] = [false, true].map((stratified) =>
    n(gap(cut(few, stratified)), 2)
  );
  yield prose({
    en: `With so many images, either will do. With the first 100 alone, the gaps are ${fewPlain} ` +
      `points (plain) and ${fewStratified} (stratified).`,
    fr:
      "Avec autant d’images, l’un et l’autre conviennent. Avec les 100 premières seulement, les " +
      `écarts sont de ${fewPlain} points (simple) et de ${fewStratified} (stratifié).`,
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
}

const LEARN = { en: "80\u00a0%, to learn from", fr: "80\u00a0%, pour apprendre" };
const CHOOSE = { en: "20\u00a0%, kept apart", fr: "20\u00a0%, mis de côté" };
