/**
 * The third part of lesson 4: wrong backward passes, and what accuracy says of them.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import {
  aside,
  code,
  count,
  live,
  n,
  percent,
  predict,
  prose,
  step,
  table,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { ALL, MISTAKE, WRITTEN, ZOO } from "./lesson4_bugs.ts";
import type { School } from "./lesson4_school.ts";

/** The last two are 64 times the first two: the size of a mini-batch. */
const RATES = [0.3 / 64, 0.01, 0.1, 0.3, 0.64];

/** Wrong backward passes, and how their networks train: gives the best accuracy of each. */
export function* zoo(school: School): Generator<StoryBlock, number[]> {
  yield* formulas();
  return yield* trainAll(school);
}

function* formulas(): Generator<StoryBlock> {
  yield step({ en: "Seven formulas, eight mistakes", fr: "Sept formules, huit bogues" });
  yield prose({
    en: "Here is the backward pass of lesson 3 once more, and beside it mistakes that people do " +
      "make. None of them crashes: every shape is right.",
    fr: "Voici de nouveau la passe arrière de la leçon 3, et à côté des bogues que l’on commet " +
      "vraiment. Aucun ne fait planter le programme\u00a0: toutes les dimensions sont justes.",
  });
  const rows = Object.entries(WRITTEN).flatMap(([matrix, right]) => {
    const bugs = ZOO.filter(({ formulas }) => Object.keys(formulas)[0] === matrix);
    const first = `${matrix} = ${right}`;
    if (bugs.length === 0) return [[first, "", ""]];
    return bugs.map(({ name, wrong }, i) => [i === 0 ? first : "", wrong, name]);
  });
  yield table(rows, {
    head: [{ en: "right", fr: "juste" }, { en: "wrong", fr: "faux" }, MISTAKE],
  });
  yield prose({
    en:
      "NumPy’s `reshape` gives W2 the shape of W2ᵀ, but leaves the numbers in their order. With " +
      "the diagonal only, each score acts on its own probability alone, as if the ten did not " +
      "share a sum. A1 ⊙ (1−A1) is right for the sigmoid, the activation of older books.",
    fr:
      "Le `reshape` de NumPy donne à W2 les dimensions de W2ᵀ, mais laisse les nombres dans leur " +
      "ordre. Avec la diagonale seule, chaque score n’agit que sur sa propre probabilité, comme si " +
      "les dix ne partageaient pas une même somme. A1 ⊙ (1−A1) convient à la sigmoïde, l’activation " +
      "des livres plus anciens.",
  });
  yield aside({ en: "The same in code", fr: "La même chose en code" }, function* () {
    yield prose({
      en: "The engine fills the first matrix that it is given: `matmulTransposedA` with aᵀ·b, " +
        "`matmulTransposedB` with a·bᵀ, `sumRows` with the sum over the rows, " +
        "`softmaxCrossEntropyBackward` with P − Y, `activateBackward` with da ⊙ [a > 0]; `scale` " +
        "multiplies the result.",
      fr:
        "Le moteur remplit la première matrice qu’on lui donne\u00a0: `matmulTransposedA` y met " +
        "aᵀ·b, `matmulTransposedB` a·bᵀ, `sumRows` la somme des lignes, " +
        "`softmaxCrossEntropyBackward` P − Y, `activateBackward` da ⊙ [a > 0]\u00a0; `scale` " +
        "multiplie le résultat.",
    });
    yield code({ file: "lessons/lesson4_bugs.ts", from: "export const RIGHT", to: "} as const" });
    yield code({
      file: "lessons/lesson4_bugs.ts",
      from: "ReLU’s mask missing",
      to: "formulas",
      caption: {
        en: "A mistake is a formula or two in the place of the right ones:",
        fr: "Un bogue remplace une formule ou deux\u00a0:",
      },
    });
  });
}

/** Trains all, and gives the best accuracy of each. */
function* trainAll(school: School): Generator<StoryBlock, number[]> {
  yield step({ en: "Train them all", fr: "Entraînons-les tous" });
  yield prose({
    en: `Each network learns from ${count(school.count)} digits, once, in mini-batches of ` +
      `${school.batch}, with ${RATES.length} learning rates η; then it reads ` +
      `${count(school.judges)} other training images, and its best rate counts. (Not the test ` +
      `images: whoever chooses a rate by them has learnt from them.)`,
    fr:
      `Chaque réseau apprend sur ${count(school.count)} chiffres, vus une fois, en mini-lots de ` +
      `${school.batch}, avec ${RATES.length} taux d’apprentissage η\u00a0; puis il lit ` +
      `${count(school.judges)} autres images d’entraînement, et son meilleur taux compte. (Pas ` +
      `celles de test\u00a0: choisir un taux d’après elles, c’est déjà s’en servir pour apprendre.)`,
  });
  const [lesser, small] = RATES, [middle, large] = RATES.slice(-2);
  const options = [large, small, large * school.batch];
  yield predict({
    en: `Without 1/m, and with mini-batches of ${school.batch}: which rate makes that network ` +
      `learn like the right one with η = ${n(large)}?`,
    fr: `Sans 1/m, avec des mini-lots de ${school.batch}\u00a0: avec quel taux ce réseau ` +
      `apprend-il comme le réseau juste avec η = ${n(large)}\u00a0?`,
  }, {
    choices: options.map((rate, i) => {
      const written = n(rate, 2);
      return i === 0
        ? { en: `${written}, too`, fr: `${written} aussi` }
        : { en: written, fr: written };
    }),
    right: options.findIndex((rate) => rate * school.batch === large),
    why: {
      en: `Its gradient is ${school.batch} times too long, and a step is η times the gradient: ` +
        `${n(large)} / ${school.batch} = ${n(small)}.`,
      fr: `Son gradient est ${school.batch} fois trop long, et un pas vaut η fois le ` +
        `gradient\u00a0: ${n(large)} / ${school.batch} = ${n(small)}.`,
    },
  });
  const accuracies = ALL.map(() => RATES.map((): number | undefined => undefined));
  yield live(function* () {
    for (const [i, bug] of ALL.entries()) {
      for (const [j, rate] of RATES.entries()) {
        for (const { accuracy } of school.train(bug, { rate })) accuracies[i][j] = accuracy;
        const rows = ALL.map(({ name }, i) => [name, ...accuracies[i].map(accuracyCell)]);
        yield table(rows, { head: [MISTAKE, ...RATES.map((rate) => `η = ${n(rate, 2)}`)] });
      }
    }
  });
  // NaN where every rate diverged.
  const best = accuracies.map((row) => Math.max(...row.map((accuracy) => accuracy || 0)) || NaN);
  const quiet = best.slice(1).filter((accuracy) => accuracy > 0.9).length;
  const [right, without] = accuracies;
  const [a, b, c, d] = [without[0], right[3], without[1], right[4]].map((part) => percent(part!));
  yield prose({
    en: `Some mistakes are loud: the network learns badly at every rate, and one starts to ` +
      `search. But with ${quiet} of the ${ZOO.length}, the network still reads more than 9 digits ` +
      `in 10; the right one reads ${percent(best[0])}. Who would search then? Without 1/m, the ` +
      `gradient is ${school.batch} times too long. That network does with η = ${
        n(lesser, 2)
      } and ` +
      `${n(small)} what the right one does with ${n(middle)} and ${n(large)}: ${a} and ` +
      `${b}, ${c} and ${d}. With a rate of its own, nothing shows as long ` +
      `as all mini-batches have ${school.batch} images.`,
    fr:
      `Certains bogues sautent aux yeux\u00a0: le réseau apprend mal à tous les taux, et l’on se ` +
      `met à chercher. Mais avec ${quiet} bogues sur ${ZOO.length}, le réseau lit encore correctement plus de ` +
      `9 chiffres sur 10\u00a0; le réseau juste, ${percent(best[0])}. Qui chercherait ` +
      `alors\u00a0? Sans 1/m, le gradient est ${school.batch} fois trop long. Ce réseau fait avec ` +
      `η = ${n(lesser, 2)} et ${n(small)} ce que fait le réseau juste avec ${n(middle)} et ` +
      `${n(large)}\u00a0: ${a} et ${b}, ${c} et ${d}. Avec un taux ` +
      `qui lui convient, rien ne se voit tant que tous les mini-lots ont ${school.batch} images.`,
  });
  return best;
}

/** An accuracy in a table: NaN is that of a training that diverged. */
export function accuracyCell(accuracy: number | undefined): Text | string {
  if (accuracy === undefined) return "";
  return Number.isNaN(accuracy) ? { en: "diverged", fr: "diverge" } : percent(accuracy);
}
