/**
 * The fourth part of lesson 5: the weights that training starts from.
 *
 * @module
 */
import {
  apply,
  check,
  constant,
  count,
  formula,
  live,
  n,
  operand,
  over,
  percent,
  predict,
  prose,
  series,
  step,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { BATCH, DEEP, meanSquares, NEURON, passOfZeros, twins } from "./lesson5_numbers.ts";
import { type Asked, trialSizes, tune, type Tuned } from "./lesson5_trials.ts";

const IMAGES = 256, SMALL = 0.01;
/** The rates that each start is tried with. */
const RATES = [0.1, 0.3, 1];

/** Zeros, the same for all, small numbers, numbers of the right size. */
export function* starts(asked: Asked): Generator<StoryBlock> {
  yield* equals(asked);
  yield* sizes(asked);
  yield* trained(asked);
}

/** Zeros, and the same number for all. */
function* equals(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Start with zeros", fr: "Partir de zéro" });
  const { now, label, learning } = passOfZeros(asked);
  yield prose({
    en: "Before the first step, every weight needs a number: its " +
      `${term("initialisation")}. Why not 0, as network A did?`,
    fr: "Avant le premier pas, il faut un nombre pour chaque poids\u00a0: c’est " +
      `l’${term("initialisation")}. Pourquoi pas 0, comme dans le réseau A\u00a0?`,
  });
  yield prose({
    en:
      `With A1 = 0, dW2 is zero; with W2 = 0, so is dW1. On the first ${BATCH} images, only the ` +
      `slopes of ${
        learning.join(", ")
      } are not 0; for class ${label}, that of the first image (all P are 0.1, so ` +
      `dZ2 is 0.1 − 1 for an image of a ${label} and 0.1 for the others):`,
    fr: `Si A1 = 0, dW2 est nul\u00a0; si W2 = 0, dW1 aussi. Sur les ${BATCH} premières images, ` +
      `seules les pentes de ${
        learning.join(", ")
      } ne valent pas 0\u00a0; pour la classe ${label}, ` +
      `celle de la première image (tous les P valent 0,1\u00a0: dZ2 vaut 0,1 − 1 pour une image de ` +
      `${label}, et 0,1 pour les autres)\u00a0:`,
  });
  const slopes = (r: number) => now.at("dZ2", { r }, label);
  yield formula(
    now.left("db2", 0, label),
    over(series("r", BATCH, { term: slopes, shown: 2 }), operand("m", BATCH)),
  );
  yield prose({
    en:
      "So no step ever changes a weight. Another number, the same for all? After an epoch from 0.1:",
    fr:
      "Aucun pas ne changera donc jamais un poids. Et un autre nombre, le même pour tous\u00a0? " +
      "Après une époque à partir de 0,1\u00a0:",
  });
  const into = twins(asked, { from: 0.1 });
  yield check({
    claim: {
      en: `neurons ${NEURON} and 40 have the same 784 weights, bit by bit`,
      fr: `les neurones ${NEURON} et 40 ont les mêmes 784 poids, au bit près`,
    },
    found: {
      name: { en: `into neuron ${NEURON}`, fr: `vers le neurone ${NEURON}` },
      value: into(NEURON),
    },
    expected: { name: { en: "into neuron 40", fr: "vers le neurone 40" }, value: into(40) },
    tolerance: 0,
  });
  yield prose({
    en:
      "They have learnt, but alike: twins get the same gradient and stay twins, and 64 neurons do " +
      "the work of one. Random numbers tell them apart.",
    fr: "Ils ont appris, mais de la même façon\u00a0: des jumeaux reçoivent le même gradient et " +
      "restent jumeaux, et 64 neurones n’en valent qu’un. Le hasard les distingue.",
  });
}

/** The mean squares of activations and slopes, layer by layer. */
function* sizes(asked: Asked): Generator<StoryBlock> {
  yield step({
    en: "How large? Watch the activations",
    fr: "De quelle taille\u00a0? Regardons les activations",
  });
  const k = DEEP[0], factor = k * SMALL ** 2 / 2;
  yield prose({
    en:
      `Random, but how large? Say with standard deviation σ = ${
        n(SMALL)
      }, in four hidden layers, ` +
      `784-64-64-64-64-10. A neuron adds up k products w·a. The weights have random signs, so ` +
      `products of different inputs cancel in the mean and only squares are left: the **mean ` +
      `square** of Z is k·σ² times that of the activations before it. About half of the Z are ` +
      `negative, ReLU throws these away, and one half is left. From 64 neurons to the next layer:`,
    fr: `Au hasard, mais de quelle taille\u00a0? Disons avec un écart type σ = ${n(SMALL)}, dans ` +
      `quatre couches cachées, 784-64-64-64-64-10. Un neurone additionne k produits w·a. Les poids ` +
      `ont des signes aléatoires\u00a0: en moyenne, les produits croisés se compensent et il ne ` +
      `reste que les carrés. La **moyenne des carrés** de Z est donc k·σ² fois celle des activations ` +
      `d’avant. Environ la moitié des Z sont négatifs, ReLU les élimine, et il reste une moitié. De ` +
      `64 neurones à la couche suivante\u00a0:`,
  });
  yield formula("k·σ²/2", over(times(constant(k), constant(SMALL ** 2)), constant(2)));
  const [small, he] = (["small-normal", "he"] as const)
    .map((init) => meanSquares(asked, { init, images: IMAGES }));
  const first = small[0].activations, last = small.at(-1)!.activations;
  yield predict({
    en: `In layer 1, the mean square is about ${n(first, 1)}. Each layer multiplies it by ` +
      `${n(factor, 1)}. And in layer ${DEEP.length}?`,
    fr:
      `Dans la couche 1, la moyenne des carrés vaut à peu près ${n(first, 1)}. Chaque couche la ` +
      `multiplie par ${n(factor, 1)}. Et dans la couche ${DEEP.length}\u00a0?`,
  }, {
    choices: [2, 5, 10].map((zeros) => {
      const about = n(10 ** -zeros, 1);
      return { en: `about ${about}`, fr: `environ ${about}` };
    }),
    right: last > 10 ** -3.5 ? 0 : last > 10 ** -7.5 ? 1 : 2,
    why: {
      en: `Three more layers: ${n(first, 1)} · ${n(factor, 1)}³. It is ${n(last, 2)}.`,
      fr: `Trois couches de plus\u00a0: ${n(first, 1)} · ${n(factor, 1)}³. Elle vaut ${
        n(last, 2)
      }.`,
    },
  });
  yield prose({
    en:
      "So the signal dies out. He (2015) asks for a factor of 1: k·σ²/2 = 1. Into layer 1, then " +
      "into the others:",
    fr: "Le signal s’éteint. He (2015) demande un facteur 1\u00a0: k·σ²/2 = 1. Vers la couche 1, " +
      "puis vers les autres\u00a0:",
  });
  for (const inputs of [784, k]) {
    yield formula("σ", apply("sqrt", over(constant(2), operand("k", inputs))));
  }
  yield table(
    small.map(({ activations }, i) => [
      `${i + 1}`,
      n(activations, 2),
      n(he[i].activations, 2),
    ]),
    {
      head: [{ en: "layer l", fr: "couche l" }, `σ = ${n(SMALL)}`, "He"],
      caption: {
        en: `Mean square of the activations of ${IMAGES} digits, before any training:`,
        fr: `Moyenne des carrés des activations de ${IMAGES} chiffres, avant tout ` +
          `entraînement\u00a0:`,
      },
    },
  );
  yield prose({
    en: `On the way back, the same: dZ1 has a mean square of ${n(small[0].slopes, 2)}, with He ` +
      `${n(he[0].slopes, 2)}.`,
    fr: `Au retour, c’est pareil\u00a0: la moyenne des carrés de dZ1 vaut ` +
      `${n(small[0].slopes, 2)}, avec He ${n(he[0].slopes, 2)}.`,
  });
}

/** Each start trained, with one hidden layer and with four. */
function* trained(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Does it matter? Train them", fr: "Est-ce important\u00a0? Entraînons" });
  const { learnt, judges } = trialSizes(asked.engine);
  yield prose({
    en: `Three epochs of ${count(learnt)} images with each start, then accuracy on ` +
      `${count(judges)} validation images, with the best of the rates ` +
      `${RATES.map((rate) => n(rate)).join(", ")}, falling to 0.`,
    fr: `Trois époques de ${count(learnt)} images avec chaque départ, puis l’exactitude sur ` +
      `${count(judges)} images de validation, avec le meilleur des taux ` +
      `${RATES.map((rate) => n(rate)).join("\u00a0; ")}, décroissant jusqu’à 0.`,
  });
  const nets = [[64], DEEP], inits = ["small-normal", "he"] as const;
  const trials = inits.flatMap((init) =>
    nets.map((hidden) => ({ init, hidden, schedule: "linear" } as const))
  );
  let tuned: Tuned[] = [];
  const best = (i: number) => {
    const { accuracies = [], best = 0 } = tuned[i] ?? {};
    return accuracies.length === RATES.length ? percent(accuracies[best]) : "…";
  };
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: RATES })) {
      yield table([
        [`σ = ${n(SMALL)}`, best(0), best(1)],
        ["He", best(2), best(3)],
      ], {
        head: [
          { en: "start", fr: "départ" },
          { en: "1 hidden layer", fr: "1 couche cachée" },
          { en: "4 hidden layers", fr: "4 couches cachées" },
        ],
      });
    }
  });
  yield prose({
    en:
      "With one hidden layer, a good learning rate makes up for small weights. With four, none of " +
      "these rates does: the last layer hardly knows which digit it sees, the first one hardly hears " +
      "how wrong it was. The deeper a network, the more its first weights matter.",
    fr:
      "Avec une seule couche cachée, un bon taux d’apprentissage compense de petits poids. Avec " +
      "quatre, aucun de ces taux n’y suffit\u00a0: la dernière couche sait à peine quel chiffre elle " +
      "voit, la première apprend à peine de combien elle s’est trompée. Plus un réseau est profond, " +
      "plus ses premiers poids comptent.",
  });
}
