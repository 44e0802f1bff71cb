/**
 * The second part of lesson 5: how long a step should be.
 *
 * @module
 */
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  chart,
  constant,
  count,
  formula,
  live,
  n,
  negative,
  operand,
  over,
  percent,
  prose,
  step,
  table,
} from "../src/lesson/blocks.ts";
import { Sgd } from "../src/optim/sgd.ts";
import type { Session } from "../src/train/session.ts";
import { type Asked, laps, trial, trialSizes } from "./lesson5_trials.ts";

const BATCH = 64;

/** The loss along the gradient, and three trainings. */
export function* rates(asked: Asked): Generator<Block> {
  yield step({ en: "How far along the gradient?", fr: "Jusqu’où suivre le gradient\u00a0?" });
  const { network, train } = trial(asked, {}), batch = train.batch(0, BATCH);
  const before = network.forward(batch).loss;
  const optimizer = new Sgd(network.engine, network.parameters);
  const start = network.parameters.map(({ value }) => value.data.slice());
  const lossAt = (rate: number) => {
    network.parameters.forEach(({ value }, i) => value.data.set(start[i]));
    network.forward(batch);
    network.backward();
    optimizer.step(rate);
    return network.forward(batch).loss;
  };
  yield prose({
    en:
      `The gradient says which way is down, here, now. It doesn’t say how far. One step from the ` +
      `same weights, on the same ${BATCH} images, for every learning rate η:`,
    fr:
      `Le gradient dit par où descendre, ici et maintenant. Il ne dit pas jusqu’où. Un seul pas, ` +
      `depuis les mêmes poids, sur les mêmes ${BATCH} images, pour chaque taux d’apprentissage ` +
      `η\u00a0:`,
  });
  const points = Array.from({ length: 81 }, (_, i) => 10 ** (-3 + i / 20))
    .map((rate) => [rate, lossAt(rate)] as const);
  yield chart([
    { name: { en: "loss after one step", fr: "perte après un pas" }, points },
    { name: { en: "loss before", fr: "perte avant" }, points: points.map(([x]) => [x, before]) },
  ], {
    x: { label: { en: "η", fr: "η" }, log: true },
    y: { label: { en: "loss", fr: "perte" }, log: true },
  });
  const [best, lowest] = points.reduce((a, b) => b[1] < a[1] ? b : a);
  yield prose({
    en: `Too small, and nothing happens. At η = ${n(best, 2)} the loss is lowest, ` +
      `${
        n(lowest)
      }. Beyond, the step overshoots the valley, and with η = 10 it ends far up on the ` +
      `other side, at ${n(lossAt(10))}.`,
    fr:
      `Avec un η trop petit, il ne se passe rien. À η = ${n(best, 2)}, la perte est au plus bas, ` +
      `${
        n(lowest)
      }. Au-delà, le pas dépasse le fond de la vallée, et avec η = 10 il aboutit très ` +
      `haut sur l’autre versant, à ${n(lossAt(10))}.`,
  });

  yield step({ en: "Three learning rates", fr: "Trois taux d’apprentissage" });
  const { learnt } = trialSizes(asked.engine);
  yield prose({
    en: `Three epochs of ${count(learnt)} images, with a rate that is too small, one that is ` +
      `right, one that is too large:`,
    fr: `Trois époques de ${count(learnt)} images, avec un taux trop petit, un bon, un trop ` +
      `grand\u00a0:`,
  });
  const rates = [0.001, 0.1, 10], curves: [number, number][][] = rates.map(() => []);
  const results: string[][] = [];
  yield live(function* () {
    for (const [i, rate] of rates.entries()) {
      const session = trial(asked, { rate });
      let accuracy = NaN;
      for (const { at, loss, end } of laps(session)) {
        curves[i].push([at, loss]);
        accuracy = end?.evaluation.accuracy ?? accuracy;
        yield chart(
          rates.map((rate, i) => ({
            name: { en: `η = ${n(rate)}`, fr: `η = ${n(rate)}` },
            points: curves[i],
          })),
          {
            x: { label: { en: "epochs", fr: "époques" }, min: 0, max: 3 },
            y: { label: { en: "training loss", fr: "perte d’entraînement" }, log: true },
          },
        );
      }
      results.push([n(rate), n(curves[i].at(-1)![1]), percent(accuracy), count(alive(session))]);
    }
  });
  yield table(results, {
    head: [
      "η",
      { en: "loss at the end", fr: "perte finale" },
      { en: "accuracy", fr: "exactitude" },
      { en: "neurons alive", fr: "neurones vivants" },
    ],
  });
  yield prose({
    en:
      `A hidden neuron is **alive** if it is on for at least one of 256 unseen images. A step that ` +
      `is far too long throws its weights so far that ReLU is off for every image: its slope is 0, ` +
      `no gradient comes back, and it never wakes up. When no neuron is left, only b2 can still ` +
      `learn, and the loss stays near ln(10), that of a blind guess:`,
    fr:
      `Un neurone caché est **vivant** s’il est actif pour au moins une image sur 256 jamais vues. Un ` +
      `pas beaucoup trop long envoie ses poids si loin que ReLU est nulle pour toutes les ` +
      `images\u00a0: sa pente vaut 0, aucun gradient ne revient, et il ne se réveille jamais. Quand ` +
      `il n’en reste aucun, seul b2 peut encore apprendre, et la perte reste proche de ln(10), ` +
      `celle d’une réponse au hasard\u00a0:`,
  });
  yield formula("L", negative(apply("ln", over(constant(1), operand("classes", 10)))));
}

/** How many hidden neurons are on for some unseen image. */
function alive({ network, test }: Session): number {
  network.forward(test.batch(0, 256));
  const { data, columns } = network.last.outputs[1];
  const on = new Set<number>();
  data.forEach((a, i) => a > 0 && on.add(i % columns));
  return on.size;
}
