/**
 * The first part of lesson 5: steps, how many images they are taken from, and in which order.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Dataset } from "../src/data/dataset.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  count,
  formula,
  live,
  minus,
  n,
  operand,
  percent,
  prose,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { type Asked, laps, trial, trialSizes } from "./lesson5_trials.ts";

// The weight that we follow: from the pixel in row 14, column 14.
const PIXEL = 406, NEURON = 12;
/** Its name. */
export const WEIGHT = `W1[${PIXEL},${NEURON}]`;
/** Its place among the weights. */
export const PLACE: number = PIXEL * 64 + NEURON;
const BATCH = 64, RATE = 0.1;

/** Steps, mini-batches, epochs. */
export async function* steps(
  { mnist, ...options }: Omit<Asked, "dataset"> & { mnist: () => Promise<Dataset> },
): AsyncGenerator<Block> {
  yield step({ en: "One step", fr: "Un pas" });
  yield prose({
    en:
      `Training is one step, taken again and again: take ${BATCH} images, a **mini-batch**; find ` +
      `the gradient of their mean loss; take η times the gradient from the weights, η being the ` +
      `learning rate. We follow **${WEIGHT}** through this lesson, from the pixel in row 14, ` +
      `column 14, to hidden neuron ${NEURON}. Its first step, with η = ${n(RATE)}:`,
    fr: `S’entraîner, c’est refaire sans cesse le même pas\u00a0: prendre ${BATCH} images, un ` +
      `**mini-lot**\u00a0; trouver le gradient de leur perte moyenne\u00a0; retirer aux poids η fois ` +
      `ce gradient, où η est le taux d’apprentissage. Dans cette leçon, nous suivons ` +
      `**${WEIGHT}**, du pixel de la ligne 14, colonne 14, au neurone caché ${NEURON}. Son premier pas, avec η = ${
        n(RATE)
      }\u00a0:`,
  });
  const asked = { ...options, dataset: await mnist() };
  const session = trial(asked, {}), { network } = session, [W1] = network.parameters;
  const batch = session.train.batch(0, BATCH);
  const before = network.forward(batch).loss;
  network.backward();
  const now = snapshot(network, batch.labels);
  session.optimizer.step(RATE);
  yield formula(
    { name: `W1′[${PIXEL},${NEURON}]`, traced: W1.value.data[PLACE], digits: 5 },
    minus(now.at("W1", PIXEL, NEURON), times(operand("η", RATE), now.at("dW1", PIXEL, NEURON))),
  );
  yield check({
    claim: {
      en: `the loss of these ${BATCH} is smaller`,
      fr: `la perte de ces ${BATCH} images diminue`,
    },
    found: { name: { en: "after", fr: "après" }, value: network.forward(batch).loss },
    expected: { name: { en: "before", fr: "avant" }, value: before },
    measure: "below",
  });
  const images = asked.dataset.train.count;
  yield prose({
    en:
      `${count(images)} images are ${count(Math.ceil(images / BATCH))} such steps, the last one ` +
      `with what is left over. Once through all images is an **epoch**.`,
    fr: `${count(images)} images font ${count(Math.ceil(images / BATCH))} pas de ce genre, le ` +
      `dernier avec ce qui reste. Le tour complet des images est une **époque**.`,
  });

  if (options.engine === "plain") {
    yield prose({
      en: "You asked for `plain`, which computes one number after the other. So that you don’t " +
        "wait for long, the trials that follow take fewer images than with `strict`.",
      fr: "Vous avez demandé `plain`, qui calcule les nombres un par un. Pour ne pas vous faire " +
        "attendre, les essais qui suivent prennent moins d’images qu’avec `strict`.",
    });
  }

  yield* miniBatches(asked);
  yield* orders(asked);
}

/** How noisy a gradient is, and what that costs. */
function* miniBatches(asked: Asked): Generator<Block> {
  yield step({ en: "How many images for a step?", fr: "Combien d’images pour un pas\u00a0?" });
  const sizes = [1, 8, 64, 512], guesses = 100, { learnt, judges } = trialSizes(asked.engine);
  yield prose({
    en:
      `The slope of ${WEIGHT} on a mini-batch of m images is only a guess at its slope on all of ` +
      `them. Here are ${guesses} guesses for each m: their mean, and how far they scatter around it ` +
      `(σ, the root of the mean squared distance).`,
    fr:
      `La pente de ${WEIGHT} sur un mini-lot de m images n’est qu’une estimation de sa pente sur ` +
      `toutes. En voici ${guesses} pour chaque m\u00a0: leur moyenne, et leur dispersion autour ` +
      `d’elle (σ, l’écart type).`,
  });
  const largest = Math.max(...sizes);
  const { network, train } = trial(asked, { learnt: guesses * largest, batch: largest });
  const rows = sizes.map((m) => {
    const slopes = Array.from({ length: guesses }, (_, i) => {
      network.forward(train.batch(i * m, (i + 1) * m));
      network.backward();
      return network.parameters[0].gradient.data[PLACE];
    });
    const mean = slopes.reduce((sum, slope) => sum + slope) / guesses;
    const sigma = Math.sqrt(slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / guesses);
    return [count(m), n(mean, 2), n(sigma, 2), n(sigma * Math.sqrt(m), 2)];
  });
  yield table(rows, { head: ["m", { en: "mean", fr: "moyenne" }, "σ", "σ·√m"] });
  yield prose({
    en: `The last column hardly changes: σ falls like 1/√m. A hundred times as many images, a ` +
      `hundred times the work, and only ten times less noise. Better to take many rough steps ` +
      `than a few exact ones, up to a point. One epoch of ${count(learnt)} images, then ` +
      `${count(judges)} others are read:`,
    fr:
      `La dernière colonne change peu\u00a0: σ décroît comme 1/√m. Cent fois plus d’images, cent ` +
      `fois plus de travail, et seulement dix fois moins de bruit. Mieux vaut beaucoup de pas ` +
      `approximatifs que peu de pas exacts, jusqu’à un certain point. Une époque de ` +
      `${count(learnt)} images, puis lecture de ${count(judges)} autres\u00a0:`,
  });
  const results = sizes.map((m) => [count(m), count(Math.ceil(learnt / m)), "…"]);
  yield live(function* () {
    for (const [i, m] of sizes.entries()) {
      for (const { end } of laps(trial(asked, { epochs: 1, batch: m }))) {
        if (end) results[i][2] = percent(end.evaluation.accuracy);
        yield table(results, {
          head: ["m", { en: "steps", fr: "pas" }, { en: "accuracy", fr: "exactitude" }],
        });
      }
    }
  });
  yield prose({
    en:
      `With m = 1 the steps go astray; with m = ${largest} there are too few of them. After one ` +
      `epoch m = 8 is ahead. And after ten? Compare \`deno task train --batch 8\` with ` +
      `\`deno task train\`, which takes m = ${BATCH}, as we do from here on: how well do they ` +
      `read, and how long do they take?`,
    fr: `Avec m = 1, les pas s’égarent\u00a0; avec m = ${largest}, il y en a trop peu. Après une ` +
      `époque, m = 8 est en tête. Et après dix\u00a0? Comparez \`deno task train --batch 8\` à ` +
      `\`deno task train\`, qui prend m = ${BATCH}, comme nous dans la suite\u00a0: lequel lit le ` +
      `mieux, et en combien de temps\u00a0?`,
  });
}

/** Shuffled, as they are in the file, sorted. */
function* orders(asked: Asked): Generator<Block> {
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
    { name: { en: "as in the file", fr: "comme dans le fichier" }, recipe: { shuffle: false } },
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
            label: {
              en: "accuracy on unseen images, %",
              fr: "exactitude sur des images jamais vues, %",
            },
            min: 0,
            max: 100,
          },
          height: 9,
        });
      }
    }
  });
  yield table(
    kinds.map(({ name }, i) => [name, n(ends[i][0]), n(ends[i][1]), percent(ends[i][2])]),
    {
      head: [
        { en: "order", fr: "ordre" },
        { en: "training loss", fr: "perte d’entraînement" },
        { en: "unseen: loss", fr: "jamais vues\u00a0: perte" },
        { en: "accuracy", fr: "exactitude" },
      ],
    },
  );
  yield prose({
    en:
      "The file of MNIST is mixed already: there, shuffling changes little. Sorted, the network " +
      "learns one class after the other and forgets the last one for the next. Its training loss " +
      "doesn’t give it away: after a few hundred nines, “nine” is always right.",
    fr:
      "Le fichier de MNIST est déjà mélangé\u00a0: le mélanger encore change peu de chose. Avec " +
      "des images triées, le réseau apprend une classe après l’autre et oublie la précédente pour " +
      "la suivante. Sa perte d’entraînement n’en laisse rien voir\u00a0: après quelques centaines " +
      "de neufs, «\u00a0neuf\u00a0» est toujours la bonne réponse.",
  });
  yield check({
    claim: {
      en: "sorted images teach less",
      fr: "avec des images triées, le réseau apprend moins",
    },
    found: { name: { en: "accuracy, sorted", fr: "exactitude, triées" }, value: ends[2][2] },
    expected: { name: { en: "shuffled", fr: "mélangées" }, value: ends[0][2] },
    measure: "below",
  });
}
