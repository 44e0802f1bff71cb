/**
 * The first part of lesson 6: what hidden neurons look for, and a digit that passes through them.
 *
 * @module
 */
import type { Snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { FloatArray } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  bars,
  check,
  count,
  formula,
  image,
  n,
  percent,
  pictures,
  plus,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { largest } from "../src/train/evaluate.ts";
import {
  aDigit,
  imageOf,
  largestPlaces,
  meanByClass,
  type Readings,
  same,
} from "./lesson6_readings.ts";

/** What the lesson looks at. */
export interface Asked {
  /** The training images. */
  readonly train: Split;
  /** The test images. */
  readonly test: Split;
  /** What the network made of these. */
  readonly readings: Readings;
  /** The weights W1 before the training. */
  readonly drawn: FloatArray;
  /** The neuron to follow. */
  readonly neuron: number;
  /** The training image to follow. */
  readonly digit: number;
  /** What it shows. */
  readonly label: number;
  /** What the network reads in it. */
  readonly answer: number;
  /** The network's numbers for it. */
  readonly now: Snapshot;
}

/** One neuron from its weights to its favourites, then eight, then all 64 for one digit. */
export function* neurons(asked: Asked): Generator<Block> {
  const { train, test, readings, drawn, neuron, digit, label, answer, now } = asked;
  const W1 = now.matrix("W1").data, a1 = Array.from(now.matrix("A1").data);
  const weightsOf = (k: number, data: ArrayLike<number> = W1) =>
    Array.from({ length: 784 }, (_, i) => data[i * 64 + k]);
  const pixels = Array.from(now.matrix("X").data), weights = weightsOf(neuron);
  const ink = pixels.map((x) => Math.round(255 * x));

  yield step({ en: "784 weights are an image", fr: "784 poids forment une image" });
  yield prose({
    en: `Neuron ${neuron} has one weight for each pixel: column ${neuron} of W1. Put each ` +
      "weight where its pixel is. Ink on a positive weight excites the neuron, ink on a " +
      "negative one quiets it.",
    fr: `Le neurone ${neuron} a un poids par pixel\u00a0: la colonne ${neuron} de W1. Mettons ` +
      "chaque poids à la place de son pixel. L’encre sur un poids positif excite le neurone, " +
      "l’encre sur un poids négatif le freine.",
  });
  yield image({ pixels: weights, ink: "signed" });

  yield step({ en: "What training never touched", fr: "Ce que l’entraînement n’a pas touché" });
  const inked = new Array<boolean>(784).fill(false);
  train.images.forEach((byte, i) => byte !== 0 && (inked[i % 784] = true));
  const blank = inked.flatMap((isInked, i) => isInked ? [] : [i]);
  yield pictures([
    {
      pixels: weightsOf(neuron, drawn),
      ink: "signed",
      title: { en: "as drawn", fr: "tirés" },
    },
    { pixels: weights, ink: "signed", title: { en: "trained", fr: "entraînés" } },
    {
      pixels: inked.map((isInked) => isInked ? 0 : 255),
      title: { en: "never inked", fr: "jamais d’encre" },
    },
  ]);
  yield prose({
    en: "Before training, the weights were drawn at random. Now there are strokes in the " +
      `middle, but the rim is as grainy as it was. ${blank.length} pixels, marked in the last ` +
      "picture, are 0 in every training image: their slopes X·dZ1 are 0, so their weights never " +
      "moved.",
    fr: "Avant l’entraînement, les poids ont été tirés au hasard. Des traits sont apparus au " +
      `milieu, mais le bord est resté granuleux. ${blank.length} pixels, marqués dans la ` +
      "dernière image, valent 0 dans toutes les images d’entraînement\u00a0: leurs pentes X·dZ1 " +
      "valent 0, et leurs poids n’ont jamais bougé.",
  });
  yield check({
    claim: { en: "these weights have not moved", fr: "ces poids n’ont pas bougé" },
    found: {
      name: { en: "after", fr: "après" },
      value: blank.map((i) => W1[i * 64 + neuron]),
    },
    expected: {
      name: { en: "before", fr: "avant" },
      value: blank.map((i) => drawn[i * 64 + neuron]),
    },
    tolerance: 0,
  });

  yield step({ en: "A digit meets a neuron", fr: "Un chiffre rencontre un neurone" });
  yield prose({
    en: `Training image ${count(digit)} is ${aDigit(label)}. Pixel by pixel, its ink is ` +
      "multiplied by the weight; the products are summed up, and the bias is added:",
    fr: `L’image d’entraînement ${count(digit)} est un ${label}. Pixel par pixel, son encre est ` +
      "multipliée par le poids\u00a0; on additionne les produits, puis on ajoute le biais\u00a0:",
  });
  yield pictures([
    { pixels: ink, title: { en: "X", fr: "X" } },
    { pixels: weights, ink: "signed", title: { en: "weights", fr: "poids" } },
    {
      pixels: pixels.map((x, i) => x * weights[i]),
      ink: "signed",
      title: { en: "product", fr: "produit" },
    },
  ]);
  const inputs = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, neuron)),
  });
  yield formula(now.left("Z1", 0, neuron), plus(inputs, now.at("b1", 0, neuron)));
  yield formula(now.left("A1", 0, neuron), apply("relu", now.at("Z1", 0, neuron)));
  if (a1[neuron] === 0) {
    yield prose({
      en: `Quieting wins over exciting: neuron ${neuron} is **off** for this digit.`,
      fr: `Les freins l’emportent\u00a0: le neurone ${neuron} est **inactif** pour ce chiffre.`,
    });
  }

  yield step({ en: "What it responds to", fr: "Ce qui l’excite" });
  const z = readings.z1[neuron], on = z.filter((value) => value > 0).length;
  const favourites = largestPlaces(z, 4), means = meanByClass(z, test);
  yield prose({
    en: `All ${count(test.count)} test digits, and Z1 of neuron ${neuron} for each. It is on ` +
      `for ${percent(on / test.count)} of them. Here are the four with the largest Z1, which ` +
      "stands above each:",
    fr: `Prenons les ${count(test.count)} chiffres de test, et pour chacun le Z1 du neurone ` +
      `${neuron}. Il est actif pour ${percent(on / test.count)} d’entre eux. Voici les quatre ` +
      "dont le Z1 est le plus grand, écrit au-dessus de chacun\u00a0:",
  });
  yield pictures(
    favourites.map((i) => ({ pixels: imageOf(test.images, i), title: same(n(z[i])) })),
  );
  if (on === 0) {
    yield prose({
      en: `Not one turns neuron ${neuron} on: it is **dead**. It takes no part in any answer, ` +
        "and as its slopes are 0, it does not learn any more.",
      fr: `Aucun n’active le neurone ${neuron}\u00a0: il est **mort**. Il ne participe à aucune ` +
        "réponse et, comme ses pentes valent 0, il n’apprend plus.",
    });
  } else {
    yield bars(means.map((mean, c) => ({ label: `${c}`, value: mean, text: n(mean) })), {
      highlight: largest(means),
      caption: {
        en: "Its mean activation A1 for the digits of each class:",
        fr: "Son activation moyenne A1 pour les chiffres de chaque classe\u00a0:",
      },
    });
  }

  yield step({ en: "Eight neurons of 64", fr: "Huit neurones sur 64" });
  yield prose({
    en: "Above each its number, and the two classes that excite it most. Hardly one looks like " +
      "a digit: they look for strokes, and for gaps, that several digits have in common.",
    fr: "Au-dessus de chacun, son numéro et les deux classes qui l’excitent le plus. Presque " +
      "aucun ne ressemble à un chiffre\u00a0: ils cherchent des traits, et des vides, communs à " +
      "plusieurs chiffres.",
  });
  const group = Array.from({ length: 8 }, (_, i) => (neuron + i) % 64);
  yield pictures(group.map((k) => {
    const [first, second] = largestPlaces(meanByClass(readings.z1[k], test), 2);
    return { pixels: weightsOf(k), ink: "signed", title: same(`${k} → ${first}, ${second}`) };
  }));

  yield step({ en: "The digit through the network", fr: "Le chiffre à travers le réseau" });
  const active = a1.filter((a) => a > 0).length, p = Array.from(now.matrix("P").data);
  const most = Math.max(...a1) || 1;
  yield prose({
    en: `Our ${label} again. Its 64 activations A1, row by row, 8 to a row, drawn as ink is: the ` +
      `more, the stronger. Neurons that are on: ${active}. Neuron ${neuron} is marked.`,
    fr: `Revoici notre ${label}. Ses 64 activations A1, ligne par ligne, 8 par ligne, dessinées ` +
      "comme de l’encre\u00a0: plus il y en a, plus l’activation est forte. Neurones actifs" +
      `\u00a0: ${active}. Le neurone ${neuron} est marqué.`,
  });
  yield image({
    pixels: a1.map((a) => Math.round(255 * a / most)),
    rows: 8,
    columns: 8,
    mark: [neuron >> 3, neuron & 7],
  });
  yield prose({
    en: "To the score of each class, every neuron adds its activation times a weight of W2. The " +
      `score of class ${answer}:`,
    fr:
      "Au score de chaque classe, chaque neurone ajoute son activation, multipliée par un poids " +
      `de W2. Le score de la classe ${answer}\u00a0:`,
  });
  const votes = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, answer)),
    follow: neuron,
  });
  yield formula(now.left("Z2", 0, answer), plus(votes, now.at("b2", 0, answer)));
  yield bars(p.map((value, c) => ({ label: `${c}`, value, text: percent(value, 2) })), {
    max: 1,
    highlight: answer,
    caption: {
      en: "Softmax turns the ten scores into probabilities P:",
      fr: "Softmax transforme les dix scores en probabilités P\u00a0:",
    },
  });
  if (answer !== label) {
    yield prose({
      en: `It reads ${aDigit(answer)}: a mistake. What would have made it ${aDigit(label)} in ` +
        "its eyes?",
      fr:
        `Il lit un ${answer}\u00a0: c’est une erreur. Qu’est-ce qui en aurait fait un ${label} à ` +
        "ses yeux\u00a0?",
    });
  }
}
