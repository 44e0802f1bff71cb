/**
 * The third part of lesson 5: how long a step should be.
 *
 * @module
 */
import {
  aside,
  chart,
  count,
  fixed,
  formula,
  live,
  n,
  percent,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import { apply, constant, negative, operand, over } from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { alive, BATCH, lossAlongGradient } from "./lesson5_numbers.ts";
import { type Asked, finished, trial, trialSizes, tune, type Tuned } from "./lesson5_trials.ts";

const FAR = 10, EPOCHS = 5, IMAGES = 256;

/** The loss along the gradient, and a rate for many steps. */
export function* rates(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "How far along the gradient?", fr: "Jusqu’où suivre le gradient\u00a0?" });
  const { before, points, lowest, lossAt } = lossAlongGradient(asked);
  yield prose({
    en:
      `The opposite of the gradient says which way is down, here and now, not how far. Take one ` +
      `step from the first weights, on ${BATCH} images, and read the same ${BATCH} again. Their ` +
      `loss was ${n(before)}.`,
    fr: `L’opposé du gradient dit par où descendre, ici et maintenant, mais non jusqu’où. ` +
      `Faisons un seul pas depuis les premiers poids, d’après ${BATCH} images, et relisons les ` +
      `mêmes ${BATCH}. Leur perte était de ${n(before)}.`,
  });
  yield predict({
    en: `The direction is right. With η = ${FAR}, the loss of these ${BATCH} will be…`,
    fr: `La direction est la bonne. Avec η = ${FAR}, la perte de ces ${BATCH} images sera…`,
  }, {
    choices: [
      { en: "much lower", fr: "bien plus basse" },
      { en: "a little lower", fr: "un peu plus basse" },
      { en: "higher than before", fr: "plus haute qu’avant" },
    ],
    right: lossAt(FAR) > before ? 2 : lossAt(FAR) > lowest.loss ? 1 : 0,
    why: {
      en:
        "The slope holds here and now; a long step flies across the valley and up the other side.",
      fr: "La pente ne vaut qu’ici\u00a0; un pas trop long traverse la vallée et remonte en face.",
    },
  });
  yield chart([
    { name: { en: "loss after one step", fr: "perte après un pas" }, points },
    { name: { en: "loss before", fr: "perte avant" }, points: points.map(([x]) => [x, before]) },
  ], {
    x: { label: { en: "η", fr: "η" }, log: true },
    y: { label: { en: "loss", fr: "perte" }, log: true },
    height: 8,
  });
  yield prose({
    en: `Too small, and nothing happens. For one step, η = ${n(lowest.rate, 2)} is best, with a ` +
      `loss of ${n(lowest.loss)}. With η = ${FAR} it is ${n(lossAt(FAR))}: that was network B.`,
    fr: `Avec un η trop petit, il ne se passe rien. Pour un seul pas, le meilleur est η = ` +
      `${n(lowest.rate, 2)}, avec une perte de ${n(lowest.loss)}. Avec η = ${FAR}, elle vaut ` +
      `${n(lossAt(FAR))}\u00a0: c’était le réseau B.`,
  });
  yield aside({
    en: "Why network B never recovers",
    fr: "Pourquoi le réseau B ne s’en remet pas",
  }, function* () {
    const lost = trial(asked, { rate: FAR, epochs: 1 });
    finished(lost);
    yield prose({
      en:
        `A step that is far too long throws the weights of a hidden neuron so far that its ReLU is ` +
        `off for every image: its slope is 0, no gradient comes back, and it never wakes up. It is a ` +
        `${term("dead neuron")}. After an epoch of η = ${FAR}, ${
          alive(lost, { images: IMAGES })
        } of 64 ` +
        `neurons are on for at least one of ${IMAGES} validation images. With none left, only b2 ` +
        `can learn, and the loss stays near ln(10), that of ten equal probabilities:`,
      fr: `Un pas beaucoup trop long envoie les poids d’un neurone caché si loin que sa ReLU est ` +
        `nulle pour toutes les images\u00a0: sa pente vaut 0, aucun gradient ne revient, et il ne ` +
        `se réveille jamais. C’est un ${term("neurone mort")}. Après une époque avec η = ${FAR}, ` +
        `${alive(lost, { images: IMAGES })} des 64 neurones sont actifs pour au moins une image ` +
        `de validation sur ${IMAGES}. Quand il n’en reste aucun, seul b2 peut apprendre, et la ` +
        `perte reste proche de ln(10), celle de dix probabilités égales\u00a0:`,
    });
    yield formula("L", negative(apply("ln", over(constant(1), operand("classes", 10)))));
  });
  yield* manySteps(asked, lowest.rate);
}

/** Constant rates, and rates that fall. */
function* manySteps(asked: Asked, lowest: number): Generator<StoryBlock> {
  yield step({ en: "A rate for thousands of steps", fr: "Un taux pour des milliers de pas" });
  const { learnt, judges } = trialSizes(asked.engine);
  const tried = [0.03, 0.1, DEFAULT_RECIPE.rate, Number(lowest.toPrecision(2)), 3];
  yield prose({
    en:
      `Is the best η of one step the best for all? ${EPOCHS} epochs of ${count(learnt)} images, ` +
      `then ${count(judges)} validation images: once with the same η from the first step to the ` +
      `last, once with an η that falls evenly to 0.`,
    fr: `Le meilleur η d’un seul pas est-il le meilleur pour tous\u00a0? ${EPOCHS} époques de ` +
      `${count(learnt)} images, puis ${count(judges)} images de validation\u00a0: d’abord avec ` +
      `le même η du premier pas au dernier, puis avec un η qui diminue régulièrement jusqu’à 0.`,
  });
  const schedules = ["constant", "linear"] as const;
  const trials = schedules.map((schedule) => ({ schedule, epochs: EPOCHS }));
  let tuned: Tuned[] = [];
  const cell = (i: number, j: number) => {
    const accuracy = tuned[i].accuracies[j];
    return accuracy === undefined ? "" : percent(accuracy);
  };
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: tried })) {
      yield table(tried.map((rate, j) => [n(rate), cell(0, j), cell(1, j)]), {
        head: [
          { en: "η at first", fr: "η au départ" },
          { en: "constant", fr: "constant" },
          { en: "falling to 0", fr: "jusqu’à 0" },
        ],
      });
    }
  });
  const [constant, falling] = tuned, { rate } = DEFAULT_RECIPE;
  const at = (of: Tuned) => percent(of.accuracies[of.best]);
  yield prose({
    en: `Constant, the best is η = ${n(tried[constant.best])} (${at(constant)}); falling, ` +
      `η = ${n(tried[falling.best])} (${at(falling)}). While there is far to go, long steps win, ` +
      `but the longest wreck more than they gain. Near the goal, the slope of a mini-batch is ` +
      `mostly noise: what a long step breaks, the next must mend, and nobody mends after the last. ` +
      `An η that falls ends in short steps, so it forgives a start that is too long: compare the ` +
      `row of ${n(tried[3])}.`,
    fr: `Constant, le meilleur est η = ${n(tried[constant.best])} (${at(constant)})\u00a0; ` +
      `décroissant, η = ${n(tried[falling.best])} (${
        at(falling)
      }). Tant que le but est loin, les ` +
      `grands pas gagnent, mais les plus grands détruisent plus qu’ils n’apportent. Près du but, ` +
      `la pente d’un mini-lot n’est presque que du bruit\u00a0: ce qu’un grand pas abîme, le ` +
      `suivant doit le réparer, et après le dernier, personne ne répare. Un η décroissant finit ` +
      `par de petits pas, et pardonne donc un départ trop grand\u00a0: comparez la ligne de ` +
      `${n(tried[3])}.`,
  });
  const best = falling.accuracies[falling.best];
  const lost = (place: number) => fixed(100 * (best - falling.accuracies[place]), 1);
  yield prose({
    en: `The full run of this lesson starts at ${n(rate)} and falls to 0. Here that costs ` +
      `${lost(tried.indexOf(rate))} points against the best start; ` +
      `${n(tried.at(-1)!)} costs ${
        lost(tried.length - 1)
      }. Where you don’t know the best, err on ` +
      `the small side. \`deno task find-rate\` helps to find it.`,
    fr:
      `L’entraînement complet de cette leçon part de ${n(rate)} et descend jusqu’à 0. Ici, cela ` +
      `coûte ${lost(tried.indexOf(rate))} point par rapport au meilleur départ\u00a0; ` +
      `${n(tried.at(-1)!)} en coûte ${lost(tried.length - 1)}. Quand on ne connaît pas le ` +
      `meilleur, mieux vaut trop petit que trop grand. \`deno task find-rate\` aide à le trouver.`,
  });
}
