/**
 * The second part of lesson 5: how many images make a step, and in which order they come.
 *
 * @module
 */
import {
  chart,
  count,
  live,
  n,
  percent,
  predict,
  prose,
  seconds,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { BATCH, slopesOfBatches, WEIGHT } from "./lesson5_numbers.ts";
import { type Asked, laps, trial, trialSizes, tune, type Tuned } from "./lesson5_trials.ts";

const SIZES = [1, 8, 64, 512], GUESSES = 100;
/** The rates that each size of mini-batch is tried with. */
export const BATCH_RATES: readonly number[] = [0.003, 0.01, 0.03, 0.1, 0.3, 1];

/** How far the slopes of mini-batches scatter. */
export function* noise(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "A slope from a few images", fr: "Une pente d’après quelques images" });
  yield prose({
    en:
      `The slope of ${WEIGHT} on m images is only a guess at its slope on all of them. Here are ` +
      `${GUESSES} guesses for each m: their mean, and their standard deviation σ, that is how ` +
      `far a guess usually is from the mean.`,
    fr: `La pente de ${WEIGHT} sur m images n’est qu’une estimation de sa pente sur toutes. ` +
      `Voici ${GUESSES} estimations pour chaque m\u00a0: leur moyenne, et leur écart type σ, ` +
      `c’est-à-dire l’écart habituel d’une estimation à la moyenne.`,
  });
  const rows = slopesOfBatches(asked, { sizes: SIZES, guesses: GUESSES });
  yield table(
    rows.map(({ m, mean, sigma }) => [count(m), n(mean, 2), n(sigma, 2), n(sigma * m ** 0.5, 2)]),
    { head: ["m", { en: "mean", fr: "moyenne" }, "σ", "σ·√m"] },
  );
  yield prose({
    en: "The last column hardly changes: σ falls like 1/√m. And with a single image, σ is many " +
      "times the mean: the guess has the wrong sign almost as often as the right one. A hundred times " +
      "as many images cost a hundred times the work, and take away nine tenths of the noise. " +
      `Steps along such guesses are called ${term("stochastic gradient descent")} (SGD).`,
    fr: "La dernière colonne change peu\u00a0: σ décroît comme 1/√m. Et avec une seule image, σ " +
      "vaut bien des fois la moyenne\u00a0: l’estimation a presque aussi souvent le mauvais signe que le " +
      "bon. Cent fois plus d’images coûtent cent fois plus de calcul, et ôtent neuf dixièmes du " +
      `bruit. Avancer d’après de telles estimations s’appelle la ` +
      `${term("descente de gradient stochastique")} (SGD).`,
  });
}

/** Each size of mini-batch with its own best rate. */
export function* miniBatches(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "How many images for a step?", fr: "Combien d’images pour un pas\u00a0?" });
  const { learnt, judges } = trialSizes(asked.engine);
  yield prose({
    en:
      `One epoch of ${
        count(learnt)
      } images, with each m and ${BATCH_RATES.length} learning rates; ` +
      `then ${count(judges)} validation images are read, and of each m the best η counts. (With ` +
      `one η for all, we would see which m suits this η, no more.) First the larger ones:`,
    fr: `Une époque de ${count(learnt)} images, avec chaque m et ${BATCH_RATES.length} taux ` +
      `d’apprentissage\u00a0; puis lecture de ${count(judges)} images de validation. Pour chaque ` +
      `m, on retient le meilleur η. (Avec un même η pour tous, on verrait seulement à quel m il ` +
      `convient.) D’abord les plus grands\u00a0:`,
  });
  const trials = SIZES.map((batch) => ({ batch, epochs: 1 }));
  let tuned: Tuned[] = [];
  const rows = (places: readonly number[]) =>
    places.map((i) => {
      const { accuracies: all = [], best, seconds: time } = tuned[i] ?? {};
      return all.length < BATCH_RATES.length ? [count(SIZES[i]), "", "…", "", ""] : [
        count(SIZES[i]),
        count(Math.ceil(learnt / SIZES[i])),
        n(BATCH_RATES[best!]),
        percent(all[best!]),
        seconds(time!),
      ];
    });
  const head = [
    "m",
    { en: "steps", fr: "pas" },
    { en: "best η", fr: "meilleur η" },
    { en: "accuracy", fr: "exactitude" },
    { en: "time", fr: "durée" },
  ];
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: BATCH_RATES })) {
      yield table(rows([1, 2, 3]), { head });
    }
  });
  const [one, , usual] = tuned;
  yield predict({
    en:
      `With m = 1, a step follows the noisiest of guesses. Beside that of m = ${BATCH}, its best ` +
      `η is…`,
    fr: `Avec m = 1, un pas suit l’estimation la plus bruitée. Comparé à celui de m = ${BATCH}, ` +
      `son meilleur η est…`,
  }, {
    choices: [
      { en: "smaller", fr: "plus petit" },
      { en: "the same", fr: "le même" },
      { en: "larger", fr: "plus grand" },
    ],
    right: 1 + Math.sign(BATCH_RATES[one.best] - BATCH_RATES[usual.best]),
    why: {
      en: "The noise of many short steps averages out; a long step is thrown off by its one image.",
      fr:
        "Le bruit de beaucoup de petits pas se compense\u00a0; un grand pas, lui, est dévié par " +
        "sa seule image.",
    },
  });
  yield table(rows([0]), { head });
  yield prose({
    en: `With the η of m = ${BATCH}, ${n(BATCH_RATES[usual.best])}, it would read ` +
      `${percent(one.accuracies[usual.best])}. So the noise of small mini-batches does no harm, ` +
      `if η suits it: from the same images, they take more steps and get further. But look at the ` +
      `time: ${BATCH} images computed together cost far less than ${BATCH} computed one by one. We ` +
      `keep m = ${BATCH}, which goes through the images several times meanwhile.`,
    fr: `Avec le η de m = ${BATCH}, ${n(BATCH_RATES[usual.best])}, il lirait ` +
      `${
        percent(one.accuracies[usual.best])
      }. Le bruit des petits mini-lots ne nuit donc pas, si ` +
      `η lui convient\u00a0: avec les mêmes images, ils font plus de pas et vont plus loin. Mais ` +
      `voyez la durée\u00a0: ${BATCH} images calculées ensemble coûtent bien moins que ${BATCH} ` +
      `calculées une à une. Nous gardons m = ${BATCH}, qui parcourt entre-temps plusieurs fois les ` +
      `images.`,
  });
}

/** Shuffled, as they are in the file, sorted. */
export function* orders(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "In which order?", fr: "Dans quel ordre\u00a0?" });
  yield prose({
    en:
      "Each epoch takes the images in a new random order. Does it matter? Three trainings on the " +
      "same images: shuffled, always in the order of the file, and sorted, all zeros first, all " +
      "nines last.",
    fr:
      "Chaque époque prend les images dans un nouvel ordre, au hasard. Est-ce important\u00a0? Trois " +
      "entraînements sur les mêmes images\u00a0: mélangées, toujours dans l’ordre du fichier, et " +
      "triées, d’abord tous les zéros, à la fin tous les neufs.",
  });
  const kinds = [
    { name: { en: "shuffled", fr: "mélangées" }, recipe: {} },
    { name: { en: "as in the file", fr: "ordre du fichier" }, recipe: { shuffle: false } },
    { name: { en: "sorted", fr: "triées" }, recipe: { shuffle: false, sorted: true } },
  ];
  const points: [number, number][][] = kinds.map(() => []), ends: number[][] = kinds.map(() => []);
  yield live(function* () {
    for (const [i, { recipe }] of kinds.entries()) {
      for (const { at, end } of laps(trial(asked, { epochs: 5, ...recipe }))) {
        if (!end) continue;
        points[i].push([at, 100 * end.evaluation.accuracy]);
        ends[i] = [end.metrics.trainLoss, end.evaluation.loss, end.evaluation.accuracy];
        yield chart(kinds.map(({ name }, i) => ({ name, points: points[i] })), {
          x: { label: { en: "epochs", fr: "époques" }, min: 1, max: 5 },
          y: {
            label: { en: "accuracy on validation images, %", fr: "exactitude en validation, %" },
            min: 0,
            max: 100,
          },
          height: 7,
        });
      }
    }
  });
  const [shuffled, , sorted] = ends;
  yield predict({
    en: "Sorted images teach little that lasts. And the training loss, counted while it learns? " +
      "Beside that of shuffled images, it ends…",
    fr: "D’images triées, le réseau retient peu. Et la perte d’entraînement, comptée pendant " +
      "qu’il apprend\u00a0? Comparée à celle des images mélangées, elle finit…",
  }, {
    choices: [
      { en: "lower", fr: "plus basse" },
      { en: "higher", fr: "plus haute" },
    ],
    right: sorted[0] < shuffled[0] ? 0 : 1,
    why: {
      en: "After a few hundred nines, “nine” is always the right answer.",
      fr: "Après quelques centaines de neufs, «\u00a0neuf\u00a0» est toujours la bonne réponse.",
    },
  });
  yield table(
    kinds.map(({ name }, i) => [name, n(ends[i][0]), n(ends[i][1]), percent(ends[i][2])]),
    {
      head: [
        { en: "order", fr: "ordre" },
        { en: "training loss", fr: "perte entr." },
        { en: "validation loss", fr: "perte valid." },
        { en: "accuracy", fr: "exactitude" },
      ],
    },
  );
  yield prose({
    en: "The network learns one class after the other, and forgets each for the next. The file " +
      "of MNIST is mixed already; yours may not be. Shuffle.",
    fr: "Le réseau apprend une classe après l’autre, et oublie chacune pour la suivante. Le " +
      "fichier de MNIST est déjà mélangé\u00a0; le vôtre ne l’est peut-être pas. Mélangez.",
  });
}
