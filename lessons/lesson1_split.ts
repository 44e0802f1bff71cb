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
    const right = (from: number, length: number) =>
      labels.subarray(from, from + length).filter((label) => below(hat, 10) === label).length /
      length;
    return { compared: right(0, COMPARED), judged: right(COMPARED, JUDGED) };
  });
  const best = models.reduce((a, b) => b.compared > a.compared ? b : a);
  const mean = (of: "compared" | "judged") => models.reduce((sum, m) => sum + m[of], 0) / MODELS;
  yield prose({
    en: `${MODELS} models draw every answer from a hat. We show all of them the same ${COMPARED} ` +
      `images, keep the best one, then ask it about ${count(JUDGED)} others:`,
    fr: `${MODELS} modèles tirent chaque réponse dans un chapeau. Montrons-leur à tous les mêmes ` +
      `${COMPARED} images, gardons le meilleur, puis interrogeons-le sur ${
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
      en: "the best one is not so good with images that did not choose it",
      fr: "le meilleur l’est moins sur des images qui n’ont pas servi à le choisir",
    },
    found: { name: { en: "on others", fr: "sur d’autres" }, value: best.judged },
    expected: { name: { en: "when chosen", fr: "au moment du choix" }, value: best.compared },
    measure: "below",
  });
  yield prose({
    en:
      "It knows nothing, and looks as if it did: whoever **chooses** by some images (a model, a " +
      "learning rate, a size) can no longer **judge** by them. So the test images are read once, " +
      "at the very end (we have counted their labels, and drawn none). What chooses until then is a " +
      "part of the training images, kept apart.",
    fr:
      "Il ne sait rien, et semble savoir\u00a0: des images qui ont servi à **choisir** (un modèle, " +
      "un taux d’apprentissage, une taille) ne peuvent plus servir à **juger**. Les images de test " +
      "ne sont donc lues qu’une fois, tout à la fin (nous avons compté leurs étiquettes, sans en " +
      "dessiner aucune). D’ici là, c’est une part des images d’entraînement, mise de côté, qui sert " +
      "à choisir.",
  });

  yield step({ en: "Keeping a fifth apart", fr: "Mettre un cinquième de côté" });
  const cut = (stratified: boolean, of = labels) =>
    trainTestSplit(of, {
      share: 0.2,
      random: new Xoshiro128(seed, stratified ? 3 : 2),
      stratified,
    });
  const plain = cut(false), stratified = cut(true);
  const shares = (indices: Uint32Array) => {
    const sizes = countBytes(Uint8Array.from(indices, (index) => labels[index]));
    return Array.from(sizes.subarray(0, 10), (size) => size / indices.length);
  };
  const columns = [plain.train, plain.test, stratified.train, stratified.test].map(shares);
  const whole = shares(Uint32Array.from(labels.keys()));
  yield prose({
    en:
      `A plain split shuffles all ${count(train.count)} images and cuts: ${
        count(plain.train.length)
      } to learn from, ${
        count(plain.test.length)
      } to choose with. A stratified one does so class by ` +
      `class, so that each class has its share on both sides:`,
    fr:
      `Un découpage simple mélange les ${count(train.count)} images, puis coupe\u00a0: ${
        count(plain.train.length)
      } pour apprendre, ${
        count(plain.test.length)
      } pour choisir. Un découpage stratifié fait de même ` +
      `classe par classe\u00a0: chaque classe garde sa part des deux côtés.`,
  });
  yield table(
    whole.map((
      share,
      c,
    ) => [`${c}`, ...[share, ...columns.map((side) => side[c])].map((x) => percent(x, 2))]),
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
  const gap = (a: number[], b: number[]) => Math.max(...a.map((x, c) => Math.abs(x - b[c])));
  const gaps = [gap(columns[0], columns[1]), gap(columns[2], columns[3])];
  yield check({
    claim: {
      en: "the largest gap between the two sides is smaller when stratified",
      fr: "le plus grand écart entre les deux côtés est plus petit une fois stratifié",
    },
    found: { name: { en: "stratified", fr: "stratifié" }, value: gaps[1] },
    expected: { name: { en: "plain", fr: "simple" }, value: gaps[0] },
    measure: "below",
  });

  yield step({ en: "A look at both sides", fr: "Un regard sur les deux côtés" });
  for (
    const [indices, caption] of [[stratified.train, LEARN], [stratified.test, CHOOSE]] as const
  ) {
    const first = Array.from(indices.subarray(0, 5));
    yield pictures(
      first.map((index) => ({
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
      name: { en: "common images", fr: "images communes" },
      value: stratified.test.filter((index) => learnt.has(index)).length,
    },
    expected: { name: { en: "wanted", fr: "voulu" }, value: 0 },
    tolerance: 0,
    measure: "absolute",
  });
}

const LEARN = { en: "80\u00a0%, to learn from", fr: "80\u00a0%, pour apprendre" };
const CHOOSE = { en: "20\u00a0%, kept apart", fr: "20\u00a0%, mis de côté" };
