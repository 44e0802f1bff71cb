/**
 * The first part of lesson 5: curves that will not fall, and a step.
 *
 * @module
 */
import {
  chart,
  check,
  count,
  formula,
  live,
  minus,
  n,
  operand,
  prose,
  step,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { miniBatches, noise, orders } from "./lesson5_batches.ts";
import { BATCH, firstStep, NEURON, PIXEL, WEIGHT } from "./lesson5_numbers.ts";
import { type Asked, laps, trial } from "./lesson5_trials.ts";

const RATE = 0.1;

/** Three trainings with the right gradient, of which two learn nothing. */
export function* stuck(asked: Asked): Generator<StoryBlock> {
  const choices = [{ init: "zero" }, { rate: 10 }, {}] as const;
  const curves = choices.map((): [number, number][] => []);
  yield live(function* () {
    for (const [i, choice] of choices.entries()) {
      for (const { at, loss } of laps(trial(asked, { ...choice, epochs: 1 }), { every: 5 })) {
        curves[i].push([at, loss]);
        yield chart(
          curves.map((points, i) => ({
            name: { en: `network ${"ABC"[i]}`, fr: `réseau ${"ABC"[i]}` },
            points,
          })),
          {
            x: { label: { en: "epochs", fr: "époques" }, min: 0, max: 1 },
            y: { label: { en: "training loss", fr: "perte d’entraînement" }, log: true },
          },
        );
      }
    }
  });
  yield prose({
    en: "None of them has a bug: the check of lesson 4 finds all three right. Yet only the curve " +
      `of C, the usual network, falls below ${n(Math.log(10), 2)}: that is ln(10), the loss of ` +
      "whoever gives all ten classes the same probability. The gradient tells no more than a " +
      "direction: how long the steps are, from which images, in which order and from where they " +
      "start, somebody has to choose. Such choices are called " +
      `${term("hyperparameter", "hyperparameters")}. What did A and B choose wrongly?`,
    fr: "Aucun n’a de bogue\u00a0: la vérification de la leçon 4 les trouve justes tous les " +
      "trois. Pourtant, seule la courbe de C, le réseau habituel, descend au-dessous de " +
      `${n(Math.log(10), 2)}\u00a0: c’est ln(10), la perte de qui donne la même probabilité aux ` +
      "dix classes. Le gradient ne donne qu’une direction\u00a0: la longueur des pas, les images, " +
      "leur ordre, le point de départ, il faut les choisir. Ces choix s’appellent des " +
      `${term("hyperparamètre", "hyperparamètres")}. Qu’ont mal choisi A et B\u00a0?`,
  });
}

/** Steps, mini-batches, epochs. */
export function* steps(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Step, mini-batch, epoch", fr: "Pas, mini-lot, époque" });
  yield prose({
    en: `Training is one step, again and again: take ${BATCH} images, a ` +
      `${term("mini-batch")}; find the gradient of their mean loss; take η times the gradient ` +
      `away from the weights, η being the learning rate. We follow **${WEIGHT}**, from the pixel ` +
      `in row 14, column 14, to hidden neuron ${NEURON}. Its first step, with η = ${n(RATE)}:`,
    fr: `Entraîner, c’est refaire sans cesse le même pas\u00a0: prendre ${BATCH} images, un ` +
      `${term("mini-lot")}\u00a0; trouver le gradient de leur perte moyenne\u00a0; retirer aux ` +
      `poids η fois ce gradient, où η est le taux d’apprentissage. Nous suivons **${WEIGHT}**, ` +
      `du pixel de la ligne 14, colonne 14, au neurone caché ${NEURON}. Son premier pas, avec ` +
      `η = ${n(RATE)}\u00a0:`,
  });
  const { now, weight, before, after } = firstStep(asked, { rate: RATE });
  yield formula(
    { name: WEIGHT, sign: "←", traced: weight, digits: 5 },
    minus(now.at("W1", PIXEL, NEURON), times(operand("η", RATE), now.at("dW1", PIXEL, NEURON))),
  );
  yield check({
    claim: {
      en: `the loss of these ${BATCH} is smaller`,
      fr: `la perte de ces ${BATCH} images diminue`,
    },
    found: { name: { en: "after", fr: "après" }, value: after },
    expected: { name: { en: "before", fr: "avant" }, value: before },
    measure: "below",
  });
  const images = asked.train.count, held = asked.validation.count;
  yield prose({
    en:
      `${count(images)} images make ${count(Math.ceil(images / BATCH))} such steps, the last one ` +
      `with what is left over. Once through all of them is an ${term("epoch")}. Why not ` +
      `${count(asked.dataset.train.count)}? We keep ${count(held)} out, drawn at random, as the ` +
      `validation set: whatever this lesson chooses, it chooses by them, and the test images ` +
      `are left alone until the end.`,
    fr: `${count(images)} images font ${count(Math.ceil(images / BATCH))} pas de ce genre, le ` +
      `dernier avec ce qui reste. Un tour complet s’appelle une ${term("époque")}. Pourquoi pas ` +
      `${count(asked.dataset.train.count)}\u00a0? Nous en mettons ${count(held)} de côté, tirées ` +
      `au hasard\u00a0: c’est le jeu de validation. Tout ce que l’on choisit dans cette leçon, ` +
      `c’est d’après lui\u00a0; aux images de test, on ne touche pas avant la fin.`,
  });
  yield* noise(asked);
  yield* miniBatches(asked);
  yield* orders(asked);
}
