/**
 * Exercise 5: the gradient of softmax and cross-entropy together.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import { type Matrix, matrixOf, scaled, type Vector } from "../src/practice/tensor.ts";

interface Inputs {
  Z: Matrix;
  P: Matrix;
  labels: Vector;
}
const most = (row: Vector) => row.indexOf(Math.max(...row));
const Y = ({ P, labels }: Inputs) => P.map((row, i) => row.map((_, j) => j === labels[i] ? 1 : 0));
/** A matrix of the shape of P, by its elements p and y. */
const each = (inputs: Inputs, element: (p: number, y: number, i: number, j: number) => number) => {
  const { P } = inputs, y = Y(inputs);
  return matrixOf([P.length, P[0].length], (i, j) => element(P[i][j], y[i][j], i, j));
};

export default exercise<Inputs, { dZ: Matrix }>({
  number: 5,
  name: "logits",
  title: { en: "dZ: the slope of each score", fr: "dZ\u00a0: la pente de chaque score" },
  statement: {
    en:
      "Softmax makes P of Z, cross-entropy makes a loss of P: softmaxGradient(Z, P, labels) gives " +
      "the slope of each example's own loss by each of its scores:\n" +
      "dZ = P − Y. Y has a 1 in the column of the label, and 0 elsewhere.\n" +
      "It is not divided by the number of examples: dW will be. (You need not use Z.)",
    fr:
      "Softmax tire P de Z, l’entropie croisée tire de P une perte\u00a0: softmaxGradient(Z, P, labels) " +
      "donne la pente de la perte de chaque exemple par rapport à chacun de ses scores\u00a0:\n" +
      "dZ = P − Y. Y a un 1 dans la colonne de l’étiquette, et 0 ailleurs.\n" +
      "Pas de division par le nombre d’exemples\u00a0: elle viendra avec dW. (Z n’est pas nécessaire.)",
  },
  lesson: { number: 2, step: 6, heading: "P − Y, line by line" },
  functions: [{ name: "softmaxGradient", takes: ["Z", "P", "labels"], gives: "dZ" }],
  draw(draw) {
    const Z = draw.matrix(draw.m, draw.k);
    const P = Z.map((row) => {
      const e = row.map(Math.exp), sum = e.reduce((a, b) => a + b);
      return e.map((x) => x / sum);
    });
    return { Z, P, labels: draw.labels(draw.m, draw.k) };
  },
  results: {
    dZ: { formula: "dZ = P − Y", reference: (inputs) => each(inputs, (p, y) => p - y) },
  },
  mutants: [
    {
      name: "sign",
      of: "dZ",
      wrong: (_, __, right: Matrix) => scaled(right, -1),
      says: {
        en: "Every number is right but its sign: this is Y − P.",
        fr: "Chaque nombre est juste, au signe près\u00a0: c’est Y − P.",
      },
      asks: {
        en: "If the score of a wrong class grows, does the loss grow or fall?",
        fr:
          "Si le score d’une mauvaise classe augmente, la perte augmente-t-elle ou diminue-t-elle\u00a0?",
      },
    },
    {
      name: "label not subtracted",
      of: "dZ",
      wrong: ({ P }) => P,
      says: {
        en: "Your rows sum to 1, not to 0: this is P, nothing is subtracted from it.",
        fr: "La somme de vos lignes vaut 1, et non 0\u00a0: c’est P, dont rien n’est soustrait.",
      },
      asks: {
        en: "In which column of each row does Y have its 1?",
        fr: "Dans quelle colonne de chaque ligne Y a-t-il son 1\u00a0?",
      },
    },
    {
      name: "ones of earlier rows kept",
      of: "dZ",
      wrong: ({ P, labels }) =>
        P.map((row, i) => row.map((p, j) => p - Number(labels.slice(0, i + 1).includes(j)))),
      says: {
        en:
          "Row 0 is right; in the others, 1 is subtracted at the labels of the rows before them too.",
        fr:
          "La ligne 0 est juste\u00a0; dans les autres, 1 est aussi soustrait aux étiquettes des lignes précédentes.",
      },
      asks: {
        en: "When is a row of Y set back to zeros?",
        fr: "Quand une ligne de Y est-elle remise à zéro\u00a0?",
      },
    },
    {
      name: "1 subtracted everywhere",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p) => p - 1),
      says: ({ P }) => ({
        en: `Your rows sum to ${1 - P[0].length}, not to 0: 1 is subtracted from every class.`,
        fr: `La somme de vos lignes vaut ${
          1 - P[0].length
        }, et non 0\u00a0: 1 est soustrait à chaque classe.`,
      }),
      asks: {
        en: "How many ones are there in a row of Y?",
        fr: "Combien y a-t-il de 1 dans une ligne de Y\u00a0?",
      },
    },
    {
      name: "1 subtracted from the others",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, y) => p - (1 - y)),
      says: {
        en: "1 is subtracted in every column but that of the label.",
        fr: "1 est soustrait dans toutes les colonnes, sauf dans celle de l’étiquette.",
      },
      asks: {
        en: "In which column of a row does Y have its 1?",
        fr: "Dans quelle colonne d’une ligne Y a-t-il son 1\u00a0?",
      },
    },
    ...[-1, 1].map((step) => ({
      name: step < 0 ? "one column before" : "one column after",
      of: "dZ" as const,
      wrong: (inputs: Inputs) =>
        each(
          inputs,
          (p, _, i, j) =>
            p - Number(j === (inputs.labels[i] + step + inputs.P[0].length) % inputs.P[0].length),
        ),
      says: {
        en: "Your rows sum to 0, but the negative number stands beside the label's column.",
        fr:
          "La somme de vos lignes vaut 0, mais le nombre négatif est à côté de la colonne de l’étiquette.",
      },
      asks: {
        en: "From which number are classes counted?",
        fr: "À partir de quel nombre compte-t-on les classes\u00a0?",
      },
    })),
    {
      name: "label of the row's number",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, i, j) => p - Number(i === j)),
      says: {
        en: "1 is subtracted on the diagonal: in column i of row i.",
        fr: "1 est soustrait sur la diagonale\u00a0: à la colonne i de la ligne i.",
      },
      asks: {
        en: "Where is the class of example i?",
        fr: "Où se trouve la classe de l’exemple i\u00a0?",
      },
    },
    {
      name: "first label for all",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, __, j) => p - Number(j === inputs.labels[0])),
      says: {
        en: "1 is subtracted in the same column of every row: the label of the first example.",
        fr:
          "1 est soustrait dans la même colonne de chaque ligne\u00a0: l’étiquette du premier exemple.",
      },
      asks: {
        en: "Which index should labels have?",
        fr: "Quel indice labels doit-il avoir\u00a0?",
      },
    },
    {
      name: "row compared with the label",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, i) => p - Number(i === inputs.labels[i])),
      says: {
        en:
          "1 is subtracted from whole rows: those of the examples whose number is that of their class.",
        fr:
          "1 est soustrait de lignes entières\u00a0: celles des exemples dont le numéro est celui de leur classe.",
      },
      asks: {
        en: "Which index of Y[i][j] is the example, and which one is to be the label?",
        fr: "Quel indice de Y[i][j] est l’exemple, et lequel doit être l’étiquette\u00a0?",
      },
    },
    {
      name: "predicted class for the label",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, i, j) => p - Number(j === most(inputs.P[i]))),
      says: {
        en: "1 is subtracted from the largest probability of each row, whatever its label.",
        fr:
          "1 est soustrait de la plus grande probabilité de chaque ligne, quelle que soit l’étiquette.",
      },
      asks: {
        en: "Where do the labels come in?",
        fr: "Où les étiquettes interviennent-elles\u00a0?",
      },
    },
    {
      name: "one row of Y for all",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, __, j) => p - Number(inputs.labels.includes(j))),
      says: {
        en: "1 is subtracted from each row in the columns of all labels, not only of its own.",
        fr:
          "1 est soustrait de chaque ligne dans les colonnes de toutes les étiquettes, et non de la sienne seulement.",
      },
      asks: {
        en: "Is each row of Y a list of its own? fill() puts one and the same in every place.",
        fr:
          "Chaque ligne de Y est-elle une liste à part\u00a0? fill() met une seule et même liste partout.",
      },
    },
    {
      name: "label itself subtracted",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, _, i) => p - inputs.labels[i]),
      says: {
        en: "The number of the class is subtracted from the whole row.",
        fr: "Le numéro de la classe est soustrait à toute la ligne.",
      },
      asks: {
        en: "A label says where to subtract. How much is subtracted there?",
        fr: "L’étiquette dit où soustraire. Combien soustrait-on à cet endroit\u00a0?",
      },
    },
    {
      name: "logits in place of P",
      of: "dZ",
      wrong: (inputs) => each(inputs, (_, y, i, j) => inputs.Z[i][j] - y),
      says: {
        en: "Your rows do not sum to 0: this is Z − Y, the scores in place of their probabilities.",
        fr:
          "La somme de vos lignes n’est pas 0\u00a0: c’est Z − Y, les scores à la place de leurs probabilités.",
      },
      asks: {
        en: "Which of the two arguments has rows that sum to 1?",
        fr: "Lequel des deux arguments a des lignes de somme 1\u00a0?",
      },
    },
    {
      name: "only the label's column",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, y) => y === 1 ? p - 1 : 0),
      says: {
        en:
          "The label's column is right, all others are 0: a score also changes the probabilities of the other classes.",
        fr:
          "La colonne de l’étiquette est juste, toutes les autres valent 0\u00a0: un score change aussi les probabilités des autres classes.",
      },
      asks: {
        en: "If the score of a wrong class grows, what becomes of the right one's probability?",
        fr:
          "Si le score d’une mauvaise classe augmente, que devient la probabilité de la bonne\u00a0?",
      },
    },
    {
      name: "only the other columns",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, y) => y === 1 ? 0 : p),
      says: {
        en: "All columns but the label's are right; there you have 0.",
        fr: "Toutes les colonnes sont justes sauf celle de l’étiquette, où vous avez 0.",
      },
      asks: {
        en: "What is P − 1 there?",
        fr: "Que vaut P − 1 à cet endroit\u00a0?",
      },
    },
    {
      name: "gradient by P",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, y) => y === 0 ? 0 : -1 / p),
      says: {
        en: "−1/P is the slope by P, not by Z: softmax is still to be passed.",
        fr: "−1/P est la pente par rapport à P, et non à Z\u00a0: il reste à traverser softmax.",
      },
      asks: {
        en: "Which shorter formula do both steps together have?",
        fr: "Quelle formule plus courte les deux étapes ont-elles ensemble\u00a0?",
      },
    },
    {
      name: "P(1 − P) too",
      of: "dZ",
      wrong: (inputs, _, right: Matrix) => each(inputs, (p, __, i, j) => right[i][j] * p * (1 - p)),
      says: {
        en:
          "Each number is multiplied by P(1 − P), at most ¼: the slope of softmax is in P − Y already.",
        fr:
          "Chaque nombre est multiplié par P(1 − P), ¼ au plus\u00a0: la pente de softmax est déjà dans P − Y.",
      },
      asks: {
        en: "Which steps has P − Y already gone back through?",
        fr: "Quelles étapes P − Y a-t-il déjà remontées\u00a0?",
      },
    },
    ...[1, 2].map((factor) => ({
      name: "squared error",
      of: "dZ" as const,
      wrong: (inputs: Inputs) => {
        const { P } = inputs, y = Y(inputs);
        return each(inputs, (p, yij, i) => {
          const mean = P[i].reduce((sum, q, j) => sum + (q - y[i][j]) * q, 0);
          return factor * p * (p - yij - mean);
        });
      },
      says: {
        en:
          "Your rows sum to 0, but this is the slope of the squared error (P − Y)², through softmax.",
        fr:
          "La somme de vos lignes vaut 0, mais c’est la pente de l’erreur quadratique (P − Y)², à travers softmax.",
      },
      asks: {
        en: "Which loss is meant here?",
        fr: "De quelle perte s’agit-il ici\u00a0?",
      },
    })),
    {
      name: "twice",
      of: "dZ",
      wrong: (_, __, right: Matrix) => scaled(right, 2),
      says: {
        en: "Everything is twice too large: 2(P − Y) belongs to the squared error.",
        fr: "Tout est deux fois trop grand\u00a0: 2(P − Y) est pour l’erreur quadratique.",
      },
      asks: {
        en: "Where does the 2 come from?",
        fr: "D’où vient le 2\u00a0?",
      },
    },
    {
      name: "largest class in place of P",
      of: "dZ",
      wrong: (inputs) => each(inputs, (_, y, i, j) => Number(j === most(inputs.P[i])) - y),
      says: {
        en: "There are only −1, 0 and 1: the largest class stands in place of the probabilities.",
        fr: "Il n’y a que −1, 0 et 1\u00a0: la plus grande classe remplace les probabilités.",
      },
      asks: {
        en: "How sure was the network, and where is that in your numbers?",
        fr: "À quel point le réseau était-il sûr, et où le voit-on dans vos nombres\u00a0?",
      },
    },
    {
      name: "divided by the batch",
      of: "dZ",
      wrong: ({ P }, _, right: Matrix) => scaled(right, 1 / P.length),
      says: ({ P }) => ({
        en:
          `Everything is ${P.length} times too small, and there are ${P.length} examples: 1/m comes later, in dW and db.`,
        fr:
          `Tout est ${P.length} fois trop petit, et il y a ${P.length} exemples\u00a0: 1/m vient plus tard, dans dW et db.`,
      }),
      asks: {
        en: "Whose loss is meant: the example's own, or the mean?",
        fr: "De quelle perte parle-t-on\u00a0: de celle de l’exemple, ou de la moyenne\u00a0?",
      },
    },
    {
      name: "divided by the classes",
      of: "dZ",
      wrong: ({ P }, _, right: Matrix) => scaled(right, 1 / P[0].length),
      says: ({ P }) => ({
        en: `Everything is ${P[0].length} times too small, and there are ${P[0].length} classes.`,
        fr: `Tout est ${P[0].length} fois trop petit, et il y a ${P[0].length} classes.`,
      }),
      asks: {
        en: "Is there a mean over classes in the formula?",
        fr: "Y a-t-il une moyenne sur les classes dans la formule\u00a0?",
      },
    },
    {
      name: "absolute values",
      of: "dZ",
      wrong: (_, __, right: Matrix) => right.map((row) => row.map(Math.abs)),
      says: {
        en: "The label's column has the wrong sign: P − 1 is negative.",
        fr: "La colonne de l’étiquette a le mauvais signe\u00a0: P − 1 est négatif.",
      },
      asks: {
        en: "In which direction must the score of the right class go?",
        fr: "Dans quel sens le score de la bonne classe doit-il aller\u00a0?",
      },
    },
    {
      name: "added",
      of: "dZ",
      wrong: (inputs) => each(inputs, (p, y) => p + y),
      says: {
        en: "Your rows sum to 2: 1 is added in the label's column.",
        fr: "La somme de vos lignes vaut 2\u00a0: 1 est ajouté dans la colonne de l’étiquette.",
      },
      asks: { en: "Plus or minus?", fr: "Plus ou moins\u00a0?" },
    },
    {
      name: "Y alone",
      of: "dZ",
      wrong: (inputs) => Y(inputs),
      says: { en: "This is Y; P is missing.", fr: "C’est Y\u00a0; il manque P." },
      asks: { en: "What is Y subtracted from?", fr: "De quoi Y est-il soustrait\u00a0?" },
    },
  ],
  hints: [
    {
      en: "Most of dZ is P as it is. Only one number of each row is something else.",
      fr: "Presque tout dZ est P tel quel. Un seul nombre de chaque ligne est différent.",
    },
    {
      en: "In row i, column labels[i], it is P − 1. Make new rows: P belongs to whoever calls you.",
      fr:
        "Ligne i, colonne labels[i], c’est P − 1. Faites de nouvelles lignes\u00a0: P appartient à l’appelant.",
    },
    {
      en: "P.map((row, i) => row.map((p, j) => j === labels[i] ? p − 1 : p))",
      fr: "P.map((row, i) => row.map((p, j) => j === labels[i] ? p − 1 : p))",
    },
  ],
});
