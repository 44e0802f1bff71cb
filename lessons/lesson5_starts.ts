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
import { aDigit } from "./lesson6_readings.ts";
import { BATCH, DEEP, meanSquares, NEURON, passOfZeros, twins } from "./lesson5_numbers.ts";
import { type Asked, finished, trial, trialSizes, tune, type Tuned } from "./lesson5_trials.ts";

const IMAGES = 256, SMALL = 0.01;
/** The rates that each start is tried with. */
const RATES = [0.03, 0.1, 0.3, 1];

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
  const choices = [["W1", "b1", "W2", "b2"], ["W2", "b2"], ["b2"], []];
  yield predict({
    en: "All weights and biases are 0. Which of them does the first step change?",
    fr: "Tous les poids et biais valent 0. Lesquels le premier pas change-t-il\u00a0?",
  }, {
    choices: [
      { en: "all of them", fr: "tous" },
      { en: "W2 and b2", fr: "W2 et b2" },
      { en: "b2 alone", fr: "b2 seul" },
      { en: "none", fr: "aucun" },
    ],
    right: choices.findIndex((names) => names.join() === learning.join()),
    why: {
      en: "With A1 = 0, dW2 is zero; with W2 = 0, so is dW1. db2 is only the mean of P − Y.",
      fr: "Si A1 = 0, dW2 est nul\u00a0; si W2 = 0, dW1 aussi. db2 n’est que la moyenne de P − Y.",
    },
  });
  yield prose({
    en: `In numbers, for the first image, ${aDigit(label)}, and neuron ${NEURON}:`,
    fr: `En nombres, pour la première image, un ${label}, et le neurone ${NEURON}\u00a0:`,
  });
  yield formula(now.left("A1", 0, NEURON), apply("relu", now.at("Z1", 0, NEURON)));
  const paths = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", NEURON, { k }));
  yield formula(now.left("dA1", 0, NEURON), series("k", 10, { term: paths, shown: 2 }));
  const slopes = (r: number) => now.at("dZ2", { r }, label);
  yield formula(
    now.left("db2", 0, label),
    over(series("r", BATCH, { term: slopes, shown: 2 }), operand("m", BATCH)),
  );
  yield prose({
    en: "No step ever changes a weight. Another number, the same for all? An epoch from 0.1:",
    fr: "Aucun pas ne changera jamais un poids. Et un autre nombre, le même pour tous\u00a0? Une " +
      "époque à partir de 0,1\u00a0:",
  });
  const into = twins(asked, { from: 0.1 });
  yield check({
    claim: {
      en: `neurons ${NEURON} and 40 have the same 784 weights`,
      fr: `les neurones ${NEURON} et 40 ont les mêmes 784 poids`,
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
  yield prose({
    en:
      `Four hidden layers now, 784-64-64-64-64-10, and ${IMAGES} digits through them before any ` +
      `training. The weights are drawn with standard deviation ${n(SMALL)}, then with that of ` +
      `Kaiming He. The **mean square** says how large numbers are, whatever their signs: of the ` +
      `activations Aₗ of layer l, and of its slopes dZₗ on the way back.`,
    fr: `Quatre couches cachées à présent, 784-64-64-64-64-10, et ${IMAGES} chiffres qui les ` +
      `traversent avant tout entraînement. Les poids sont tirés avec un écart type de ` +
      `${n(SMALL)}, puis avec celui de Kaiming He. La **moyenne des carrés** dit la taille des ` +
      `nombres, quels que soient leurs signes\u00a0: celle des activations Aₗ de la couche l, et ` +
      `celle de ses pentes dZₗ, au retour.`,
  });
  const [small, he] = (["small-normal", "he"] as const)
    .map((init) => meanSquares(asked, { init, images: IMAGES }));
  yield table(
    small.map(({ activations, slopes }, i) => [
      `${i + 1}`,
      ...[activations, he[i].activations, slopes, he[i].slopes].map((x) => n(x, 2)),
    ]),
    {
      head: [
        { en: "layer l", fr: "couche l" },
        `Aₗ², σ = ${n(SMALL)}`,
        "He",
        `dZₗ², σ = ${n(SMALL)}`,
        "He",
      ],
      caption: { en: "Mean squares:", fr: "Moyennes des carrés\u00a0:" },
    },
  );
  const k = DEEP[0], ratio = small[1].activations / small[0].activations;
  yield prose({
    en: `With ${n(SMALL)}, layer 2 has ${n(ratio, 2)} times the mean square of layer 1. Why? A ` +
      `neuron adds up k products w·a. The weights have random signs, so products of different ` +
      `inputs cancel in the mean, and only squares are left: the mean square of Z is k·σ² times ` +
      `that of A. Half of the Z are negative, and ReLU throws these away: one half is left.`,
    fr: `Avec ${n(SMALL)}, la moyenne des carrés de la couche 2 est ${n(ratio, 2)} fois celle de ` +
      `la couche 1. Pourquoi\u00a0? Un neurone additionne k produits w·a. Les poids ont des ` +
      `signes aléatoires\u00a0: en moyenne, les produits croisés se compensent et il ne reste que ` +
      `les carrés. La moyenne des carrés de Z est donc k·σ² fois celle de A. La moitié des Z sont ` +
      `négatifs, et ReLU les élimine\u00a0: il reste une moitié.`,
  });
  yield formula(
    "k·σ²/2",
    over(times(operand("k", k), operand("σ²", SMALL ** 2)), constant(2)),
  );
  yield prose({
    en: "So the signal dies out, both ways. He (2015) asks for a factor of 1, k·σ²/2 = 1:",
    fr: "Le signal s’éteint, à l’aller comme au retour. He (2015) demande un facteur 1, " +
      "k·σ²/2 = 1\u00a0:",
  });
  for (const inputs of [784, k]) {
    yield formula("σ", apply("sqrt", over(constant(2), operand("k", inputs))));
  }
}

/** Each start trained, with one hidden layer and with four. */
function* trained(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Does it matter? Train them", fr: "Est-ce important\u00a0? Entraînons" });
  const { learnt, judges } = trialSizes(asked.engine);
  yield prose({
    en: `Three epochs of ${count(learnt)} images with each start, then accuracy on ` +
      `${count(judges)} validation images, with the best of the rates ` +
      `${RATES.map((rate) => n(rate)).join(", ")}.`,
    fr: `Trois époques de ${count(learnt)} images avec chaque départ, puis l’exactitude sur ` +
      `${count(judges)} images de validation, avec le meilleur des taux ` +
      `${RATES.map((rate) => n(rate)).join("\u00a0; ")}.`,
  });
  const nets = [[64], DEEP], inits = ["small-normal", "he"] as const;
  // Zeros learn b2 alone, whatever the rate and the number of layers.
  const zero = finished(trial(asked, { init: "zero" })).accuracy;
  const trials = inits.flatMap((init) => nets.map((hidden) => ({ init, hidden })));
  let tuned: Tuned[] = [];
  const best = (i: number) => {
    const { accuracies = [], best = 0 } = tuned[i] ?? {};
    return accuracies.length === RATES.length ? percent(accuracies[best]) : "…";
  };
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: RATES })) {
      yield table([
        ["0", percent(zero), percent(zero)],
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
    en: "With one hidden layer, a good learning rate makes up for small weights. With four, no " +
      "rate does: the last layer hardly knows which digit it sees, the first one hardly hears how " +
      "wrong it was, and nothing is learnt. The deeper a network, the more its first weights matter.",
    fr:
      "Avec une seule couche cachée, un bon taux d’apprentissage compense de petits poids. Avec " +
      "quatre, aucun taux n’y suffit\u00a0: la dernière couche sait à peine quel chiffre elle " +
      "voit, la première apprend à peine de combien elle s’est trompée, et rien ne s’apprend. Plus " +
      "un réseau est profond, plus ses premiers poids comptent.",
  });
}
