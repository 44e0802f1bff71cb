/**
 * Exercise 4: the forward pass of a dense layer.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, matrixOf, product, transposed, type Vector } from "../src/practice/tensor.ts";

interface Inputs {
  X: Matrix;
  W: Matrix;
  b: Vector;
}
/** Z made element by element. */
const each = ({ X, b }: Inputs, element: (i: number, j: number) => number) =>
  matrixOf([X.length, b.length], element);

export default exercise<Inputs, { Z: Matrix }>({
  number: 4,
  name: "dense",
  title: { en: "A dense layer, forward", fr: "Une couche dense, à l’aller" },
  statement: {
    en: "dense(X, W, b) gives Z = X·W + b: a row for each example, a column for each neuron.\n" +
      "Z[i][j] = X[i][0]·W[0][j] + X[i][1]·W[1][j] + … + b[j]. Write it with loops.",
    fr:
      "dense(X, W, b) donne Z = X·W + b\u00a0: une ligne pour chaque exemple, une colonne pour chaque " +
      "neurone.\n" +
      "Z[i][j] = X[i][0]·W[0][j] + X[i][1]·W[1][j] + … + b[j]. Écrivez-la avec des boucles.",
  },
  lesson: { number: 3, step: 4, heading: "The forward pass, by hand" },
  functions: [{ name: "dense", takes: ["X", "W", "b"], gives: "Z" }],
  draw: (draw) => ({
    X: draw.matrix(draw.m, draw.d),
    W: draw.matrix(draw.d, draw.h),
    b: draw.vector(draw.h),
  }),
  results: {
    Z: {
      formula: "Z[i,j] = Σ X[i,k]·W[k,j] + b[j]",
      reference: ({ X, W, b }) => product(X, W).map((row) => row.map((z, j) => z + b[j])),
    },
  },
  mutants: [
    {
      name: "no bias",
      of: "Z",
      wrong: ({ b }, _, Z: Matrix) => Z.map((row) => row.map((z, j) => z - b[j])),
      says: {
        en: "b is missing: no bias is added to X·W.",
        fr: "Il manque b\u00a0: aucun biais n’est ajouté à X·W.",
      },
      asks: {
        en: "Every column has its own bias: where is b[j] added?",
        fr: "Chaque colonne a son biais\u00a0: où ajoute-t-on b[j]\u00a0?",
      },
    },
    {
      name: "bias in every term",
      of: "Z",
      wrong: ({ X, b }, _, Z: Matrix) =>
        Z.map((row) => row.map((z, j) => z + (X[0].length - 1) * b[j])),
      says: ({ X }) => ({
        en: `b is added ${X[0].length} times: once for each term of the sum.`,
        fr: `b est ajouté ${X[0].length} fois\u00a0: une fois par terme de la somme.`,
      }),
      asks: {
        en: "In which loop does b[j] belong?",
        fr: "Dans quelle boucle b[j] a-t-il sa place\u00a0?",
      },
    },
    {
      name: "bias subtracted",
      of: "Z",
      wrong: ({ b }, _, Z: Matrix) => Z.map((row) => row.map((z, j) => z - 2 * b[j])),
      says: {
        en: "b is subtracted from X·W, not added.",
        fr: "b est retranché de X·W, et non ajouté.",
      },
      asks: { en: "Which sign stands before b?", fr: "Quel signe précède b\u00a0?" },
    },
    {
      name: "one bias for all",
      of: "Z",
      wrong: ({ b }, _, Z: Matrix) => Z.map((row) => row.map((z, j) => z - b[j] + b[0])),
      says: {
        en: "Only the first column is right: all columns get the bias b[0].",
        fr: "Seule la première colonne est juste\u00a0: toutes reçoivent le biais b[0].",
      },
      asks: { en: "Which index should b have?", fr: "Quel indice b doit-il avoir\u00a0?" },
    },
    {
      name: "bias of the row",
      of: "Z",
      wrong: ({ b }, _, Z: Matrix) => Z.map((row, i) => row.map((z, j) => z - b[j] + b[i])),
      says: {
        en:
          "b is indexed by the example: b[i]. There are fewer neurons than examples, and beyond them is NaN.",
        fr:
          "b est indexé par l’exemple\u00a0: b[i]. Il y a moins de neurones que d’exemples, et au-delà on obtient NaN.",
      },
      asks: {
        en: "Does a bias belong to an example or to a neuron?",
        fr: "Un biais appartient-il à un exemple ou à un neurone\u00a0?",
      },
    },
    // With b first: without it, a b that is subtracted would be told as one that is missing.
    ...[1, 0].map((with_) => ({
      name: "last term only",
      of: "Z" as const,
      wrong: (inputs: Inputs) => {
        const { X, W, b } = inputs, last = W.length - 1;
        return each(inputs, (i, j) => X[i][last] * W[last][j] + with_ * b[j]);
      },
      says: {
        en: "Only the last term of the sum is left: each one replaces the one before.",
        fr: "Il ne reste que le dernier terme de la somme\u00a0: chacun remplace le précédent.",
      },
      asks: {
        en: "= or +=: how does the sum grow?",
        fr: "= ou +=\u00a0: comment la somme grandit-elle\u00a0?",
      },
    })),
    {
      name: "last input left out",
      of: "Z",
      wrong: ({ X, W }, _, Z: Matrix) =>
        Z.map((row, i) => row.map((z, j) => z - X[i].at(-1)! * W.at(-1)![j])),
      says: {
        en: "The last term of each sum is missing: X[i,4]·W[4,j].",
        fr: "Le dernier terme de chaque somme manque\u00a0: X[i,4]·W[4,j].",
      },
      asks: { en: "Where does the loop over k end?", fr: "Où s’arrête la boucle sur k\u00a0?" },
    },
    {
      name: "first input left out",
      of: "Z",
      wrong: ({ X, W }, _, Z: Matrix) =>
        Z.map((row, i) => row.map((z, j) => z - X[i][0] * W[0][j])),
      says: {
        en: "The first term of each sum is missing: X[i,0]·W[0,j].",
        fr: "Le premier terme de chaque somme manque\u00a0: X[i,0]·W[0,j].",
      },
      asks: { en: "Where does the loop over k start?", fr: "D’où part la boucle sur k\u00a0?" },
    },
    {
      name: "sum not reset in a row",
      of: "Z",
      wrong: ({ X, W, b }) =>
        product(X, W).map((row) =>
          row.map((_, j) => row.slice(0, j + 1).reduce((s, z) => s + z) + b[j])
        ),
      says: {
        en: "The first column is right; each next one holds the sums of those before it, too.",
        fr:
          "La première colonne est juste\u00a0; chacune des suivantes contient aussi les sommes des précédentes.",
      },
      asks: {
        en: "Where does the sum start again at 0?",
        fr: "Où la somme repart-elle de 0\u00a0?",
      },
    },
    {
      name: "sum and bias not reset in a row",
      of: "Z",
      wrong: (_, __, Z: Matrix) =>
        Z.map((row) => row.map((_, j) => row.slice(0, j + 1).reduce((s, z) => s + z))),
      says: {
        en: "The first column is right; each next one holds the sums of those before it, too.",
        fr:
          "La première colonne est juste\u00a0; chacune des suivantes contient aussi les sommes des précédentes.",
      },
      asks: {
        en: "Where does the sum start again at 0?",
        fr: "Où la somme repart-elle de 0\u00a0?",
      },
    },
    {
      name: "X by columns",
      of: "Z",
      wrong: (inputs) => {
        const { X, W, b } = inputs;
        return each(
          inputs,
          (i, j) => W.reduce((sum, row, k) => sum + (X[k]?.[i] ?? NaN) * row[j], b[j]),
        );
      },
      says: {
        en: "You take X[k,i] for X[i,k]: beyond the inputs that is NaN.",
        fr: "Vous prenez X[k,i] pour X[i,k]\u00a0: au-delà des entrées, c’est NaN.",
      },
      asks: {
        en: "Which index of X is the example, which the input?",
        fr: "Quel indice de X est l’exemple, lequel l’entrée\u00a0?",
      },
    },
    {
      name: "mean for sum",
      of: "Z",
      wrong: ({ X, W, b }) => product(X, W).map((row) => row.map((z, j) => z / W.length + b[j])),
      says: ({ W }) => ({
        en: `The product is divided by ${W.length}, the number of inputs.`,
        fr: `Le produit est divisé par ${W.length}, le nombre d’entrées.`,
      }),
      asks: {
        en: "Does the formula have a mean or a sum?",
        fr: "La formule contient-elle une moyenne ou une somme\u00a0?",
      },
    },
    {
      name: "sum of both",
      of: "Z",
      wrong: (inputs) => {
        const { X, W, b } = inputs;
        return each(inputs, (i, j) => W.reduce((sum, row, k) => sum + X[i][k] + row[j], b[j]));
      },
      says: {
        en: "X[i,k] and W[k,j] are added, not multiplied.",
        fr: "X[i,k] et W[k,j] sont ajoutés, et non multipliés.",
      },
      asks: {
        en: "Which operation joins an input and its weight?",
        fr: "Quelle opération relie une entrée et son poids\u00a0?",
      },
    },
    {
      name: "transposed",
      of: "Z",
      wrong: (_, __, Z: Matrix) => transposed(Z),
      says: {
        en: "The numbers are right, but rows and columns are exchanged.",
        fr: "Les nombres sont justes, mais lignes et colonnes sont échangées.",
      },
      asks: {
        en: "Is a row of Z an example or a neuron?",
        fr: "Une ligne de Z est-elle un exemple ou un neurone\u00a0?",
      },
    },
    {
      name: "ReLU too",
      of: "Z",
      wrong: (_, __, Z: Matrix) => Z.map((row) => row.map((z) => Math.max(0, z))),
      says: {
        en: "Where Z is above 0 it is right; below, you give 0: that is already ReLU.",
        fr:
          "Là où Z est positif, il est juste\u00a0; ailleurs vous donnez 0\u00a0: c’est déjà ReLU.",
      },
      asks: {
        en: "Which of the two layers is to be written here?",
        fr: "Laquelle des deux couches faut-il écrire ici\u00a0?",
      },
    },
  ],
  hints: [
    {
      en: "Three loops: over the examples i, over the neurons j, and over the inputs k of the sum.",
      fr:
        "Trois boucles\u00a0: sur les exemples i, sur les neurones j, et sur les entrées k de la somme.",
    },
    {
      en: "Start each sum with its bias: let z = b[j]; the loop over k then only adds.",
      fr:
        "Partez du biais pour chaque somme\u00a0: let z = b[j]\u00a0; la boucle sur k ne fait plus qu’ajouter.",
    },
    {
      en:
        "for k from 0 to W.length − 1: z += X[i][k] * W[k][j]. Then put z into column j of row i.",
      fr:
        "pour k de 0 à W.length − 1\u00a0: z += X[i][k] * W[k][j]. Puis rangez z dans la colonne j de la ligne i.",
    },
  ],
});
