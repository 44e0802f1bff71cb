/**
 * Exercise 6: the backward pass of a dense layer.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
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
import { dividedByFullSize, notDivided, wrongSign } from "./common_mutants.ts";

interface Inputs {
  X: Matrix;
  W: Matrix;
  dZ: Matrix;
}
interface Results {
  dW: Matrix;
  db: Vector;
  dX: Matrix;
}
const sum = (list: Vector) => list.reduce((a, b) => a + b, 0);
const means = (matrix: Matrix) => scaled(columnSums(matrix), 1 / matrix.length);
const plus = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((x, j) => x + b[i][j]));
/** The gradient of W of some of the examples. */
const some = ({ X, dZ }: Inputs, from: number, to?: number) =>
  product(transposed(X.slice(from, to)), dZ.slice(from, to));

/** Mistakes in the division by m, which dW and db share. */
const divisions = (["dW", "db"] as const).flatMap((of) => [
  notDivided(of, {
    en: "The loss of a batch is a mean. Where is that in your gradient?",
    fr: "La perte d’un lot est une moyenne. Où est-ce dans votre gradient\u00a0?",
  }),
  {
    name: `${of} divided twice`,
    of,
    wrong: ({ X }: Inputs, _: Results, right: Tensor) => scaled(right, 1 / X.length),
    says: ({ X }: Inputs) => ({
      en:
        `${of} is ${X.length} times too small, and there are ${X.length} examples: it is divided twice.`,
      fr:
        `${of} est ${X.length} fois trop petit, et il y a ${X.length} exemples\u00a0: il est divisé deux fois.`,
    }),
    asks: {
      en: "In which two lines is m?",
      fr: "Dans quelles deux lignes m apparaît-il\u00a0?",
    },
  },
  {
    name: `${of} divided by the neurons`,
    of,
    wrong: ({ X, dZ }: Inputs, _: Results, right: Tensor) => scaled(right, X.length / dZ[0].length),
    says: ({ dZ }: Inputs) => ({
      en: `${of} is divided by ${dZ[0].length}, the number of columns of dZ.`,
      fr: `${of} est divisé par ${dZ[0].length}, le nombre de colonnes de dZ.`,
    }),
    asks: {
      en: "A mean over what: the neurons or the examples?",
      fr: "Une moyenne sur quoi\u00a0: les neurones ou les exemples\u00a0?",
    },
  },
  {
    name: `${of} divided by the inputs`,
    of,
    wrong: ({ X }: Inputs, _: Results, right: Tensor) => scaled(right, X.length / X[0].length),
    says: ({ X }: Inputs) => ({
      en: `${of} is divided by ${X[0].length}, the number of inputs: of rows of W, not of X.`,
      fr: `${of} est divisé par ${
        X[0].length
      }, le nombre d’entrées\u00a0: de lignes de W, et non de X.`,
    }),
    asks: {
      en: "A mean over what: the inputs or the examples?",
      fr: "Une moyenne sur quoi\u00a0: les entrées ou les exemples\u00a0?",
    },
  },
  {
    name: `${of} divided at each example`,
    of,
    wrong: ({ X, dZ }: Inputs, _: Results, right: Tensor) =>
      X.reduce<Tensor>(
        (sum, row, i) =>
          of === "dW"
            ? scaled(plus(sum as Matrix, product(transposed([row]), [dZ[i]])), 1 / X.length)
            : scaled(plus([sum as Vector], [dZ[i]])[0], 1 / X.length),
        scaled(right, 0),
      ),
    says: {
      en: `${of} is divided at each example: what came first is divided again and again.`,
      fr:
        `${of} est divisé à chaque exemple\u00a0: ce qui vient en premier l’est encore et encore.`,
    },
    asks: {
      en: "In which loop does the division stand, and how often is it made?",
      fr:
        "Dans quelle boucle la division se trouve-t-elle, et combien de fois a-t-elle lieu\u00a0?",
    },
  },
  dividedByFullSize(of),
  wrongSign(of, {
    en: "Gradient or step: where does the minus belong?",
    fr: "Gradient ou pas\u00a0: où le moins a-t-il sa place\u00a0?",
  }),
]);

/** A loop that begins too late, or ends too early. */
const missing = [
  { range: [1], en: "first", fr: "premier" },
  { range: [0, -1], en: "last", fr: "dernier" },
].flatMap(({ range: [from, to], en, fr }) =>
  (["dW", "db"] as const).map((of) => ({
    name: `${of} without the ${en} example`,
    of,
    wrong: (inputs: Inputs) => {
      const { X, dZ } = inputs;
      const sums = of === "dW" ? some(inputs, from, to) : columnSums(dZ.slice(from, to));
      return scaled<Tensor>(sums, 1 / X.length);
    },
    says: {
      en: `The ${en} example is missing in ${of}.`,
      fr: `Il manque le ${fr} exemple dans ${of}.`,
    },
    asks: {
      en: "Where does the loop over the examples begin, and where does it end?",
      fr: "Où la boucle sur les exemples commence-t-elle, et où s’arrête-t-elle\u00a0?",
    },
  }))
);

export default exercise<Inputs, Results>({
  number: 6,
  name: "dense_backward",
  title: { en: "A dense layer, backward", fr: "Une couche dense, au retour" },
  statement: {
    en: "Z = X·W + b was the way forward. denseBackward(X, W, dZ) goes back: given dZ, a row for " +
      "each example, it returns { dW, db, dX }:\n" +
      "dW = Xᵀ·dZ / m, db = the mean of the rows of dZ, dX = dZ·Wᵀ.\n" +
      "m is the number of examples in this batch; dX is not divided by it.",
    fr:
      "Z = X·W + b était l’aller. denseBackward(X, W, dZ) fait le retour\u00a0: à partir de dZ, une " +
      "ligne pour chaque exemple, elle renvoie { dW, db, dX }\u00a0:\n" +
      "dW = Xᵀ·dZ / m, db = la moyenne des lignes de dZ, dX = dZ·Wᵀ.\n" +
      "m est le nombre d’exemples de ce lot\u00a0; dX n’est pas divisé par m.",
  },
  lesson: { number: 3, step: 11, heading: "dW2 and dA1: shapes and transposes" },
  functions: [{ name: "denseBackward", takes: ["X", "W", "dZ"], gives: ["dW", "db", "dX"] }],
  draw: (draw) => ({
    X: draw.matrix(draw.m, draw.d),
    W: draw.matrix(draw.d, draw.h),
    dZ: draw.matrix(draw.m, draw.h),
  }),
  results: {
    dW: {
      formula: "dW[k,j] = Σ X[i,k]·dZ[i,j] / m",
      reference: (inputs) => scaled(some(inputs, 0), 1 / inputs.X.length),
    },
    db: { formula: "db[j] = Σ dZ[i,j] / m", reference: ({ dZ }) => means(dZ) },
    dX: {
      formula: "dX[i,k] = Σ dZ[i,j]·W[k,j]",
      reference: ({ W, dZ }) => product(dZ, transposed(W)),
    },
  },
  mutants: [
    ...divisions,
    ...missing,
    {
      name: "W in place of X",
      of: "dW",
      wrong: ({ W, dZ }) => {
        const sums = columnSums(dZ);
        return W.map((row) => row.map((w, j) => w * sums[j] / dZ.length));
      },
      says: {
        en: "dW is W[k][j] times the mean of column j of dZ: W stands where X should.",
        fr: "dW est W[k][j] fois la moyenne de la colonne j de dZ\u00a0: W est là où il faut X.",
      },
      asks: {
        en: "If a weight grows a little, by what is Z[i][j] moved: by the weight, or by its input?",
        fr:
          "Si un poids augmente un peu, qu’est-ce qui déplace Z[i][j]\u00a0: le poids, ou son entrée\u00a0?",
      },
    },
    {
      name: "X in place of W",
      of: "dX",
      wrong: ({ X, dZ }) =>
        X.map((row, i) => {
          const sum = dZ[i].reduce((a, b) => a + b);
          return row.map((x) => x * sum);
        }),
      says: {
        en: "dX is X[i][k] times the sum of row i of dZ: X stands where W should.",
        fr: "dX est X[i][k] fois la somme de la ligne i de dZ\u00a0: X est là où il faut W.",
      },
      asks: {
        en: "Through which weights does an input reach the neurons?",
        fr: "Par quels poids une entrée atteint-elle les neurones\u00a0?",
      },
    },
    {
      name: "dW transposed",
      of: "dW",
      wrong: (_, __, right: Matrix) => transposed(right),
      says: {
        en: "The numbers of dW are right, but it is dZᵀ·X: rows and columns are exchanged.",
        fr:
          "Les nombres de dW sont justes, mais c’est dZᵀ·X\u00a0: lignes et colonnes sont échangées.",
      },
      asks: {
        en: "Which shape has W, and so dW?",
        fr: "Quelles sont les dimensions de W, et donc de dW\u00a0?",
      },
    },
    {
      name: "dW reshaped",
      of: "dW",
      wrong: (_, __, right: Matrix) => {
        const list = transposed(right).flat(), columns = right[0].length;
        return matrixOf([right.length, columns], (i, j) => list[i * columns + j]);
      },
      says: {
        en:
          "The shape of dW is right, but its numbers are those of dZᵀ·X, put into new rows: reshaped, not transposed.",
        fr:
          "Les dimensions de dW sont justes, mais ses nombres sont ceux de dZᵀ·X, remis en lignes\u00a0: redimensionnés, et non transposés.",
      },
      asks: {
        en: "Which input and which neuron does dW[0][1] belong to?",
        fr: "À quelle entrée et à quel neurone dW[0][1] appartient-il\u00a0?",
      },
    },
    {
      name: "dW of the last example",
      of: "dW",
      wrong: (inputs) => scaled(some(inputs, -1), 1 / inputs.X.length),
      says: {
        en: "Only the last example is in dW: each replaces the one before.",
        fr: "Seul le dernier exemple est dans dW\u00a0: chacun remplace le précédent.",
      },
      asks: {
        en: "= or +=: how does the sum over the examples grow?",
        fr: "= ou +=\u00a0: comment la somme sur les exemples grandit-elle\u00a0?",
      },
    },
    {
      name: "dW of the first example",
      of: "dW",
      wrong: (inputs) => scaled(some(inputs, 0, 1), 1 / inputs.X.length),
      says: {
        en: "Only the first example is in dW.",
        fr: "Seul le premier exemple est dans dW.",
      },
      asks: {
        en: "Where does the loop over the examples end?",
        fr: "Où s’arrête la boucle sur les exemples\u00a0?",
      },
    },
    {
      name: "dW of mean inputs",
      of: "dW",
      wrong: ({ X, dZ }) => {
        const x = means(X), dz = means(dZ);
        return matrixOf([x.length, dz.length], (k, j) => x[k] * dz[j]);
      },
      says: {
        en: "dW is the product of two means: the mean input and the mean dZ.",
        fr: "dW est le produit de deux moyennes\u00a0: celle des entrées et celle des dZ.",
      },
      asks: {
        en: "Is the mean of products the product of means?",
        fr: "La moyenne des produits est-elle le produit des moyennes\u00a0?",
      },
    },
    {
      name: "dW without X",
      of: "dW",
      wrong: ({ X, dZ }) => X[0].map(() => means(dZ)),
      says: {
        en: "All rows of dW are the same: X is missing in it.",
        fr: "Toutes les lignes de dW sont les mêmes\u00a0: il y manque X.",
      },
      asks: {
        en: "If an input is 0, what does its weight change?",
        fr: "Si une entrée vaut 0, que change son poids\u00a0?",
      },
    },
    ...[false, true].map((isDivided) => ({
      name: "db not summed",
      of: "db" as const,
      wrong: ({ dZ }: Inputs) => isDivided ? scaled(dZ, 1 / dZ.length) : dZ,
      says: {
        en: "db has a row for each example: the sum over them is missing.",
        fr: "db a une ligne par exemple\u00a0: il manque la somme sur les exemples.",
      },
      asks: {
        en: "How many biases has the layer?",
        fr: "Combien la couche a-t-elle de biais\u00a0?",
      },
    })),
    ...[0, -1].flatMap((at) =>
      [false, true].map((isDivided) => ({
        name: at === 0 ? "db of the first example" : "db of the last example",
        of: "db" as const,
        wrong: ({ dZ }: Inputs) => scaled(dZ.at(at)!, isDivided ? 1 / dZ.length : 1),
        says: {
          en: `db is made of one row of dZ, the ${at === 0 ? "first" : "last"}.`,
          fr: `db est fait d’une seule ligne de dZ, la ${at === 0 ? "première" : "dernière"}.`,
        },
        asks: {
          en: "= or +=, and over which rows?",
          fr: "= ou +=, et sur quelles lignes\u00a0?",
        },
      }))
    ),
    ...[
      () => 1,
      (row: Vector) => 1 / row.length,
      (_: Vector, m: number) => 1 / m,
    ].map((factor) => ({
      name: "db over the wrong axis",
      of: "db" as const,
      wrong: ({ dZ }: Inputs) => dZ.map((row) => sum(row) * factor(row, dZ.length)),
      says: ({ dZ }: Inputs) => ({
        en: `db has ${dZ.length} numbers, one for each example: you sum along the rows.`,
        fr: `db a ${dZ.length} nombres, un par exemple\u00a0: vous sommez le long des lignes.`,
      }),
      asks: {
        en: "A bias belongs to a neuron: which numbers of dZ are that neuron's?",
        fr: "Un biais appartient à un neurone\u00a0: quels nombres de dZ sont les siens\u00a0?",
      },
    })),
    ...[
      () => 1,
      (dZ: Matrix) => 1 / dZ.length,
      (dZ: Matrix) => 1 / dZ.length / dZ[0].length,
    ].map((factor) => ({
      name: "db a scalar",
      of: "db" as const,
      wrong: ({ dZ }: Inputs) => sum(dZ.flat()) * factor(dZ),
      says: {
        en: "db is one number: everything was summed into one.",
        fr: "db est un seul nombre\u00a0: tout a été sommé en un.",
      },
      asks: {
        en: "How many biases has the layer?",
        fr: "Combien la couche a-t-elle de biais\u00a0?",
      },
    })),
    {
      name: "dX divided",
      of: "dX",
      wrong: ({ X }, _, right: Matrix) => scaled(right, 1 / X.length),
      says: ({ X }) => ({
        en:
          `dX is ${X.length} times too small, and there are ${X.length} examples: 1/m belongs in dW and db only.`,
        fr:
          `dX est ${X.length} fois trop petit, et il y a ${X.length} exemples\u00a0: 1/m n’a sa place que dans dW et db.`,
      }),
      asks: {
        en: "Does a row of dX hold a mean over examples?",
        fr: "Une ligne de dX contient-elle une moyenne sur les exemples\u00a0?",
      },
    },
    wrongSign("dX", { en: "Where does a minus come from?", fr: "D’où vient un moins\u00a0?" }),
    {
      name: "dX transposed",
      of: "dX",
      wrong: (_, __, right: Matrix) => transposed(right),
      says: {
        en: "The numbers of dX are right, but it is W·dZᵀ: rows and columns are exchanged.",
        fr:
          "Les nombres de dX sont justes, mais c’est W·dZᵀ\u00a0: lignes et colonnes sont échangées.",
      },
      asks: {
        en: "Is a row of dX an example or an input?",
        fr: "Une ligne de dX est-elle un exemple ou une entrée\u00a0?",
      },
    },
    {
      name: "dX without W",
      of: "dX",
      wrong: ({ dZ }) => dZ,
      says: {
        en: "dX is dZ: W is missing in it.",
        fr: "dX est dZ\u00a0: il y manque W.",
      },
      asks: {
        en: "Through which weights does an input reach the neurons?",
        fr: "Par quels poids une entrée atteint-elle les neurones\u00a0?",
      },
    },
    {
      name: "W not transposed",
      of: "dX",
      wrong: ({ W, dZ }) => product(dZ, W),
      says: {
        en: "dX has a column for each neuron: this is dZ·W, without the transpose.",
        fr: "dX a une colonne par neurone\u00a0: c’est dZ·W, sans la transposée.",
      },
      asks: {
        en: "Which index of W is summed over: input or neuron?",
        fr: "Sur quel indice de W somme-t-on\u00a0: l’entrée ou le neurone\u00a0?",
      },
    },
    {
      name: "W not transposed, right shape",
      of: "dX",
      wrong: ({ W, dZ }) =>
        matrixOf(
          [dZ.length, W.length],
          (i, k) => dZ[i].reduce((total, dz, j) => total + dz * W[j][k], 0),
        ),
      says: {
        en: "You take W[j,k] for W[k,j]: beyond the neurons that is NaN.",
        fr: "Vous prenez W[j,k] pour W[k,j]\u00a0: au-delà des neurones, c’est NaN.",
      },
      asks: {
        en: "Which index of W is the input, which the neuron?",
        fr: "Quel indice de W est l’entrée, lequel le neurone\u00a0?",
      },
    },
    {
      name: "W reshaped",
      of: "dX",
      wrong: ({ W, dZ }) => {
        const list = W.flat(), [rows, columns] = [W[0].length, W.length];
        return product(dZ, matrixOf([rows, columns], (j, k) => list[j * columns + k]));
      },
      says: {
        en: "The shape of dX is right, but W was put into new rows: reshaped, not transposed.",
        fr:
          "Les dimensions de dX sont justes, mais W a été remis en lignes\u00a0: redimensionné, et non transposé.",
      },
      asks: {
        en: "Where should W[0][1] stand in Wᵀ?",
        fr: "Où W[0][1] doit-il se trouver dans Wᵀ\u00a0?",
      },
    },
    {
      name: "dX of the last neuron",
      of: "dX",
      wrong: ({ W, dZ }) => matrixOf([dZ.length, W.length], (i, k) => dZ[i].at(-1)! * W[k].at(-1)!),
      says: {
        en: "Only the last neuron is in dX: each replaces the one before.",
        fr: "Seul le dernier neurone est dans dX\u00a0: chacun remplace le précédent.",
      },
      asks: {
        en: "= or +=: how does the sum over the neurons grow?",
        fr: "= ou +=\u00a0: comment la somme sur les neurones grandit-elle\u00a0?",
      },
    },
    {
      name: "dX times X",
      of: "dX",
      wrong: ({ X }, _, right: Matrix) => right.map((row, i) => row.map((x, k) => x * X[i][k])),
      says: {
        en: "Each number of dX is multiplied by its input.",
        fr: "Chaque nombre de dX est multiplié par son entrée.",
      },
      asks: {
        en: "Which of the three formulas has X in it?",
        fr: "Laquelle des trois formules contient X\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Shapes first: dW has that of W, db that of b, dX that of X. For each, only one sum over one index gives it.",
      fr:
        "D’abord les dimensions\u00a0: celles de W pour dW, de b pour db, de X pour dX. Pour chacun, une seule somme sur un seul indice convient.",
    },
    {
      en:
        "dW and db sum over the examples i, and are divided by m = X.length. dX sums over the neurons j.",
      fr:
        "dW et db somment sur les exemples i, et sont divisés par m = X.length. dX somme sur les neurones j.",
    },
    {
      en:
        "In three loops over i, j, k: dW[k][j] += X[i][k] * dZ[i][j] / m; dX[i][k] += dZ[i][j] * W[k][j]. And in those over i and j: db[j] += dZ[i][j] / m.",
      fr:
        "Dans trois boucles sur i, j, k\u00a0: dW[k][j] += X[i][k] * dZ[i][j] / m\u00a0; dX[i][k] += dZ[i][j] * W[k][j]. Et dans celles sur i et j\u00a0: db[j] += dZ[i][j] / m.",
    },
  ],
});
