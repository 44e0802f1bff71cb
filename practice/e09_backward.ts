/**
 * Exercise 9: the whole backward pass of a network with one hidden layer.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import type { Draw } from "../src/practice/draw.ts";
import { exercise, type Mine, type Tools } from "../src/practice/exercise.ts";
import {
  columnSums,
  type Matrix,
  matrixOf,
  product,
  scaled,
  type Tensor,
  transposed,
  type Vector,
} from "../src/practice/tensor.ts";
import { type Digits, packAnyDigits, unpackDigits } from "./digits.ts";
import e08 from "./e08_gradient_check.ts";
import * as checker from "./solutions/08_gradient_check.ts";
import { dividedByFullSize, notDivided, wrongSign } from "./common_mutants.ts";

interface Weights {
  W1: Matrix;
  b1: Vector;
  W2: Matrix;
  b2: Vector;
}
interface Inputs extends Weights {
  X: Matrix;
  labels: number[];
  Z1: Matrix;
  A1: Matrix;
  P: Matrix;
  /** Whether real digits are tried, too, and from which weights on. */
  seed: number;
}
interface Results {
  dZ2: Matrix;
  dW2: Matrix;
  db2: Vector;
  dA1: Matrix;
  dZ1: Matrix;
  dW1: Matrix;
  db1: Vector;
  P: Matrix;
  real: number;
}
/** Digits that are tried, and the hidden neurons and classes of the network. */
const DIGITS = 5, HIDDEN = 64, CLASSES = 10;
/** The size of a full batch. */
const FULL = 7;

const plus = (a: Matrix, b: Vector) => a.map((row) => row.map((x, j) => x + b[j]));
const each = (a: Matrix, element: (x: number, i: number, j: number) => number) =>
  a.map((row, i) => row.map((x, j) => element(x, i, j)));

function forward(X: Matrix, { W1, b1, W2, b2 }: Weights) {
  const Z1 = plus(product(X, W1), b1), A1 = each(Z1, (z) => Math.max(0, z));
  const P = plus(product(A1, W2), b2).map((row) => {
    const all = row.map((z) => Math.exp(z - Math.max(...row))), sum = all.reduce((a, b) => a + b);
    return all.map((e) => e / sum);
  });
  return { Z1, A1, P };
}

function drawn(draw: Draw): Inputs {
  const { m, d, h, k } = draw;
  const X = draw.matrix(m, d), labels = draw.labels(m, k);
  for (;;) {
    const weights = {
      W1: draw.matrix(d, h),
      b1: draw.vector(h),
      W2: draw.matrix(h, k),
      b2: draw.vector(k),
    };
    const pass = forward(X, weights);
    // ReLU is to cut some numbers off and let others through.
    const open = pass.Z1.flat().filter((z) => z > 0).length;
    if (open < 2 || open > m * h - 2) continue;
    return { X, labels, ...weights, ...pass, seed: draw.integer(1000) };
  }
}

/** What is the same for both layers: `Xs` and `dZ` of it. */
interface Layer {
  dW: "dW1" | "dW2";
  db: "db1" | "db2";
  dZ: "dZ1" | "dZ2";
  inputsName: string;
  inputs: (inputs: Inputs) => Matrix;
}
const LAYERS: readonly Layer[] = [
  { dW: "dW2", db: "db2", dZ: "dZ2", inputsName: "A1", inputs: ({ A1 }) => A1 },
  { dW: "dW1", db: "db1", dZ: "dZ1", inputsName: "X", inputs: ({ X }) => X },
];
const [SECOND, FIRST] = LAYERS;
const weightsOf = ({ inputs, dZ }: Layer) => (given: Inputs, mine: Results): Matrix =>
  scaled(product(transposed(inputs(given)), mine[dZ]), 1 / given.X.length);
const biasesOf = ({ dZ }: Layer) => (_: Inputs, mine: Results): Vector =>
  scaled(columnSums(mine[dZ]), 1 / mine[dZ].length);

const MEAN: Text = {
  en: "The loss of a batch is a mean. Where is that in this gradient, and is it there once?",
  fr: "La perte d’un lot est une moyenne. Où est-ce dans ce gradient, et une seule fois\u00a0?",
};
const LOOP_END: Text = {
  en: "Where does the loop over the examples start and end?",
  fr: "Où la boucle sur les exemples commence-t-elle, et où finit-elle\u00a0?",
};

/** Mistakes that can be made in either layer. */
const layerMistakes = LAYERS.flatMap((layer) => {
  const { dW, db, dZ, inputsName, inputs } = layer;
  const some = (given: Inputs, mine: Results, from: number, to?: number) =>
    scaled(
      product(transposed(inputs(given).slice(from, to)), mine[dZ].slice(from, to)),
      1 / given.X.length,
    );
  return [
    ...[dW, db].flatMap((of) => [
      notDivided(of, MEAN),
      {
        name: `${of} divided twice`,
        of,
        wrong: ({ X }: Inputs, _: Results, right: Tensor) => scaled(right, 1 / X.length),
        says: ({ X }: Inputs) => ({
          en: `${of} is ${X.length} times too small: it is divided by the examples twice.`,
          fr:
            `${of} est ${X.length} fois trop petit\u00a0: il est divisé deux fois par les exemples.`,
        }),
        asks: MEAN,
      },
      {
        name: `${of} divided by the columns`,
        of,
        wrong: ({ X }: Inputs, mine: Results, right: Tensor) =>
          scaled(right, X.length / mine[dZ][0].length),
        says: {
          en: `${of} is divided by the number of columns of ${dZ}.`,
          fr: `${of} est divisé par le nombre de colonnes de ${dZ}.`,
        },
        asks: {
          en: "A mean over what: the neurons or the examples?",
          fr: "Une moyenne sur quoi\u00a0: les neurones ou les exemples\u00a0?",
        },
      },
      dividedByFullSize(of),
      wrongSign(of, {
        en: "Gradient or step: where does the minus belong?",
        fr: "Gradient ou pas\u00a0: où le moins a-t-il sa place\u00a0?",
      }),
    ]),
    {
      name: `${dW} transposed`,
      of: dW,
      wrong: (_: Inputs, __: Results, right: Matrix) => transposed(right),
      says: {
        en: `The numbers of ${dW} are right, but rows and columns are exchanged.`,
        fr: `Les nombres de ${dW} sont justes, mais lignes et colonnes sont échangées.`,
      },
      asks: {
        en: `Which shape has ${dW.slice(1)}, and so its gradient?`,
        fr: `Quelles sont les dimensions de ${dW.slice(1)}, donc de son gradient\u00a0?`,
      },
    },
    {
      name: `${dW} reshaped`,
      of: dW,
      wrong: (_: Inputs, __: Results, right: Matrix) => {
        const flat = transposed(right).flat();
        return matrixOf([right.length, right[0].length], (i, j) => flat[i * right[0].length + j]);
      },
      says: {
        en: `The shape of ${dW} is right, but the numbers of its transpose were put into new rows.`,
        fr:
          `Les dimensions de ${dW} sont justes, mais les nombres de sa transposée ont été remis en lignes.`,
      },
      asks: {
        en: `Which input and which neuron does ${dW}[0][1] belong to?`,
        fr: `À quelle entrée et à quel neurone ${dW}[0][1] appartient-il\u00a0?`,
      },
    },
    {
      name: `${dW} without its inputs`,
      of: dW,
      wrong: (given: Inputs, mine: Results) =>
        inputs(given)[0].map(() => scaled(columnSums(mine[dZ]), 1 / given.X.length)),
      says: {
        en: `All rows of ${dW} are the same: ${inputsName} is missing in it.`,
        fr: `Toutes les lignes de ${dW} sont égales\u00a0: ${inputsName} y manque.`,
      },
      asks: {
        en: "If an input is 0, what does its weight change?",
        fr: "Si une entrée vaut 0, que change son poids\u00a0?",
      },
    },
    {
      name: `${dW} without the last example`,
      of: dW,
      wrong: (given: Inputs, mine: Results) => some(given, mine, 0, -1),
      says: {
        en: `The last example is missing in ${dW}.`,
        fr: `Le dernier exemple manque dans ${dW}.`,
      },
      asks: LOOP_END,
    },
    {
      name: `${dW} of the last example`,
      of: dW,
      wrong: (given: Inputs, mine: Results) => some(given, mine, -1),
      says: {
        en: `Only the last example is in ${dW}: each replaces the one before.`,
        fr: `Seul le dernier exemple est dans ${dW}\u00a0: chacun remplace le précédent.`,
      },
      asks: {
        en: "= or +=: how does the sum over the examples grow?",
        fr: "= ou +=\u00a0: comment la somme sur les exemples grandit-elle\u00a0?",
      },
    },
    {
      name: `${db} not summed`,
      of: db,
      wrong: (_: Inputs, mine: Results): Tensor => mine[dZ],
      says: {
        en: `${db} has a row for each example: the sum over them is missing.`,
        fr: `${db} a une ligne par exemple\u00a0: il manque la somme sur les exemples.`,
      },
      asks: {
        en: "How many biases has the layer?",
        fr: "Combien de biais la couche compte-t-elle\u00a0?",
      },
    },
    {
      name: `${db} of one example`,
      of: db,
      wrong: (_: Inputs, mine: Results) => scaled(mine[dZ][0], 1 / mine[dZ].length),
      says: {
        en: `${db} is made of the first row of ${dZ} alone.`,
        fr: `${db} n’est fait que de la première ligne de ${dZ}.`,
      },
      asks: LOOP_END,
    },
    {
      name: `${db} without the last example`,
      of: db,
      wrong: (_: Inputs, mine: Results) =>
        scaled(columnSums(mine[dZ].slice(0, -1)), 1 / mine[dZ].length),
      says: {
        en: `The last example is missing in ${db}.`,
        fr: `Le dernier exemple manque dans ${db}.`,
      },
      asks: LOOP_END,
    },
    {
      name: `${db} over the wrong axis`,
      of: db,
      wrong: (_: Inputs, mine: Results) =>
        mine[dZ].map((row) => row.reduce((a, b) => a + b) / mine[dZ].length),
      says: {
        en: `${db} has a number for each example: you sum along the rows.`,
        fr: `${db} a un nombre par exemple\u00a0: vous sommez le long des lignes.`,
      },
      asks: {
        en: "A bias belongs to a neuron: which numbers are that neuron's?",
        fr: "Un biais appartient à un neurone\u00a0: quels nombres sont ceux de ce neurone\u00a0?",
      },
    },
    {
      name: `${db} a scalar`,
      of: db,
      wrong: (_: Inputs, __: Results, right: Vector): Tensor => right.reduce((a, b) => a + b),
      says: {
        en: `${db} is one number: everything was summed into one.`,
        fr: `${db} est un seul nombre\u00a0: tout a été sommé.`,
      },
      asks: {
        en: "How many biases has the layer?",
        fr: "Combien de biais la couche compte-t-elle\u00a0?",
      },
    },
  ];
});

const STATEMENT: Text = {
  en: "The whole way back of a network, from the probabilities P to the first weights: exercises " +
    "5, 6, 7 and 6 again in one function.\n" +
    "backward(X, labels, Z1, A1, P, W2) returns all of these, by their names:\n" +
    "  dZ2 = P − Y: 1 less in the column of the label\n" +
    "  dW2 = A1ᵀ·dZ2 / m, db2 = the mean of the rows of dZ2, dA1 = dZ2·W2ᵀ\n" +
    "  dZ1 = dA1 where Z1 > 0, else 0\n" +
    "  dW1 = Xᵀ·dZ1 / m, db1 = the mean of the rows of dZ1\n" +
    "What you wrote before may be copied, or imported. At the end it meets real digits, and your " +
    "own checker of exercise 8 judges it.",
  fr:
    "Tout le retour d’un réseau, des probabilités P aux premiers poids\u00a0: les exercices 5, 6, " +
    "7 et encore 6 en une fonction.\n" +
    "backward(X, labels, Z1, A1, P, W2) renvoie tous ces résultats, par leur nom\u00a0:\n" +
    "  dZ2 = P − Y\u00a0: 1 de moins dans la colonne de l’étiquette\n" +
    "  dW2 = A1ᵀ·dZ2 / m, db2 = la moyenne des lignes de dZ2, dA1 = dZ2·W2ᵀ\n" +
    "  dZ1 = dA1 là où Z1 > 0, 0 ailleurs\n" +
    "  dW1 = Xᵀ·dZ1 / m, db1 = la moyenne des lignes de dZ1\n" +
    "Vous pouvez copier vos exercices précédents, ou les importer. À la fin, elle affronte de vrais " +
    "chiffres, et votre propre vérificateur de l’exercice 8 la juge.",
};

export default exercise<Inputs, Results>({
  number: 9,
  name: "backward",
  title: { en: "The whole backward pass", fr: "La rétropropagation complète" },
  statement: STATEMENT,
  lesson: { number: 3, step: 15, heading: "The same, in code" },
  functions: [{
    name: "backward",
    takes: ["X", "labels", "Z1", "A1", "P", "W2"],
    gives: ["dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1", "P", "real"],
  }],
  draw: drawn,
  uses: [e08],
  data: () => packAnyDigits(DIGITS),
  play(mine, inputs, tools) {
    const { X, labels, Z1, A1, P, W2 } = inputs;
    const { dZ2, dW2, db2, dA1, dZ1, dW1, db1 } = mine.backward(X, labels, Z1, A1, P, W2) ?? {};
    tools.give({ dZ2, dW2, db2, dA1, dZ1, dW1, db1, P });
    if (tools.data.length === 0 || X.length === FULL) return {};
    return { real: Number(onDigits(mine, inputs.seed, tools)) };
  },
  results: {
    dZ2: {
      formula: "dZ2 = P − Y",
      reference: ({ P, labels }) => each(P, (p, i, j) => p - Number(labels[i] === j)),
    },
    dW2: { formula: "dW2 = A1ᵀ·dZ2 / m", reference: weightsOf(SECOND) },
    db2: { formula: "db2[j] = Σ dZ2[i,j] / m", reference: biasesOf(SECOND) },
    dA1: {
      formula: "dA1 = dZ2·W2ᵀ",
      reference: ({ W2 }, { dZ2 }) => product(dZ2, transposed(W2)),
    },
    dZ1: {
      formula: { en: "dZ1 = dA1 where Z1 > 0, else 0", fr: "dZ1 = dA1 là où Z1 > 0, 0 ailleurs" },
      reference: ({ Z1 }, { dA1 }) => each(dA1, (x, i, j) => Z1[i][j] > 0 ? x : 0),
    },
    dW1: { formula: "dW1 = Xᵀ·dZ1 / m", reference: weightsOf(FIRST) },
    db1: { formula: "db1[j] = Σ dZ1[i,j] / m", reference: biasesOf(FIRST) },
    P: { formula: "P as it was", reference: ({ P }) => P },
    real: {
      formula: { en: "right on real digits", fr: "juste sur de vrais chiffres" },
      reference: () => 1,
    },
  },
  mutants: [
    {
      name: "A1 in place of X",
      of: "dW1",
      wrong: ({ A1 }, { dZ1 }) => scaled(product(transposed(A1), dZ1), 1 / A1.length),
      says: {
        en: "dW1 has a row for each hidden neuron: this is A1ᵀ·dZ1, with A1 where X should be.",
        fr: "dW1 a une ligne par neurone caché\u00a0: c’est A1ᵀ·dZ1, avec A1 là où il faut X.",
      },
      asks: {
        en: "What does the first layer take in?",
        fr: "Que reçoit la première couche\u00a0?",
      },
    },
    ...([
      {
        name: "Y − P",
        rule: (p: number, y: number) => y - p,
        en: "Every number of dZ2 is right but its sign: it is Y − P.",
        fr: "Chaque nombre de dZ2 est juste au signe près\u00a0: c’est Y − P.",
      },
      {
        name: "label not subtracted",
        rule: (p: number) => p,
        en: "dZ2 is P: its rows sum to 1, and should to 0.",
        fr: "dZ2 est P\u00a0: la somme de ses lignes vaut 1, et devrait valoir 0.",
      },
      {
        name: "1 subtracted everywhere",
        rule: (p: number) => p - 1,
        en: "1 is subtracted from every class, not from the right one alone.",
        fr: "1 est retranché de toutes les classes, et non de la seule bonne.",
      },
      {
        name: "only the label's column",
        rule: (p: number, y: number) => y * (p - y),
        en: "The label's column is right; elsewhere there is 0 where P belongs.",
        fr: "La colonne de l’étiquette est juste\u00a0; ailleurs il y a 0 à la place de P.",
      },
      {
        name: "twice",
        rule: (p: number, y: number) => 2 * (p - y),
        en: "dZ2 is twice too large.",
        fr: "dZ2 est deux fois trop grand.",
      },
      {
        name: "P(1 − P) too",
        rule: (p: number, y: number) => (p - y) * p * (1 - p),
        en: "P − Y is multiplied by P·(1 − P): the slope of softmax is in P − Y already.",
        fr: "P − Y est multiplié par P·(1 − P)\u00a0: la pente de softmax est déjà dans P − Y.",
      },
    ].map(({ name, rule, en, fr }) => ({
      name,
      of: "dZ2" as const,
      wrong: ({ P, labels }: Inputs) => each(P, (p, i, j) => rule(p, Number(labels[i] === j))),
      says: { en, fr },
      asks: {
        en: "Exercise 5: from which column is 1 subtracted, and what stays in the others?",
        fr:
          "Exercice 5\u00a0: de quelle colonne retranche-t-on 1, et que reste-t-il dans les autres\u00a0?",
      },
    }))),
    {
      name: "dZ2 divided",
      of: "dZ2",
      wrong: ({ P }, _, right: Matrix) => scaled(right, 1 / P.length),
      says: {
        en: "dZ2 is divided by m already; here dW and db are.",
        fr: "dZ2 est déjà divisé par m\u00a0; ici, ce sont dW et db qui le sont.",
      },
      asks: {
        en: "Does a row of dZ2 hold a mean over examples?",
        fr: "Une ligne de dZ2 contient-elle une moyenne sur des exemples\u00a0?",
      },
    },
    {
      name: "label after",
      of: "dZ2",
      wrong: ({ P, labels }) => each(P, (p, i, j) => p - Number(labels[i] + 1 === j)),
      says: {
        en: "The 1 is subtracted one column too far to the right.",
        fr: "Le 1 est retranché une colonne trop à droite.",
      },
      asks: { en: "Is class 0 column 0?", fr: "La classe 0 est-elle la colonne 0\u00a0?" },
    },
    ...layerMistakes,
    {
      name: "Z1 in place of A1",
      of: "dW2",
      wrong: ({ Z1, X }, { dZ2 }) => scaled(product(transposed(Z1), dZ2), 1 / X.length),
      says: {
        en:
          "dW2 is wrong only in the rows of neurons that have Z1 < 0 somewhere: it is made of Z1.",
        fr:
          "dW2 n’est faux que dans les lignes des neurones où Z1 < 0 quelque part\u00a0: il est fait de Z1.",
      },
      asks: {
        en: "What did the second layer receive: Z1, or what ReLU made of it?",
        fr: "Qu’a reçu la seconde couche\u00a0: Z1, ou ce que ReLU en a fait\u00a0?",
      },
    },
    {
      name: "dA1 without W2",
      of: "dA1",
      wrong: (_, { dZ2 }): Tensor => dZ2,
      says: { en: "dA1 is dZ2: W2 is missing in it.", fr: "dA1 est dZ2\u00a0: il y manque W2." },
      asks: {
        en: "Through which weights did a hidden neuron reach the classes?",
        fr: "Par quels poids un neurone caché a-t-il atteint les classes\u00a0?",
      },
    },
    {
      name: "dA1 nothing",
      of: "dA1",
      wrong: (_, __, right: Matrix) => scaled(right, 0),
      says: {
        en: "dA1 is 0 everywhere: nothing of dZ2 reaches the hidden layer.",
        fr: "dA1 vaut 0 partout\u00a0: rien de dZ2 n’atteint la couche cachée.",
      },
      asks: {
        en: "Through which weights did a hidden neuron reach the classes?",
        fr: "Par quels poids un neurone caché a-t-il atteint les classes\u00a0?",
      },
    },
    {
      name: "dA1 by the step's weights",
      of: "dA1",
      wrong: ({ W2 }, { dZ2, dW2 }) =>
        product(dZ2, transposed(each(W2, (w, i, j) => w - 0.1 * dW2[i][j]))),
      says: {
        en: "dA1 is made of a W2 that has already taken its step.",
        fr: "dA1 est calculé avec un W2 qui a déjà fait son pas.",
      },
      asks: {
        en: "With which W2 did the forward pass reckon?",
        fr: "Avec quel W2 l’aller a-t-il calculé\u00a0?",
      },
    },
    {
      name: "dA1 transposed",
      of: "dA1",
      wrong: (_, __, right: Matrix) => transposed(right),
      says: {
        en: "The numbers of dA1 are right, but rows and columns are exchanged.",
        fr: "Les nombres de dA1 sont justes, mais lignes et colonnes sont échangées.",
      },
      asks: {
        en: "Is a row of dA1 an example or a neuron?",
        fr: "Une ligne de dA1 est-elle un exemple ou un neurone\u00a0?",
      },
    },
    {
      name: "dA1 divided",
      of: "dA1",
      wrong: ({ X }, _, right: Matrix) => scaled(right, 1 / X.length),
      says: {
        en: "dA1 is divided by m; dW1 and db1 will be, and then it is done twice.",
        fr: "dA1 est divisé par m\u00a0; dW1 et db1 le seront aussi, et ce sera fait deux fois.",
      },
      asks: {
        en: "Does a row of dA1 hold a mean over examples?",
        fr: "Une ligne de dA1 contient-elle une moyenne sur des exemples\u00a0?",
      },
    },
    {
      name: "W2 not transposed",
      of: "dA1",
      wrong: ({ W2 }, { dZ2 }) =>
        dZ2.map((row) => W2.map((_, j) => row.reduce((s, x, k) => s + x * (W2[k][j] ?? NaN), 0))),
      says: {
        en: "You take W2[k,j] for W2[j,k]: beyond the columns that is NaN.",
        fr: "Vous prenez W2[k,j] au lieu de W2[j,k]\u00a0: au-delà des colonnes, c’est NaN.",
      },
      asks: {
        en: "Which index of W2 is the hidden neuron, which the class?",
        fr: "Quel indice de W2 est le neurone caché, et lequel la classe\u00a0?",
      },
    },
    ...([
      {
        name: "mask forgotten",
        rule: (da: number) => da,
        en: "dZ1 is wrong only where Z1 is at most 0: ReLU's mask is missing.",
        fr: "dZ1 n’est faux que là où Z1 est négatif ou nul\u00a0: le masque de ReLU manque.",
      },
      {
        name: "mask of dA1",
        rule: (da: number) => Math.max(0, da),
        en: "dZ1 is never negative: the mask is made of dA1, not of Z1.",
        fr: "dZ1 n’est jamais négatif\u00a0: le masque est fait avec dA1, et non Z1.",
      },
      {
        name: "mask inverted",
        rule: (da: number, z: number) => z > 0 ? 0 : da,
        en: "The mask is the wrong way round: dZ1 and what is right add up to dA1.",
        fr: "Le masque est inversé\u00a0: dZ1 et la valeur juste s’ajoutent en dA1.",
      },
      {
        name: "times A1",
        rule: (da: number, z: number) => da * Math.max(0, z),
        en: "dA1 is multiplied by A1, not by 0 or 1.",
        fr: "dA1 est multiplié par A1, et non par 0 ou 1.",
      },
      {
        name: "mask alone",
        rule: (_: number, z: number) => Number(z > 0),
        en: "dZ1 holds only 0 and 1: it is the mask, in place of dA1.",
        fr: "dZ1 ne contient que 0 et 1\u00a0: c’est le masque, à la place de dA1.",
      },
    ].map(({ name, rule, en, fr }) => ({
      name,
      of: "dZ1" as const,
      wrong: ({ Z1 }: Inputs, { dA1 }: Results) => each(dA1, (x, i, j) => rule(x, Z1[i][j])),
      says: { en, fr },
      asks: {
        en: "Where did ReLU let the number through, and where was it flat?",
        fr: "Où ReLU a-t-elle laissé passer le nombre, et où était-elle plate\u00a0?",
      },
    }))),
    {
      name: "dW1 of dA1",
      of: "dW1",
      wrong: ({ X }, { dA1 }) => scaled(product(transposed(X), dA1), 1 / X.length),
      says: {
        en: "dZ1 is right, but dW1 is made of dA1: the mask is lost again.",
        fr: "dZ1 est juste, mais dW1 est fait avec dA1\u00a0: le masque est de nouveau perdu.",
      },
      asks: {
        en: "Between the first weights and A1 there is Z1: whose slope belongs to W1?",
        fr: "Entre les premiers poids et A1, il y a Z1\u00a0: quelle pente va à W1\u00a0?",
      },
    },
    {
      name: "db1 of dA1",
      of: "db1",
      wrong: (_, { dA1 }) => scaled(columnSums(dA1), 1 / dA1.length),
      says: {
        en: "dZ1 is right, but db1 is made of dA1: the mask is lost again.",
        fr: "dZ1 est juste, mais db1 est fait avec dA1\u00a0: le masque est de nouveau perdu.",
      },
      asks: {
        en: "Between the first biases and A1 there is Z1: whose slope belongs to b1?",
        fr: "Entre les premiers biais et A1, il y a Z1\u00a0: quelle pente va à b1\u00a0?",
      },
    },
    {
      name: "P overwritten",
      of: "P",
      wrong: (_, { dZ2 }) => dZ2,
      says: {
        en: "All gradients are right, but P is P − Y afterwards: its rows sum to 0.",
        fr:
          "Tous les gradients sont justes, mais P vaut ensuite P − Y\u00a0: ses lignes ont pour somme 0.",
      },
      asks: {
        en: "Is dZ2 a new matrix, or P under another name?",
        fr: "dZ2 est-il une nouvelle matrice, ou P sous un autre nom\u00a0?",
      },
    },
    {
      name: "not on real digits",
      of: "real",
      wrong: () => 0,
      says: {
        en:
          "On small numbers all is right; on real digits, with 64 hidden neurons and 10 classes, the checker finds a mistake.",
        fr:
          "Sur de petits nombres tout est juste\u00a0; sur de vrais chiffres, avec 64 neurones cachés et 10 classes, le vérificateur trouve une erreur.",
      },
      asks: {
        en: "Does a size stand in your code as a number, and not as the length of a matrix?",
        fr:
          "Une dimension est-elle écrite en chiffres dans votre code, et non prise à une matrice\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Follow the order of the formulas, a line each, and compare its shape with that of its matrix.",
      fr:
        "Suivez l’ordre des formules, une ligne chacune, et comparez ses dimensions à celles de sa matrice.",
    },
    {
      en:
        "dW2 and dW1 are one function with other arguments: (A1, dZ2) and (X, dZ1). So are db2 and db1.",
      fr:
        "dW2 et dW1 sont une même fonction, avec d’autres arguments\u00a0: (A1, dZ2) et (X, dZ1). De même db2 et db1.",
    },
    {
      en:
        "dA1[i][h] = Σ dZ2[i][k]·W2[h][k] over the classes k; dZ1[i][h] = Z1[i][h] > 0 ? dA1[i][h] : 0; " +
        "dW1[k][h] = Σ X[i][k]·dZ1[i][h] / m over the examples i.",
      fr:
        "dA1[i][h] = Σ dZ2[i][k]·W2[h][k] sur les classes k\u00a0; dZ1[i][h] = Z1[i][h] > 0 ? dA1[i][h] " +
        ": 0\u00a0; dW1[k][h] = Σ X[i][k]·dZ1[i][h] / m sur les exemples i.",
    },
  ],
});

/** Whether the learner's checker, or else the project's, finds the gradients of real digits right. */
function onDigits(mine: Mine, seed: number, { data, earlier, say }: Tools): boolean {
  const digits = unpackDigits(data), isOwn = "isRight" in earlier;
  const isRight = isOwn ? earlier.isRight : checker.isRight;
  const { X, labels, weights } = networkFor(digits, seed);
  const { Z1, A1, P } = forward(X, weights);
  const gradient = mine.backward(X, labels, Z1, A1, P, weights.W2);
  // A dozen weights all over the network: all 50,890 would take hours.
  const inked = X[0].flatMap((x, k) => x > 0.5 ? [k] : []);
  const places = [
    ...[3, 17, 29, 42, 58].map((j, i) => ["W1", inked[7 * i % inked.length], j] as const),
    ...[0, 31, 63].map((j) => ["b1", 0, j] as const),
    ...[[0, 9], [40, 3], [63, labels[0]]].map(([h, k]) => ["W2", h, k] as const),
    ["b2", 0, labels[1]] as const,
  ];
  const rows = (of: Weights, name: keyof Weights) => name[0] === "b" ? [of[name]] : of[name];
  const at = (of: Weights, [name, i, j]: typeof places[number]) => (rows(of, name)[i] as Vector)[j];
  const put = (values: Vector) =>
    places.forEach(([name, i, j], n) => (rows(weights, name)[i] as Vector)[j] = values[n]);
  const here = places.map((place) => at(weights, place));
  const L = (values: Vector) => {
    put(values);
    const { P } = forward(X, weights);
    put(here);
    return -P.reduce((sum, row, i) => sum + Math.log(row[labels[i]]), 0) / P.length;
  };
  const { dW1: W1, db1: b1, dW2: W2, db2: b2 } = gradient;
  let isFound = false;
  try {
    const slopes = places.map((place) => at({ W1, b1, W2, b2 }, place));
    isFound = isRight(L, [...here], slopes);
  } catch {
    // A gradient that has not the shape of its matrix.
  }
  const who = isOwn
    ? { en: "Your checker of exercise 8", fr: "Votre vérificateur de l’exercice 8" }
    : {
      en: "Exercise 8 is not solved yet, so the project's checker stands in: it",
      fr: "L’exercice 8 n’est pas encore résolu, celui du projet le remplace\u00a0: il",
    };
  say(
    isFound
      ? {
        en: `${who.en} finds ${places.length} gradients of ${
          X[0].length
        }-64-10 right, on ${X.length} digits.`,
        fr: `${who.fr} trouve justes ${places.length} gradients de ${
          X[0].length
        }-64-10, sur ${X.length} chiffres.`,
      }
      : {
        en: `${who.en} finds a mistake on ${X.length} real digits.`,
        fr: `${who.fr} trouve une erreur sur ${X.length} vrais chiffres.`,
      },
    { instead: true },
  );
  return isFound;
}

/** A network for these digits, none of whose neurons is near the kink of ReLU. */
function networkFor({ count, size, images, labels }: Digits, seed: number) {
  const X = matrixOf([count, size], (i, j) => images[i * size + j] / 255);
  const wave = (n: number) => Math.sin(12.9898 * n + seed) * 0.12;
  const weights: Weights = {
    W1: matrixOf([size, HIDDEN], (i, j) => wave(HIDDEN * i + j)),
    b1: Array.from({ length: HIDDEN }, (_, j) => wave(j + 0.5)),
    W2: matrixOf([HIDDEN, CLASSES], (i, j) => wave(CLASSES * i + j + 0.25)),
    b2: Array.from({ length: CLASSES }, (_, j) => wave(j + 0.75)),
  };
  const { Z1 } = forward(X, weights);
  weights.b1.forEach((b, j) => {
    let by = 0;
    while (Z1.some((row) => Math.abs(row[j] + by) < 1e-3)) by += 1e-3;
    weights.b1[j] = b + by;
  });
  return { X, labels: Array.from(labels), weights };
}
