/**
 * Exercise 17: one step that fools the network.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, product, transposed, type Vector } from "../src/practice/tensor.ts";

interface Inputs {
  X: Matrix;
  W1: Matrix;
  b1: Vector;
  W2: Matrix;
  b2: Vector;
  labels: Vector;
  epsilon: number;
}
interface Results {
  dX: Matrix;
  fooled: Matrix;
}
type Net = Omit<Inputs, "epsilon">;

const plus = (matrix: Matrix, b: Vector) => matrix.map((row) => row.map((x, j) => x + b[j]));
const clipped = (x: number) => Math.min(1, Math.max(0, x));

/** Each row's own gradient by its pixels; the steps may be changed. */
function pixelGradient(
  { X, W1, b1, W2, b2, labels }: Net,
  {
    mask = (z) => z > 0,
    active = (z) => Math.max(0, z),
    label = (p, isLabel) => p - Number(isLabel),
  }: {
    readonly mask?: (z: number) => boolean;
    readonly active?: (z: number) => number;
    readonly label?: (p: number, isLabel: boolean) => number;
  } = {},
): Matrix {
  const Z1 = plus(product(X, W1), b1);
  const A1 = Z1.map((row) => row.map(active));
  const dZ2 = plus(product(A1, W2), b2).map((row, i) => {
    const most = Math.max(...row), all = row.map((z) => Math.exp(z - most));
    const sum = all.reduce((a, b) => a + b);
    return all.map((e, k) => label(e / sum, k === labels[i]));
  });
  const dA1 = product(dZ2, transposed(W2));
  const dZ1 = dA1.map((row, i) => row.map((dz, j) => mask(Z1[i][j]) ? dz : 0));
  return product(dZ1, transposed(W1));
}

/** The step, each pixel changed as is said. */
const stepped = (
  { X }: Inputs,
  { dX }: Results,
  change: (x: number, dx: number) => number,
): Matrix => X.map((row, i) => row.map((x, j) => change(x, dX[i][j])));

export default exercise<Inputs, Results>({
  number: 17,
  name: "fooling",
  title: { en: "One step that fools the network", fr: "Un pas qui trompe le réseau" },
  statement: {
    en: "A network X → Z1 = X·W1 + b1 → A1 = relu(Z1) → Z2 = A1·W2 + b2 → softmax has learnt to " +
      "read. Now its weights stay, and the image changes.\n" +
      "pixelGradient(X, W1, b1, W2, b2, labels) gives dX, the gradient of each image's own loss by " +
      "its pixels: a row for each image, not divided by their number.\n" +
      "fool(X, dX, epsilon) gives fooled: each pixel moved by epsilon in the direction in which the " +
      "loss grows, and kept between 0 and 1.",
    fr:
      "Un réseau X → Z1 = X·W1 + b1 → A1 = relu(Z1) → Z2 = A1·W2 + b2 → softmax a appris à lire. " +
      "Maintenant, ses poids restent, et c’est l’image qui change.\n" +
      "pixelGradient(X, W1, b1, W2, b2, labels) donne dX, le gradient de la perte propre à chaque " +
      "image par rapport à ses pixels\u00a0: une ligne par image, sans diviser par leur nombre.\n" +
      "fool(X, dX, epsilon) donne fooled\u00a0: chaque pixel déplacé d’epsilon dans le sens où la perte " +
      "augmente, et gardé entre 0 et 1.",
  },
  explanation: {
    en: "A backward pass ends at the first weights, but it can go one step further: dX = dZ1·W1ᵀ " +
      "says, for every pixel, how fast the loss grows with it. Training moves weights down the " +
      "gradient of the loss; somebody who wants the network to err moves pixels up.\n" +
      "How far? If no pixel may change by more than ε, the loss grows most when each changes by ε, " +
      "with the sign of its gradient: x + ε·sign(dX). A pixel is between 0 and 1, so the result is " +
      "clipped. With ε = 0.1 a person hardly sees a difference, and a network that reads 97 % of the " +
      "test digits reads fewer than one in five of these; noise of the same size does nearly nothing, because it " +
      "does not go the same way in all 784 pixels at once.\n" +
      "(Goodfellow, Shlens, Szegedy, Explaining and harnessing adversarial examples, 2015.)",
    fr:
      "La rétropropagation s’arrête aux premiers poids, mais elle peut aller un pas plus loin\u00a0: " +
      "dX = dZ1·W1ᵀ dit, pour chaque pixel, à quelle vitesse la perte augmente avec lui. " +
      "L’entraînement déplace les poids à l’opposé du gradient de la perte\u00a0; qui veut que le réseau " +
      "se trompe déplace les pixels dans son sens.\n" +
      "De combien\u00a0? Si aucun pixel ne peut changer de plus de ε, la perte augmente le plus quand " +
      "chacun change de ε, avec le signe de son gradient\u00a0: x + ε·signe(dX). Un pixel est compris " +
      "entre 0 et 1, le résultat est donc borné. Avec ε = 0,1, une personne voit à peine une " +
      "différence, et un réseau qui lit 97\u00a0% des chiffres de test n’en lit plus un sur cinq\u00a0; " +
      "un bruit de même taille ne fait presque rien, car il ne va pas dans le même sens pour les 784 " +
      "pixels à la fois.\n" +
      "(Goodfellow, Shlens, Szegedy, Explaining and harnessing adversarial examples, 2015.)",
  },
  functions: [
    {
      name: "pixelGradient",
      takes: ["X", "W1", "b1", "W2", "b2", "labels"],
      gives: "dX",
    },
    { name: "fool", takes: ["X", "dX", "epsilon"], gives: "fooled" },
  ],
  draw: (draw) => ({
    X: draw.matrix(draw.m, draw.d).map((row) => row.map((x) => clipped(Math.abs(x) / 1.3))),
    W1: draw.matrix(draw.d, draw.h),
    b1: draw.vector(draw.h),
    W2: draw.matrix(draw.h, draw.k),
    b2: draw.vector(draw.k),
    labels: draw.labels(draw.m, draw.k),
    epsilon: 0.3 + 0.1 * draw.uniform(),
  }),
  play(mine, { X, W1, b1, W2, b2, labels, epsilon }, { give }) {
    const dX = mine.pixelGradient(X, W1, b1, W2, b2, labels);
    give({ dX });
    return { fooled: mine.fool(X, dX, epsilon) };
  },
  results: {
    dX: {
      formula: "dX = (((P − Y)·W2ᵀ) ⊙ relu′(Z1))·W1ᵀ",
      reference: (inputs) => pixelGradient(inputs),
    },
    fooled: {
      formula: {
        en: "fooled = X + ε·sign(dX), between 0 and 1",
        fr: "fooled = X + ε·sign(dX), entre 0 et 1",
      },
      reference: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => clipped(x + inputs.epsilon * Math.sign(dx))),
    },
  },
  mutants: [
    {
      name: "relu forgotten on the way forward",
      of: "dX",
      wrong: (inputs) => pixelGradient(inputs, { active: (z) => z }),
      says: {
        en: "Z2 is made of Z1, not of A1: on the way forward, relu is missing.",
        fr: "Z2 est fait de Z1, et non de A1\u00a0: à l’aller, il manque relu.",
      },
      asks: {
        en: "What does the second layer get from the first?",
        fr: "Que reçoit la seconde couche de la première\u00a0?",
      },
    },
    {
      name: "sign already",
      of: "dX",
      wrong: (_, __, right: Matrix) => right.map((row) => row.map(Math.sign)),
      says: {
        en: "dX holds only −1, 0 and 1: the sign belongs in fool, not in the gradient.",
        fr:
          "dX ne contient que −1, 0 et 1\u00a0: le signe a sa place dans fool, pas dans le gradient.",
      },
      asks: {
        en: "Which of the two functions takes the sign?",
        fr: "Laquelle des deux fonctions prend le signe\u00a0?",
      },
    },
    {
      name: "dX divided",
      of: "dX",
      wrong: ({ X }, _, dX: Matrix) => dX.map((row) => row.map((x) => x / X.length)),
      says: ({ X }) => ({
        en: `dX is ${X.length} times too small, and there are ${X.length} images.`,
        fr: `dX est ${X.length} fois trop petit, et il y a ${X.length} images.`,
      }),
      asks: {
        en: "Does the loss of one image have anything to do with the others?",
        fr: "La perte d’une image a-t-elle à voir avec les autres\u00a0?",
      },
    },
    {
      name: "dX of the wrong sign",
      of: "dX",
      wrong: (_, __, dX: Matrix) => dX.map((row) => row.map((x) => -x)),
      says: {
        en: "Every number of dX is right but its sign: Y − P for P − Y.",
        fr: "Chaque nombre de dX est juste, au signe près\u00a0: Y − P au lieu de P − Y.",
      },
      asks: {
        en: "In which direction does a gradient point: up or down?",
        fr: "Dans quel sens va un gradient\u00a0: montée ou descente\u00a0?",
      },
    },
    {
      name: "label not subtracted",
      of: "dX",
      wrong: (inputs) => pixelGradient(inputs, { label: (p) => p }),
      says: {
        en: "P goes back, not P − Y: the label is not subtracted.",
        fr: "C’est P qui remonte, et non P − Y\u00a0: l’étiquette n’est pas retranchée.",
      },
      asks: {
        en: "What is dZ2 of softmax with cross-entropy?",
        fr: "Que vaut dZ2 pour softmax avec l’entropie croisée\u00a0?",
      },
    },
    {
      name: "mask forgotten",
      of: "dX",
      wrong: (inputs) => pixelGradient(inputs, { mask: () => true }),
      says: {
        en: "Neurons that are off pass something back: ReLU's mask is missing.",
        fr: "Des neurones éteints transmettent quelque chose\u00a0: il manque le masque de ReLU.",
      },
      asks: {
        en: "What is relu′(Z1) where Z1 is below 0?",
        fr: "Que vaut relu′(Z1) là où Z1 est négatif\u00a0?",
      },
    },
    {
      name: "mask inverted",
      of: "dX",
      wrong: (inputs) => pixelGradient(inputs, { mask: (z) => z < 0 }),
      says: {
        en: "Only neurons that are off pass something back: the mask is inverted.",
        fr: "Seuls les neurones éteints transmettent quelque chose\u00a0: le masque est inversé.",
      },
      asks: {
        en: "What is relu′(Z1) where Z1 is below 0?",
        fr: "Que vaut relu′(Z1) là où Z1 est négatif\u00a0?",
      },
    },
    {
      name: "no biases",
      of: "dX",
      wrong: (inputs) =>
        pixelGradient({
          ...inputs,
          b1: inputs.b1.map(() => 0),
          b2: inputs.b2.map(() => 0),
        }),
      says: {
        en: "The forward pass is made without biases.",
        fr: "La passe avant est faite sans biais.",
      },
      asks: {
        en: "Where are b1 and b2 in it?",
        fr: "Où y sont b1 et b2\u00a0?",
      },
    },
    {
      name: "gradient of the hidden layer",
      of: "dX",
      wrong: ({ X, W1, b1, W2, b2, labels }) => {
        // dZ1, before the last product: as the gradient by the pixels of W1 = 1.
        const identity = b1.map((_, i) => b1.map((_, j) => Number(i === j)));
        return pixelGradient({ X: product(X, W1), W1: identity, b1, W2, b2, labels });
      },
      says: {
        en: "dX has a column for each hidden neuron: it stops at dZ1.",
        fr: "dX a une colonne par neurone caché\u00a0: il s’arrête à dZ1.",
      },
      asks: {
        en: "Through which weights does a pixel reach the hidden neurons?",
        fr: "Par quels poids un pixel atteint-il les neurones cachés\u00a0?",
      },
    },
    {
      name: "step down",
      of: "fooled",
      wrong: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => clipped(x - inputs.epsilon * Math.sign(dx))),
      says: {
        en: "The loss falls: this step makes the network surer.",
        fr: "La perte baisse\u00a0: ce pas rend le réseau plus sûr.",
      },
      asks: {
        en: "Should the loss fall or grow?",
        fr: "La perte doit-elle baisser ou augmenter\u00a0?",
      },
    },
    {
      name: "not clipped",
      of: "fooled",
      wrong: (inputs, mine) => stepped(inputs, mine, (x, dx) => x + inputs.epsilon * Math.sign(dx)),
      says: {
        en: "Some pixels are outside of 0 to 1.",
        fr: "Des pixels sont hors de l’intervalle [0\u00a0; 1].",
      },
      asks: {
        en: "What is blacker than black?",
        fr: "Qu’y a-t-il de plus noir que le noir\u00a0?",
      },
    },
    {
      name: "clipped below only",
      of: "fooled",
      wrong: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => Math.max(0, x + inputs.epsilon * Math.sign(dx))),
      says: { en: "Some pixels are above 1.", fr: "Des pixels dépassent 1." },
      asks: { en: "What is the largest pixel?", fr: "Quel est le plus grand pixel\u00a0?" },
    },
    {
      name: "clipped above only",
      of: "fooled",
      wrong: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => Math.min(1, x + inputs.epsilon * Math.sign(dx))),
      says: { en: "Some pixels are below 0.", fr: "Des pixels sont négatifs." },
      asks: { en: "What is the smallest pixel?", fr: "Quel est le plus petit pixel\u00a0?" },
    },
    {
      name: "epsilon from 0 to 255",
      of: "fooled",
      wrong: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => clipped(x + inputs.epsilon / 255 * Math.sign(dx))),
      says: {
        en: "The step is 255 times too small: epsilon is divided by 255.",
        fr: "Le pas est 255 fois trop petit\u00a0: epsilon est divisé par 255.",
      },
      asks: {
        en: "In which unit are pixels and epsilon here?",
        fr: "Dans quelle unité sont ici les pixels et epsilon\u00a0?",
      },
    },
    {
      name: "gradient for its sign",
      of: "fooled",
      wrong: (inputs, mine) => stepped(inputs, mine, (x, dx) => clipped(x + inputs.epsilon * dx)),
      says: {
        en: "Each pixel moves by ε times its gradient: the sign is not taken.",
        fr: "Chaque pixel se déplace de ε fois son gradient\u00a0: le signe n’est pas pris.",
      },
      asks: {
        en: "By how much may a pixel change, and how much does it have to?",
        fr: "De combien un pixel peut-il changer, et de combien doit-il changer\u00a0?",
      },
    },
    {
      name: "the change alone",
      of: "fooled",
      wrong: (inputs, mine) => stepped(inputs, mine, (_, dx) => inputs.epsilon * Math.sign(dx)),
      says: {
        en: "This is the change alone, without the image.",
        fr: "C’est le changement seul, sans l’image.",
      },
      asks: {
        en: "To what is ε·sign(dX) added?",
        fr: "À quoi ajoute-t-on ε·signe(dX)\u00a0?",
      },
    },
    {
      name: "only pixels with ink",
      of: "fooled",
      wrong: (inputs, mine) =>
        stepped(inputs, mine, (x, dx) => clipped(x * (1 + inputs.epsilon * Math.sign(dx)))),
      says: {
        en: "Each pixel is multiplied by 1 ± ε, not moved by ε.",
        fr: "Chaque pixel est multiplié par 1 ± ε, et non déplacé de ε.",
      },
      asks: { en: "+ or ·?", fr: "+ ou ·\u00a0?" },
    },
  ],
  hints: [
    {
      en:
        "You have it all: the forward pass of exercise 4 twice, dZ of exercise 5, dX of exercise 6 " +
        "twice, with the mask of exercise 7 between.",
      fr:
        "Vous avez tout\u00a0: la passe avant de l’exercice 4 deux fois, dZ de l’exercice 5, dX de " +
        "l’exercice 6 deux fois, avec le masque de l’exercice 7 entre les deux.",
    },
    {
      en:
        "dZ2 = P − Y; dA1 = dZ2·W2ᵀ; dZ1 = dA1 where Z1 > 0, else 0; dX = dZ1·W1ᵀ. Nothing is divided.",
      fr:
        "dZ2 = P − Y\u00a0; dA1 = dZ2·W2ᵀ\u00a0; dZ1 = dA1 là où Z1 > 0, sinon 0\u00a0; dX = dZ1·W1ᵀ. " +
        "Rien n’est divisé.",
    },
    {
      en: "fooled: Math.min(1, Math.max(0, X[i][j] + epsilon * Math.sign(dX[i][j]))).",
      fr: "fooled\u00a0: Math.min(1, Math.max(0, X[i][j] + epsilon * Math.sign(dX[i][j]))).",
    },
  ],
});
