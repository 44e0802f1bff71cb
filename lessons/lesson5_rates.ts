/**
 * The third part of lesson 5: how long a step should be.
 *
 * @module
 */
import {
  aside,
  chart,
  count,
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
import { lastSteps, type Swing } from "./lesson5_experiments.ts";
import { type Asked, finished, trial, trialSizes, VALIDATION } from "./lesson5_trials.ts";

const FAR = 10, EPOCHS = 3, LAST = 20, IMAGES = 256;

/** The loss along the gradient, and a rate for many steps. */
export function* rates(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "How far along the gradient?", fr: "Jusqu’où suivre le gradient\u00a0?" });
  const { before, points, lowest, lossAt } = lossAlongGradient(asked);
  yield prose({
    en: `Take one step from the first weights, on ${BATCH} images, and read the same ${BATCH} ` +
      `again. Their loss was ${n(before)}.`,
    fr: `Faisons un seul pas depuis les premiers poids, d’après ${BATCH} images, et relisons les ` +
      `mêmes ${BATCH}. Leur perte était de ${n(before)}.`,
  });
  yield predict({
    en: `The direction is right: down. With η = ${FAR}, the loss of these ${BATCH} will be…`,
    fr:
      `La direction est la bonne, vers le bas. Avec η = ${FAR}, la perte de ces ${BATCH} images ` +
      `sera…`,
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
    en: `The opposite of the gradient says which way is down, here and now, not how far. For one ` +
      `step, η = ${n(lowest.rate, 2)} is best, with a loss of ${
        n(lowest.loss)
      }. With η = ${FAR} it ` +
      `is ${n(lossAt(FAR))}: that was network B.`,
    fr:
      `L’opposé du gradient dit par où descendre, ici et maintenant, mais non jusqu’où. Pour un ` +
      `seul pas, le meilleur est η = ${n(lowest.rate, 2)}, avec une perte de ${
        n(lowest.loss)
      }. Avec ` +
      `η = ${FAR}, elle vaut ${n(lossAt(FAR))}\u00a0: c’était le réseau B.`,
  });
  yield aside({
    en: "Why network B never recovers",
    fr: "Pourquoi le réseau B ne s’en remet pas",
  }, function* () {
    const lost = trial(asked, { rate: FAR, epochs: 1 });
    finished(lost);
    const on = alive(lost, { images: IMAGES });
    yield prose({
      en:
        `A step that is far too long throws the weights of a hidden neuron so far that its ReLU is ` +
        `off for every image: its slope is 0, no gradient comes back, and it never wakes up. It is a ` +
        `${term("dead neuron")}. After an epoch of η = ${FAR}, ` +
        (on === 0
          ? `none of B’s 64 neurons is on for any of ${IMAGES} validation images. Only b2 can `
          : `${on} of B’s 64 neurons are on for some of ${IMAGES} validation images. The others ` +
            `are lost; where all are, only b2 can `) +
        `learn. With the best b2 all classes are about equally probable, and the loss is about ` +
        `ln(10); but η = ${FAR} is too long for b2 as well, hence the bumps in B’s curve.`,
      fr: `Un pas beaucoup trop long envoie les poids d’un neurone caché si loin que sa ReLU est ` +
        `nulle pour toutes les images\u00a0: sa pente vaut 0, aucun gradient ne revient, et il ne ` +
        `se réveille jamais. C’est un ${term("neurone mort")}. Après une époque avec η = ${FAR}, ` +
        (on === 0
          ? `aucun des 64 neurones de B n’est actif, pour aucune de ${IMAGES} images de ` +
            `validation. Seul b2 peut encore `
          : `${on} des 64 neurones de B sont actifs pour certaines de ${IMAGES} images de ` +
            `validation. Les autres sont perdus\u00a0; quand tous le sont, seul b2 peut encore `) +
        `apprendre. Avec le meilleur b2, toutes les classes sont à peu près aussi probables, et la ` +
        `perte vaut environ ln(10)\u00a0; mais pour b2 aussi, η = ${FAR} est trop grand, d’où les ` +
        `bosses de la courbe de B.`,
    });
    yield formula("L", negative(apply("ln", over(constant(1), operand("classes", 10)))));
  });
  yield* manySteps(asked, lowest.rate);
}

/** Constant rates, and rates that fall. */
function* manySteps(asked: Asked, lowest: number): Generator<StoryBlock> {
  yield step({ en: "A rate for many steps", fr: "Un taux pour beaucoup de pas" });
  const { learnt, judges } = trialSizes(asked.engine), { rate } = DEFAULT_RECIPE;
  const tried = [0.1, rate, Number(lowest.toPrecision(2)), 3];
  yield prose({
    en:
      `Is the best η of one step the best for all? ${EPOCHS} epochs of ${count(learnt)} images, ` +
      `once with the same η throughout, once with an η that falls evenly to 0. After each of the ` +
      `last ${LAST} steps, ${count(judges)} validation images are read: the worst accuracy of ` +
      `these, and the best.`,
    fr: `Le meilleur η d’un seul pas est-il le meilleur pour tous\u00a0? ${EPOCHS} époques de ` +
      `${count(learnt)} images, d’abord avec le même η d’un bout à l’autre, puis avec un η qui ` +
      `diminue régulièrement jusqu’à 0. Après chacun des ${LAST} derniers pas, on lit ` +
      `${count(judges)} images de validation\u00a0: voici la pire exactitude, et la meilleure.`,
  });
  const schedules = ["constant", "linear"] as const;
  const found = tried.map((): Swing[] => []);
  const cell = (swing?: Swing) => swing ? `${percent(swing.worst)} … ${percent(swing.best)}` : "…";
  yield live(function* () {
    for (const [i, rate] of tried.entries()) {
      for (const schedule of schedules) {
        found[i].push(lastSteps(asked, { rate, schedule, epochs: EPOCHS, last: LAST }));
        yield table(tried.map((rate, j) => [n(rate), cell(found[j][0]), cell(found[j][1])]), {
          head: [
            { en: "η at first", fr: "η au départ" },
            { en: "constant", fr: "constant" },
            { en: "falling to 0", fr: "jusqu’à 0" },
          ],
        });
      }
    }
  });
  const [, [, safe], [constant, falling], [, lost]] = found;
  yield prose({
    en: `With a constant ${n(tried[2])}, luck decides: from ${percent(constant.worst)} to ` +
      `${percent(constant.best)}, according to the mini-batch that comes last, because near the ` +
      `goal a slope from ${BATCH} images is mostly noise. An η that falls begins with the same long ` +
      `steps and ends in short ones: from ${percent(falling.worst)} to ${percent(falling.best)}.`,
    fr: `Avec un η constant de ${n(tried[2])}, le hasard décide\u00a0: de ` +
      `${percent(constant.worst)} à ${percent(constant.best)}, selon le mini-lot qui vient en ` +
      `dernier, car près du but, une pente d’après ${BATCH} images n’est presque que du bruit. Un η ` +
      `décroissant commence par les mêmes grands pas et finit par de petits\u00a0: de ` +
      `${percent(falling.worst)} à ${percent(falling.best)}.`,
  });
  yield prose({
    en: `The full run of this lesson starts at ${n(rate)} and falls to 0. Here that comes to ` +
      `${percent(safe.best)}, less far than from ${n(tried[2])}; but from ${
        n(tried[3])
      }, only to ` +
      `${percent(lost.best)}. Is it too careful for a long run? Try \`deno task train ` +
      `--validation ${VALIDATION}\`, then again with \`--rate ${tried[2]}\`, and compare ` +
      `\`validation\` only: the test accuracy that each prints at its end must choose nothing. ` +
      `\`deno task find-rate\` helps.`,
    fr:
      `L’entraînement complet de cette leçon part de ${n(rate)} et descend jusqu’à 0. Ici, cela ` +
      `mène à ${percent(safe.best)}, moins loin qu’en partant de ${n(tried[2])}\u00a0; mais en ` +
      `partant de ${n(tried[3])}, à ${percent(lost.best)} seulement. Est-ce trop prudent pour un ` +
      `long entraînement\u00a0? Essayez \`deno task train --validation ${VALIDATION}\`, puis la ` +
      `même chose avec \`--rate ${
        tried[2]
      }\`, et ne comparez que \`validation\`\u00a0: l’exactitude ` +
      `de test affichée à la fin ne doit rien départager. \`deno task find-rate\` aide à choisir.`,
  });
}
