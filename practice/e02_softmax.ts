/**
 * Exercise 2: softmax of rows.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import {
  columnSums,
  type Matrix,
  matrixOf,
  transposed,
  type Vector,
} from "../src/practice/tensor.ts";

const sum = (row: Vector) => row.reduce((a, b) => a + b, 0);
const exps = (Z: Matrix, shift: (row: Vector) => number) =>
  Z.map((row) => row.map((z) => Math.exp(z - shift(row))));
const most = (row: Vector) => Math.max(...row);
const overSum = (E: Matrix) => E.map((row) => row.map((e) => e / sum(row)));
const overColumns = (E: Matrix) => E.map((row) => row.map((e, j) => e / columnSums(E)[j]));

/** Mistakes in the sum, by somebody who takes the maximum of each row, and by somebody who takes none. */
const shifts = [
  { shift: most, name: "", en: "", fr: "" },
  {
    shift: () => 0,
    name: ", no maximum",
    en: " And no maximum is subtracted: a score of 1000 will give NaN.",
    fr: " Et aucun maximum n’est retranché\u00a0: un score de 1000 donnera NaN.",
  },
];

export default exercise<{ Z: Matrix }, { P: Matrix }>({
  number: 2,
  name: "softmax",
  title: { en: "Softmax", fr: "Softmax" },
  statement: {
    en: "softmax(Z) turns each row of scores into probabilities:\n" +
      "P[i][j] = e^Z[i][j] / (the sum of e^Z[i][k] over all k of the row).\n" +
      "It must hold for any scores, 1000 and −1000 too: Math.exp(1000) is Infinity.",
    fr: "softmax(Z) transforme chaque ligne de scores en probabilités\u00a0:\n" +
      "P[i][j] = e^Z[i][j] / (la somme des e^Z[i][k] pour tous les k de la ligne).\n" +
      "Elle doit convenir à tous les scores, même 1000 et −1000\u00a0: Math.exp(1000) vaut Infinity.",
  },
  lesson: { number: 2, step: 4, heading: "When exp overflows" },
  functions: [{ name: "softmax", takes: ["Z"], gives: "P" }],
  draw(draw) {
    const Z = draw.matrix(draw.m, draw.k);
    if (draw.trial === 1) {
      // Each of its rows is right by itself, however far the others are.
      Z[1] = Z[1].map((z) => z + 1000);
      Z[3] = Z[3].map((z) => z - 1000);
    }
    return { Z };
  },
  results: {
    P: {
      formula: "P[i,j] = e^Z[i,j] / Σ e^Z[i,k]",
      reference: ({ Z }) => overSum(exps(Z, most)),
    },
  },
  mutants: [
    {
      name: "no maximum",
      of: "P",
      wrong: ({ Z }) => overSum(exps(Z, () => 0)),
      says: {
        en:
          "Ordinary scores are right; a score of about 1000 gives NaN, one of −1000 too: ∞/∞ and 0/0.",
        fr:
          "Pour des scores ordinaires, tout est juste\u00a0; un score d’environ 1000 donne NaN, de même que −1000\u00a0: ∞/∞ et 0/0.",
      },
      asks: {
        en:
          "If you take the same number from all scores of a row, what becomes of its probabilities? Which number keeps every exponent at 0 or below?",
        fr:
          "Si l’on retranche le même nombre à tous les scores d’une ligne, que deviennent ses probabilités\u00a0? Quel nombre rend tous les exposants négatifs ou nuls\u00a0?",
      },
    },
    {
      name: "maximum of the matrix",
      of: "P",
      wrong: ({ Z }) => overSum(exps(Z, () => most(Z.flat()))),
      says: {
        en:
          "Rows far below the largest score of the whole matrix give 0/0: you take the same maximum from all rows.",
        fr:
          "Les lignes loin au-dessous du plus grand score de toute la matrice donnent 0/0\u00a0: vous retranchez le même maximum à toutes les lignes.",
      },
      asks: {
        en: "Whose maximum would suit each row?",
        fr: "Quel maximum conviendrait à chaque ligne\u00a0?",
      },
    },
    {
      name: "maximum begins at 0",
      of: "P",
      wrong: ({ Z }) => overSum(exps(Z, (row) => Math.max(0, most(row)))),
      says: {
        en:
          "Only the row whose scores are all near −1000 is wrong: 0/0. Your maximum seems to begin at 0.",
        fr:
          "Seule la ligne dont tous les scores avoisinent −1000 est fausse\u00a0: 0/0. Votre maximum semble partir de 0.",
      },
      asks: {
        en: "What is the maximum of a row of negative numbers, and does your loop find it?",
        fr:
          "Quel est le maximum d’une ligne de nombres négatifs, et votre boucle le trouve-t-elle\u00a0?",
      },
    },
    ...[
      ...shifts.map((one) => ({ ...one, of: (Z: Matrix) => overColumns(exps(Z, one.shift)) })),
      {
        ...shifts[0],
        name: ", maximum of columns",
        of: (Z: Matrix) => transposed(overSum(exps(transposed(Z), most))),
      },
    ].map((one) => ({
      name: `over the batch${one.name}`,
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) => one.of(Z),
      says: {
        en:
          `Your columns sum to 1, your rows do not: you divide by the sum over the batch.${one.en}`,
        fr:
          `Vos colonnes ont pour somme 1, vos lignes non\u00a0: vous divisez par la somme sur le lot.${one.fr}`,
      },
      asks: {
        en: "Each row is one example. Which numbers compete in it?",
        fr: "Chaque ligne est un exemple. Quels nombres y sont en concurrence\u00a0?",
      },
    })),
    ...shifts.map(({ shift, name, en, fr }) => ({
      name: `over the matrix${name}`,
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) => {
        const E = exps(Z, shift);
        return E.map((row) => row.map((e) => e / sum(E.flat())));
      },
      says: {
        en: `All your numbers together sum to 1: you divide by the sum of the whole matrix.${en}`,
        fr:
          `La somme de tous vos nombres vaut 1\u00a0: vous divisez par la somme de toute la matrice.${fr}`,
      },
      asks: {
        en: "Where does the sum start again at 0?",
        fr: "Où la somme repart-elle de 0\u00a0?",
      },
    })),
    ...shifts.map(({ shift, name, en, fr }) => ({
      name: `sum not reset${name}`,
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) => {
        const E = exps(Z, shift);
        return E.map((row, i) => row.map((e) => e / sum(E.slice(0, i + 1).flat())));
      },
      says: {
        en:
          `The first row is right; each next one is divided by a sum that also holds the rows before it.${en}`,
        fr:
          `La première ligne est juste\u00a0; chacune des suivantes est divisée par une somme qui contient aussi les précédentes.${fr}`,
      },
      asks: {
        en: "Where does the sum start again at 0?",
        fr: "Où la somme repart-elle de 0\u00a0?",
      },
    })),
    ...shifts.map(({ shift, name, en, fr }) => ({
      name: `not normalised${name}`,
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) => exps(Z, shift),
      says: {
        en: `The exponentials are there, but your rows do not sum to 1.${en}`,
        fr: `Les exponentielles y sont, mais la somme de vos lignes n’est pas 1.${fr}`,
      },
      asks: {
        en: "What are the exponentials of a row to be divided by?",
        fr: "Par quoi faut-il diviser les exponentielles d’une ligne\u00a0?",
      },
    })),
    ...shifts.map(({ shift, name, en, fr }) => ({
      name: `sum of the row so far${name}`,
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) =>
        exps(Z, shift).map((row) => row.map((e, j) => e / sum(row.slice(0, j + 1)))),
      says: {
        en: `The first number of each row is 1: you divide by a sum that is not complete yet.${en}`,
        fr:
          `Le premier nombre de chaque ligne vaut 1\u00a0: vous divisez par une somme encore incomplète.${fr}`,
      },
      asks: {
        en: "When is the sum of a row known?",
        fr: "À quel moment la somme d’une ligne est-elle connue\u00a0?",
      },
    })),
    ...[true, false].map((isAbove) => ({
      name: isAbove ? "maximum above the bar only" : "maximum below the bar only",
      of: "P" as const,
      wrong: ({ Z }: { Z: Matrix }) => {
        const [shifted, plain] = [exps(Z, most), exps(Z, () => 0)];
        const [above, below] = isAbove ? [shifted, plain] : [plain, shifted];
        return above.map((row, i) => row.map((e) => e / sum(below[i])));
      },
      says: isAbove
        ? {
          en: "The maximum is subtracted above the fraction bar, but not in the sum below it.",
          fr:
            "Le maximum est retranché au-dessus de la barre de fraction, mais pas dans la somme au-dessous.",
        }
        : {
          en: "The maximum is subtracted in the sum below the fraction bar, but not above it.",
          fr:
            "Le maximum est retranché dans la somme sous la barre de fraction, mais pas au-dessus.",
        },
      asks: {
        en: "What do your rows sum to? Which exponentials should the sum be made of?",
        fr:
          "Quelle est la somme de vos lignes\u00a0? De quelles exponentielles faut-il faire la somme\u00a0?",
      },
    })),
    {
      name: "base 2",
      of: "P",
      wrong: ({ Z }) => overSum(Z.map((row) => row.map((z) => 2 ** (z - most(row))))),
      says: {
        en: "Your rows sum to 1, but these are powers of 2, not of e.",
        fr: "La somme de vos lignes vaut 1, mais ce sont des puissances de 2, et non de e.",
      },
      asks: { en: "What does Math.exp give?", fr: "Que donne Math.exp\u00a0?" },
    },
    {
      name: "over the sum of the scores",
      of: "P",
      wrong: ({ Z }) => exps(Z, most).map((row, i) => row.map((e) => e / sum(Z[i]))),
      says: {
        en: "The exponentials are divided by the sum of the scores.",
        fr: "Les exponentielles sont divisées par la somme des scores.",
      },
      asks: {
        en: "What must they be divided by for a row to sum to 1?",
        fr: "Par quoi faut-il les diviser pour que la somme d’une ligne soit 1\u00a0?",
      },
    },
    {
      name: "no exponential",
      of: "P",
      wrong: ({ Z }) => overSum(Z),
      says: {
        en:
          "Your rows sum to 1, but with numbers below 0: the scores are divided by their sum, without the exponential.",
        fr:
          "La somme de vos lignes vaut 1, mais avec des nombres négatifs\u00a0: les scores sont divisés par leur somme, sans exponentielle.",
      },
      asks: {
        en: "What makes every score positive first?",
        fr: "Qu’est-ce qui rend d’abord chaque score positif\u00a0?",
      },
    },
    {
      name: "sign of the scores",
      of: "P",
      wrong: ({ Z }) => overSum(exps(Z.map((row) => row.map((z) => -z)), most)),
      says: {
        en: "The lowest score gets the highest probability: you take e^−Z.",
        fr: "Le plus petit score a la plus grande probabilité\u00a0: vous prenez e^−Z.",
      },
      asks: {
        en: "What is subtracted from what before the exponential?",
        fr: "Que soustrait-on de quoi avant l’exponentielle\u00a0?",
      },
    },
    {
      name: "largest class only",
      of: "P",
      wrong: ({ Z }) => Z.map((row) => row.map((z) => z === most(row) ? 1 : 0)),
      says: {
        en:
          "You give 1 to the largest score and 0 to all others: that is its place, not a probability.",
        fr:
          "Vous donnez 1 au plus grand score et 0 aux autres\u00a0: c’est sa place, pas une probabilité.",
      },
      asks: {
        en: "How much of the sum of exponentials is each one's?",
        fr: "Quelle part de la somme des exponentielles revient à chacune\u00a0?",
      },
    },
    {
      name: "logarithm of it",
      of: "P",
      wrong: ({ Z }) =>
        exps(Z, most).map((row, i) => row.map((_, j) => Z[i][j] - most(Z[i]) - Math.log(sum(row)))),
      says: {
        en: "These are the logarithms of the probabilities: all 0 or below.",
        fr: "Ce sont les logarithmes des probabilités\u00a0: tous négatifs ou nuls.",
      },
      asks: {
        en: "Which function undoes a logarithm?",
        fr: "Quelle fonction défait un logarithme\u00a0?",
      },
    },
    {
      name: "last class left out of the sum",
      of: "P",
      wrong: ({ Z }) => exps(Z, most).map((row) => row.map((e) => e / sum(row.slice(0, -1)))),
      says: {
        en:
          "Your rows sum to more than 1: the last class is missing in the sum that you divide by.",
        fr:
          "La somme de vos lignes dépasse 1\u00a0: la dernière classe manque dans la somme par laquelle vous divisez.",
      },
      asks: { en: "Where does your loop end?", fr: "Où votre boucle s’arrête-t-elle\u00a0?" },
    },
    {
      name: "one row for all",
      of: "P",
      wrong: ({ Z }) => {
        const E = exps(Z, most);
        return matrixOf([Z.length, Z[0].length], (i, j) => E[i][j] / sum(E[0]));
      },
      says: {
        en: "The first row is right; all others are divided by its sum.",
        fr: "La première ligne est juste\u00a0; toutes les autres sont divisées par sa somme.",
      },
      asks: {
        en: "For which row is the sum computed?",
        fr: "Pour quelle ligne la somme est-elle calculée\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Take one row at a time. It needs two passes: first the sum of its exponentials, then each one divided by it.",
      fr:
        "Traitez une ligne à la fois. Il faut deux passages\u00a0: d’abord la somme de ses exponentielles, puis chacune divisée par cette somme.",
    },
    {
      en:
        "e^(z − c) / Σ e^(z − c) is the same for any c. With c = the largest score of the row, no exponent is above 0, and at least one is 0: the sum is at least 1.",
      fr:
        "e^(z − c) / Σ e^(z − c) est le même pour tout c. Si c est le plus grand score de la ligne, aucun exposant ne dépasse 0 et l’un d’eux vaut 0\u00a0: la somme vaut au moins 1.",
    },
    {
      en:
        "For each row: largest = Math.max(...row), exponentials = row.map((z) => Math.exp(z − largest)), then each of them over their sum.",
      fr:
        "Pour chaque ligne\u00a0: largest = Math.max(...row), exponentials = row.map((z) => Math.exp(z − largest)), puis chacune divisée par leur somme.",
    },
  ],
});
