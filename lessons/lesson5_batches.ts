/**
 * The second part of lesson 5: how many images make a step, and in which order they come.
 *
 * @module
 */
import {
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
import { ordersOf, outcome } from "./lesson5_experiments.ts";
import { type Asked, trialSizes, tune, type Tuned } from "./lesson5_trials.ts";

const SIZES = [1, 8, 64, 512], GUESSES = 100;
/** The rate of the three orders, and those that each is tried with afterwards. */
const RATE = 0.1, ORDER_RATES: readonly number[] = [0.001, 0.003, 0.01, 0.1, 0.3];
/** The rates that each size of mini-batch is tried with. */
const BATCH_RATES: readonly number[] = [0.003, 0.01, 0.1, 0.3, 1];

/** How far the slopes of mini-batches scatter. */
export function* noise(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "A slope from a few images", fr: "Une pente d’après quelques images" });
  yield prose({
    en: `The slope of ${WEIGHT} on m images is only a guess at its slope on all. Take ` +
      `${count(GUESSES * SIZES.at(-1)!)} of them, ${GUESSES} times ${SIZES.at(-1)}; here are ` +
      `${GUESSES} guesses for each m: their mean, their standard deviation σ, that is how far a ` +
      `guess usually is from the mean, its noise, and how many of them have the opposite sign to ` +
      `the slope on all images.`,
    fr: `La pente de ${WEIGHT} sur m images n’est qu’une estimation de sa pente sur toutes. ` +
      `Prenons-en ${count(GUESSES * SIZES.at(-1)!)}, ${GUESSES} fois ${SIZES.at(-1)}. Voici ` +
      `${GUESSES} estimations pour chaque m\u00a0: leur moyenne, leur écart type σ, ` +
      `c’est-à-dire l’écart habituel d’une estimation à la moyenne, son bruit, et combien d’entre ` +
      `elles ont le signe contraire de la pente sur toutes les images.`,
  });
  const { rows, images, all } = slopesOfBatches(asked, { sizes: SIZES, guesses: GUESSES });
  yield table([
    ...rows.map(({ m, mean, sigma, wrong }) => [
      count(m),
      n(mean, 2),
      n(sigma, 2),
      n(sigma * m ** 0.5, 2),
      count(wrong),
    ]),
    [{ en: `all ${count(images)}`, fr: `les ${count(images)}` }, n(all, 2), "", "", ""],
  ], {
    head: [
      "m",
      { en: "mean", fr: "moyenne" },
      "σ",
      "σ·√m",
      { en: "wrong sign", fr: "signe contraire" },
    ],
  });
  const [one] = rows;
  yield prose({
    en:
      `Of the ${GUESSES} single images, ${count(one.silent)} say nothing at all: their pixel is ` +
      `blank, or the neuron off. Of the others, ${count(one.wrong)} point the wrong way and ` +
      `${
        count(GUESSES - one.silent - one.wrong)
      } the right one. σ·√m hardly changes while m grows ` +
      `${count(SIZES.at(-1)!)} times: σ falls like 1/√m, and a hundred times the work takes away ` +
      `nine tenths of the noise. Steps along such guesses are called ` +
      `${term("stochastic gradient descent")} (SGD).`,
    fr: `Des ${GUESSES} images seules, ${count(one.silent)} ne disent rien\u00a0: leur pixel est ` +
      `vide, ou le neurone inactif. Parmi les autres, ${count(one.wrong)} indiquent le mauvais ` +
      `sens et ${
        count(GUESSES - one.silent - one.wrong)
      } le bon. σ·√m change peu tandis que m est ` +
      `multiplié par ${count(SIZES.at(-1)!)}\u00a0: σ décroît comme 1/√m, et cent fois plus de ` +
      `calcul ôte neuf dixièmes du bruit. Avancer d’après de telles estimations s’appelle la ` +
      `${term("descente de gradient stochastique")} (SGD).`,
  });
}

/** Each size of mini-batch with its own best rate. */
export function* miniBatches(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "How many images for a step?", fr: "Combien d’images pour un pas\u00a0?" });
  const { learnt, judges } = trialSizes(asked.engine);
  const rates = BATCH_RATES.map((rate) => n(rate));
  yield prose({
    en: `One epoch of ${count(learnt)} images, with each m and each of the rates ` +
      `${rates.join(", ")}; then ${count(judges)} validation images are read, and of each m the ` +
      `best η counts.`,
    fr: `Une époque de ${count(learnt)} images, avec chaque m et chacun des taux ` +
      `${rates.join("\u00a0; ")}\u00a0; puis lecture de ${count(judges)} images de validation. ` +
      `Pour chaque m, on retient le meilleur η.`,
  });
  const trials = SIZES.map((batch) => ({ batch, epochs: 1 }));
  let tuned: Tuned[] = [];
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: BATCH_RATES })) {
      yield table(
        SIZES.slice(1).map((m, i) => {
          const { accuracies, best } = tuned[i + 1];
          const steps = count(Math.ceil(learnt / m));
          return accuracies.length < BATCH_RATES.length
            ? [count(m), steps, "…", ""]
            : [count(m), steps, n(BATCH_RATES[best]), percent(accuracies[best])];
        }),
        {
          head: [
            "m",
            { en: "steps", fr: "pas" },
            { en: "best η", fr: "meilleur η" },
            { en: "accuracy", fr: "exactitude" },
          ],
        },
      );
    }
  });
  const [one, , usual] = tuned;
  yield predict({
    en:
      `With m = 1, a step follows the noisiest of guesses. Compared with that of m = ${BATCH}, its best ` +
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
  yield prose({
    en: `In ${count(learnt)} steps with ${n(BATCH_RATES[one.best])}, m = 1 comes to ` +
      `${percent(one.accuracies[one.best])}; with the η of m = ${BATCH}, it would read ` +
      `${percent(one.accuracies[usual.best])}. So small mini-batches do no harm if η suits them. ` +
      `But this epoch took ${seconds(one.seconds)} with m = 1 and ${seconds(usual.seconds)} with ` +
      `m = ${BATCH}, which goes through the images several times meanwhile: we keep ${BATCH}.`,
    fr: `En ${count(learnt)} pas avec ${n(BATCH_RATES[one.best])}, m = 1 arrive à ` +
      `${
        percent(one.accuracies[one.best])
      }\u00a0; avec le η de m = ${BATCH}, il n’en lirait bien ` +
      `que ${
        percent(one.accuracies[usual.best])
      }. Les petits mini-lots ne nuisent donc pas, si η ` +
      `leur convient. Mais cette époque a duré ${seconds(one.seconds)} avec m = 1, et ` +
      `${
        seconds(usual.seconds)
      } avec m = ${BATCH}, qui dans le même temps parcourt plusieurs fois ` +
      `les images\u00a0: nous gardons ${BATCH}.`,
  });
}

/** Shuffled, as they are in the file, sorted. */
export function* orders(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "In which order?", fr: "Dans quel ordre\u00a0?" });
  const orders = ordersOf(asked), images = count(orders[0].learnt!);
  yield prose({
    en: `Each epoch takes the images in a new random order. Three trainings of one epoch on the ` +
      `same ${images} images, with the same η, ${
        n(RATE)
      }: shuffled, in the order of the file, and ` +
      "sorted, all zeros first, all nines last.",
    fr:
      `Chaque époque prend les images dans un nouvel ordre, au hasard. Trois entraînements d’une ` +
      `époque sur les mêmes ${images} images, avec le même η, ${n(RATE)}\u00a0: mélangées, dans ` +
      "l’ordre du fichier, et triées, d’abord tous les zéros, à la fin tous les neufs.",
  });
  const ends = orders.map((order) => outcome(asked, { ...order, rate: RATE }));
  const [shuffled, , sorted] = ends;
  yield predict({
    en:
      "The training loss is measured while it learns. Compared with that of shuffled images, that of " +
      "sorted ones is…",
    fr:
      "La perte d’entraînement est mesurée pendant l’apprentissage. Comparée à celle des images " +
      "mélangées, celle des images triées est…",
  }, {
    choices: [
      { en: "lower", fr: "plus basse" },
      { en: "higher", fr: "plus haute" },
    ],
    right: sorted.loss < shuffled.loss ? 0 : 1,
    why: {
      en: "After a few mini-batches of nines, “nine” is always the right answer.",
      fr: "Après quelques mini-lots de neufs, «\u00a0neuf\u00a0» est toujours la bonne réponse.",
    },
  });
  const names = [
    { en: "shuffled", fr: "mélangées" },
    { en: "as in the file", fr: "ordre du fichier" },
    { en: "sorted", fr: "triées" },
  ];
  yield table(
    ends.map(({ loss, unseen, accuracy }, i) => [names[i], n(loss), n(unseen), percent(accuracy)]),
    {
      head: [
        { en: "order", fr: "ordre" },
        { en: "training loss", fr: "perte entr." },
        { en: "validation loss", fr: "perte valid." },
        { en: "accuracy", fr: "exactitude" },
      ],
    },
  );
  const [tunedShuffled, tunedSorted] = [
    ...tune(asked, { trials: [orders[0], orders[2]], rates: ORDER_RATES }),
  ]
    .at(-1)!;
  const rate = ({ best }: Tuned) => n(ORDER_RATES[best]);
  const accuracy = ({ accuracies, best }: Tuned) => percent(accuracies[best]);
  yield prose({
    en: "The network learns one class after the other, and forgets each for the next. Is η to " +
      `blame? With the best of five rates for them, ${rate(tunedSorted)}, sorted images come to ` +
      `${accuracy(tunedSorted)}; shuffled ones, with ${rate(tunedShuffled)}, ` +
      `${accuracy(tunedShuffled)}. The file of MNIST is mixed already; yours may not be. Shuffle.`,
    fr:
      "Le réseau apprend une classe après l’autre, et oublie chacune pour la suivante. Est-ce la " +
      `faute de η\u00a0? Avec le meilleur de cinq taux, ${rate(tunedSorted)}, les images triées ` +
      `mènent à ${accuracy(tunedSorted)}\u00a0; mélangées, avec ${rate(tunedShuffled)}, à ` +
      `${accuracy(tunedShuffled)}. Le fichier de MNIST est déjà mélangé\u00a0; le vôtre ne l’est ` +
      "peut-être pas. Mélangez.",
  });
}
