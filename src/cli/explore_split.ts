/**
 * The section of `deno task explore` on splitting the training images in two.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { trainTestSplit } from "../data/split.ts";
import { countBytes } from "../data/statistics.ts";
import type { Language, Text } from "../errors.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { formatCount, formatNumber, formatPercent } from "../number_format.js";
import { formatTable } from "../terminal/table.ts";
import {
  heading,
  labelledImages,
  listedClasses,
  othersLine,
  prose,
  type View,
} from "./explore_view.ts";

/** The share of the training images that is kept apart. */
const SHARE = 0.2;
/** A stream for each split, after those of a training: see src/train/session.ts. */
const PLAIN_STREAM = 2, STRATIFIED_STREAM = 3;
/** Images drawn of each side. */
const DRAWN = 5;

/** Why there is anything to keep apart, when there are test images. */
const CLOSED: Text = {
  en:
    "The test images stay closed: counted here, never drawn. Whoever chooses by looking at them (a " +
    "learning rate, a size) fits the choice to them, and their accuracy no longer tells what " +
    "happens with new images. So a part of the training images judges the choices, and the test " +
    "images are read once, at the end.",
  fr: "Les images de test restent fermées\u00a0: comptées ici, jamais dessinées. Qui choisit en " +
    "les regardant (un taux d’apprentissage, une taille) ajuste son choix à ces images, et leur " +
    "exactitude ne dit plus rien des images nouvelles. C’est donc une part des images " +
    "d’entraînement qui juge les choix, et les images de test ne servent qu’une fois, à la fin.",
};

const WORDS = {
  en: {
    head: ["class", "all", "plain 80", "plain 20", "strat. 80", "strat. 20"],
    plain: "plain",
    stratified: "stratified",
    learn: "80\u00a0%, to learn from",
    judge: "20\u00a0%, kept apart",
    none: "(no image)",
  },
  fr: {
    head: ["classe", "tout", "simple 80", "simple 20", "strat. 80", "strat. 20"],
    plain: "simple",
    stratified: "stratifié",
    learn: "80\u00a0%, pour apprendre",
    judge: "20\u00a0%, mis de côté",
    none: "(aucune image)",
  },
};

/** One side of a split. */
interface Side {
  /** Its name for people. */
  readonly title: string;
  /** The first images of it. */
  readonly first: number[];
  /** How many images of each class it has. */
  readonly counts: Uint32Array;
  /** How many images it has. */
  readonly size: number;
}

/** The plain and the stratified split: sizes, shares of the classes, five images of each side. */
export function splitSection(dataset: Dataset, view: View & { readonly seed: number }): string {
  const { language, seed } = view;
  const { labels } = dataset.train;
  const words = WORDS[language];
  const whole = sideOf(labels.keys().toArray(), { labels, title: "" });
  const sides = [false, true].map((stratified) => {
    const random = new Xoshiro128(seed, stratified ? STRATIFIED_STREAM : PLAIN_STREAM);
    const { train, test } = trainTestSplit(labels, { share: SHARE, random, stratified });
    const name = stratified ? words.stratified : words.plain;
    return [
      sideOf(train, { labels, title: `${name}, ${words.learn}` }),
      sideOf(test, { labels, title: `${name}, ${words.judge}` }),
    ];
  });
  const [[learn, judge]] = sides;
  const left = formatCount(learn.size, language), right = formatCount(judge.size, language);
  const { classes, others } = listedClasses(whole.counts);
  const rows = classes.map((label) => [
    String(dataset.labels[label]),
    ...[whole, ...sides.flat()].map((side) => share(side, { label, language })),
  ]);
  const [plain, stratified] = sides.map((pair) => {
    const gap = 100 * largestGap(pair);
    return Number.isNaN(gap) ? "–" : formatNumber(gap, { language, digits: 3 });
  });
  return [
    heading({
      en: "Two ways to keep 20\u00a0% of the training images apart",
      fr: "Deux façons de mettre de côté 20\u00a0% des images d’entraînement",
    }, view),
    prose(CLOSED, view),
    "",
    prose({
      en:
        `Plain: shuffle all the images (seed ${seed}) and cut. Stratified: do so class by class. ` +
        `Both give ${left} images to learn from and ${right} to judge with.`,
      fr: `Simple\u00a0: mélanger toutes les images (graine ${seed}), puis couper. ` +
        `Stratifié\u00a0: faire de même classe par classe. Dans les deux cas, ${left} images pour ` +
        `apprendre et ${right} pour juger.`,
    }, view),
    "",
    formatTable(rows, { ...view, head: words.head }),
    ...othersLine(others, view),
    "",
    prose({
      en: `Largest gap between the two sides, in points: ${plain} plain, ${stratified} stratified.`,
      fr: `Plus grand écart entre les deux côtés, en points\u00a0: ${plain} (simple), ` +
        `${stratified} (stratifié).`,
    }, view),
    ...sides.flat().map(({ title, first }) =>
      `\n${title}\n${
        first.length === 0 ? words.none : labelledImages(dataset, { indices: first, view })
      }`
    ),
  ].join("\n");
}

function sideOf(
  indices: ArrayLike<number>,
  { labels, title }: { readonly labels: Uint8Array; readonly title: string },
): Side {
  const own = Uint8Array.from(indices, (index) => labels[index]);
  const first = Array.from({ length: Math.min(DRAWN, own.length) }, (_, i) => indices[i]);
  return { title, first, counts: countBytes(own), size: own.length };
}

/** The share of a class among the images of a side; an empty side has none. */
function share(
  { counts, size }: Side,
  { label, language }: { readonly label: number; readonly language: Language },
): string {
  return size === 0 ? "–" : formatPercent(counts[label] / size, { language });
}

/** The largest difference between the shares of a class on two sides, from 0 to 1; `NaN` where one is empty. */
function largestGap([left, right]: readonly Side[]): number {
  const gaps = Array.from(
    left.counts,
    (count, label) => Math.abs(count / left.size - right.counts[label] / right.size),
  );
  return Math.max(...gaps);
}
