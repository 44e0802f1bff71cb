/**
 * Exercise 3: the cross-entropy of a batch.
 *
 * @module
 */
import { exercise } from "../src/practice/exercise.ts";
import type { Matrix, Vector } from "../src/practice/tensor.ts";

interface Inputs {
  P: Matrix;
  labels: Vector;
}
interface Results {
  losses: Vector;
  L: number;
}
/** The smallest probability that is drawn. */
const SMALL = 2e-8;
const sum = (list: Vector) => list.reduce((a, b) => a + b, 0);
/** What a loss of each example would be, by another formula of its row and its label. */
const losses = ({ P, labels }: Inputs, loss: (row: Vector, label: number, i: number) => number) =>
  P.map((row, i) => loss(row, labels[i], i));

export default exercise<Inputs, Results>({
  number: 3,
  name: "cross_entropy",
  title: { en: "Cross-entropy of a batch", fr: "L’entropie croisée d’un lot" },
  statement: {
    en:
      "crossEntropy(P, labels) measures how wrong a network is on a batch: P has a row of probabilities for each " +
      "example, labels the right class of each.\n" +
      "losses[i] = −ln(P[i][labels[i]]), and L is their mean. Return { losses, L }.",
    fr: "crossEntropy(P, labels) mesure l’erreur sur un lot\u00a0: P a une ligne de probabilités " +
      "pour chaque exemple, labels donne la bonne classe de chacun.\n" +
      "losses[i] = −ln(P[i][labels[i]]), et L est leur moyenne. Renvoyez { losses, L }.",
  },
  lesson: { number: 2, step: 5, heading: "Cross-entropy: how far from what is wanted?" },
  functions: [{ name: "crossEntropy", takes: ["P", "labels"], gives: ["losses", "L"] }],
  draw(draw) {
    // An untrained network of ten classes in the second trial: a loss of about ln 10.
    const P = draw.probabilities(draw.m, draw.trial === 1 ? 10 : draw.k);
    const labels = draw.labels(draw.m, draw.k);
    // In the first, one that is sure of a wrong class: a loss that some libraries would cut off.
    if (draw.trial === 0) {
      const row = P[3], label = labels[3], rest = 1 - row[label];
      P[3] = row.map((p, j) => j === label ? SMALL : p * (1 - SMALL) / rest);
    }
    return { P, labels };
  },
  results: {
    losses: {
      formula: "losses[i] = −ln(P[i,labels[i]])",
      reference: (inputs) => losses(inputs, (row, label) => -Math.log(row[label])),
    },
    L: {
      formula: "L = (losses[0] + … + losses[m−1]) / m",
      reference: (_, { losses }) => sum(losses) / losses.length,
    },
  },
  mutants: [
    {
      name: "p times its logarithm",
      of: "losses",
      wrong: ({ P, labels }) => P.map((row, i) => -row[labels[i]] * Math.log(row[labels[i]])),
      says: {
        en: "Each loss is multiplied by the probability once more: −p·ln p in place of −ln p.",
        fr: "Chaque perte est multipliée par la probabilité\u00a0: −p·ln p au lieu de −ln p.",
      },
      asks: {
        en:
          "What stands before the logarithm: the network's p, or Y, which is 1 for the right class?",
        fr:
          "Qu’y a-t-il devant le logarithme\u00a0: le p du réseau, ou Y, qui vaut 1 pour la bonne classe\u00a0?",
      },
    },
    {
      name: "clipped",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => -Math.log(Math.max(row[label], 1e-7))),
      says: {
        en: "A probability is kept above 10⁻⁷: a loss can then not exceed 16.1.",
        fr:
          "Une probabilité est maintenue au-dessus de 10⁻⁷\u00a0: une perte ne peut alors pas dépasser 16,1.",
      },
      asks: {
        en: "Is there a limit in the formula, for a network that is sure and wrong?",
        fr: "La formule a-t-elle une limite, pour un réseau qui est sûr et se trompe\u00a0?",
      },
    },
    {
      name: "squared distance",
      of: "losses",
      wrong: ({ P, labels }) => P.map((row, i) => (1 - row[labels[i]]) ** 2),
      says: {
        en: "This is (1 − p)², a squared distance; no logarithm is in it.",
        fr: "C’est (1 − p)², une distance au carré\u00a0; il n’y a pas de logarithme.",
      },
      asks: {
        en: "What is the loss where p is nearly 0?",
        fr: "Que vaut la perte quand p est presque 0\u00a0?",
      },
    },
    {
      name: "largest loss",
      of: "L",
      wrong: (_, { losses }) => Math.max(...losses),
      says: {
        en: "L is the largest of the losses.",
        fr: "L est la plus grande des pertes.",
      },
      asks: { en: "What is a mean?", fr: "Qu’est-ce qu’une moyenne\u00a0?" },
    },
    {
      name: "divided by one less",
      of: "L",
      wrong: ({ P }, _, right: number) => right * P.length / (P.length - 1),
      says: {
        en: "L is the sum divided by m − 1.",
        fr: "L est la somme divisée par m − 1.",
      },
      asks: { en: "How many losses are there?", fr: "Combien de pertes y a-t-il\u00a0?" },
    },
    {
      name: "sign",
      of: "losses",
      wrong: (_, __, right: Vector) => right.map((x) => -x),
      says: {
        en:
          "The numbers are right, their sign is not: a probability is at most 1, so its logarithm is at most 0, and a loss at least 0.",
        fr:
          "Les nombres sont justes, pas leur signe\u00a0: une probabilité vaut au plus 1, son logarithme au plus 0, et une perte au moins 0.",
      },
      asks: {
        en: "What does the minus of the formula do?",
        fr: "À quoi sert le moins de la formule\u00a0?",
      },
    },
    {
      name: "log2",
      of: "losses",
      wrong: (_, __, right: Vector) => right.map((x) => x / Math.LN2),
      says: {
        en: "Each loss is 1.4427 times too large: that is log2.",
        fr: "Chaque perte est 1,4427 fois trop grande\u00a0: c’est log2.",
      },
      asks: {
        en: "Which logarithm undoes Math.exp?",
        fr: "Quel logarithme défait Math.exp\u00a0?",
      },
    },
    {
      name: "log10",
      of: "losses",
      wrong: (_, __, right: Vector) => right.map((x) => x / Math.LN10),
      says: {
        en: "Each loss is 0.4343 times what it should be: that is log10.",
        fr: "Chaque perte vaut 0,4343 fois ce qu’elle devrait\u00a0: c’est log10.",
      },
      asks: {
        en: "Which logarithm undoes Math.exp?",
        fr: "Quel logarithme défait Math.exp\u00a0?",
      },
    },
    {
      name: "no logarithm",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => row[label]),
      says: {
        en: "These are the probabilities of the right classes: the logarithm is missing.",
        fr: "Ce sont les probabilités des bonnes classes\u00a0: il manque le logarithme.",
      },
      asks: {
        en: "The surer of the right class, the smaller the loss should be. Is it?",
        fr:
          "Plus le réseau est sûr de la bonne classe, plus la perte doit être petite. L’est-elle\u00a0?",
      },
    },
    {
      name: "one minus the probability",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => 1 - row[label]),
      says: {
        en: "You take 1 − P: it says how wrong, but by another measure than the logarithm.",
        fr:
          "Vous prenez 1 − P\u00a0: cela mesure bien une erreur, mais autrement que le logarithme.",
      },
      asks: {
        en: "What should the loss be when P of the right class comes close to 0?",
        fr: "Que doit valoir la perte quand P de la bonne classe s’approche de 0\u00a0?",
      },
    },
    {
      name: "logarithm of one minus the probability",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => -Math.log(1 - row[label])),
      says: {
        en: "You take −ln(1 − P): it grows the surer the network is of the right class.",
        fr:
          "Vous prenez −ln(1 − P)\u00a0: plus le réseau est sûr de la bonne classe, plus il grandit.",
      },
      asks: {
        en: "What should the loss be when P of the right class comes close to 1?",
        fr: "Que doit valoir la perte quand P de la bonne classe s’approche de 1\u00a0?",
      },
    },
    {
      name: "row and column exchanged",
      of: "losses",
      wrong: ({ P, labels }) => labels.map((label, i) => -Math.log(P[label]?.[i] ?? NaN)),
      says: {
        en: "You take P[labels[i]][i]: row and column are exchanged, and beyond the last is NaN.",
        fr:
          "Vous prenez P[labels[i]][i]\u00a0: ligne et colonne sont échangées, et au-delà de la dernière, c’est NaN.",
      },
      asks: {
        en: "Which index of P is the example, which the class?",
        fr: "Quel indice de P est l’exemple, lequel la classe\u00a0?",
      },
    },
    {
      name: "all classes",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row) => -sum(row.map(Math.log))),
      says: {
        en: "Every class counts in your losses, not only the right one.",
        fr: "Dans vos pertes, chaque classe compte, et non la bonne seule.",
      },
      asks: {
        en: "Which of the row's probabilities does labels[i] point to?",
        fr: "Quelle probabilité de la ligne labels[i] désigne-t-il\u00a0?",
      },
    },
    {
      name: "binary",
      of: "losses",
      wrong: (inputs) =>
        losses(inputs, (row, label) => -sum(row.map((p, j) => Math.log(j === label ? p : 1 - p)))),
      says: {
        en:
          "The wrong classes count too, each with −ln(1 − P): that is binary cross-entropy, for answers that do not exclude each other.",
        fr:
          "Les mauvaises classes comptent aussi, chacune pour −ln(1 − P)\u00a0: c’est l’entropie croisée binaire, pour des réponses qui ne s’excluent pas.",
      },
      asks: {
        en: "How many numbers of a row are in the formula?",
        fr: "Combien de nombres d’une ligne y a-t-il dans la formule\u00a0?",
      },
    },
    {
      name: "largest probability",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row) => -Math.log(Math.max(...row))),
      says: {
        en: "You take the largest probability of each row, whatever its label.",
        fr: "Vous prenez la plus grande probabilité de chaque ligne, quelle que soit l’étiquette.",
      },
      asks: {
        en: "Where do the labels come in?",
        fr: "Où les étiquettes interviennent-elles\u00a0?",
      },
    },
    {
      name: "entropy",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row) => -sum(row.map((p) => p * Math.log(p)))),
      says: {
        en: "−Σ P·ln P is the entropy of the row: it does not know which class is right.",
        fr: "−Σ P·ln P est l’entropie de la ligne\u00a0: elle ignore quelle classe est la bonne.",
      },
      asks: {
        en: "Which factor is 1 for the right class and 0 for the others?",
        fr: "Quel facteur vaut 1 pour la bonne classe et 0 pour les autres\u00a0?",
      },
    },
    {
      name: "label off by one",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => -Math.log(row.at(label - 1)!)),
      says: {
        en: "You take the column before the label's.",
        fr: "Vous prenez la colonne avant celle de l’étiquette.",
      },
      asks: {
        en: "From which number are classes counted?",
        fr: "À partir de quel nombre compte-t-on les classes\u00a0?",
      },
    },
    {
      name: "label off by one",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, label) => -Math.log(row[label - 1])),
      says: {
        en: "You take the column before the label's.",
        fr: "Vous prenez la colonne avant celle de l’étiquette.",
      },
      asks: {
        en: "From which number are classes counted?",
        fr: "À partir de quel nombre compte-t-on les classes\u00a0?",
      },
    },
    {
      name: "column of the example",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row, _, i) => -Math.log(row[i])),
      says: {
        en:
          "Row i, column i: you take the number of the example for its class. Beyond the last column is NaN.",
        fr:
          "Ligne i, colonne i\u00a0: vous prenez le numéro de l’exemple pour sa classe. Au-delà de la dernière colonne, c’est NaN.",
      },
      asks: {
        en: "Where is the class of example i?",
        fr: "Où se trouve la classe de l’exemple i\u00a0?",
      },
    },
    {
      name: "first label for all",
      of: "losses",
      wrong: (inputs) => losses(inputs, (row) => -Math.log(row[inputs.labels[0]])),
      says: {
        en: "Every example is judged by the label of the first.",
        fr: "Chaque exemple est jugé d’après l’étiquette du premier.",
      },
      asks: {
        en: "Which index should labels have?",
        fr: "Quel indice labels doit-il avoir\u00a0?",
      },
    },
    {
      name: "divided by the batch already",
      of: "losses",
      wrong: (_, __, right: Vector) => right.map((x) => x / right.length),
      says: ({ P }) => ({
        en: `Each loss is divided by ${P.length}, the number of examples.`,
        fr: `Chaque perte est divisée par ${P.length}, le nombre d’exemples.`,
      }),
      asks: {
        en: "Which of the two results is the mean?",
        fr: "Lequel des deux résultats est la moyenne\u00a0?",
      },
    },
    {
      name: "summed",
      of: "L",
      wrong: (_, { losses }) => sum(losses),
      says: ({ P }) => ({
        en: `L is ${P.length} times too large, and there are ${P.length} examples: it is the sum.`,
        fr:
          `L est ${P.length} fois trop grand, et il y a ${P.length} exemples\u00a0: c’est la somme.`,
      }),
      asks: {
        en: "What turns a sum into a mean?",
        fr: "Qu’est-ce qui fait d’une somme une moyenne\u00a0?",
      },
    },
    {
      name: "averaged over classes too",
      of: "L",
      wrong: ({ P }, { losses }) => sum(losses) / losses.length / P[0].length,
      says: ({ P }) => ({
        en: `L is ${P[0].length} times too small, and there are ${
          P[0].length
        } classes: you average over them, too.`,
        fr: `L est ${P[0].length} fois trop petit, et il y a ${
          P[0].length
        } classes\u00a0: vous faites aussi la moyenne sur elles.`,
      }),
      asks: {
        en: "How many losses are there in the batch?",
        fr: "Combien y a-t-il de pertes dans le lot\u00a0?",
      },
    },
    {
      name: "divided by the classes",
      of: "L",
      wrong: ({ P }, { losses }) => sum(losses) / P[0].length,
      says: ({ P }) => ({
        en: `You divide by ${P[0].length}, the number of classes.`,
        fr: `Vous divisez par ${P[0].length}, le nombre de classes.`,
      }),
      asks: {
        en: "The mean of how many losses?",
        fr: "La moyenne de combien de pertes\u00a0?",
      },
    },
    {
      name: "full size of the batch",
      of: "L",
      wrong: (_, { losses }) => sum(losses) / 7,
      says: {
        en: "Only a short batch is wrong: it is divided by the size of a full one.",
        fr: "Seul un lot incomplet est faux\u00a0: il est divisé par la taille d’un lot complet.",
      },
      asks: {
        en: "Where does your code take m from?",
        fr: "D’où votre code tire-t-il m\u00a0?",
      },
    },
    {
      name: "last example left out",
      of: "L",
      wrong: (_, { losses }) => sum(losses.slice(0, -1)) / losses.length,
      says: {
        en: "The loss of the last example is missing in L.",
        fr: "Il manque dans L la perte du dernier exemple.",
      },
      asks: { en: "Where does your loop end?", fr: "Où votre boucle s’arrête-t-elle\u00a0?" },
    },
    {
      name: "last example only",
      of: "L",
      wrong: (_, { losses }) => losses.at(-1)! / losses.length,
      says: {
        en: "Only the loss of the last example is in L: each replaces the one before.",
        fr: "L ne contient que la perte du dernier exemple\u00a0: chacune remplace la précédente.",
      },
      asks: {
        en: "= or +=: how does the sum grow?",
        fr: "= ou +=\u00a0: comment la somme grandit-elle\u00a0?",
      },
    },
    {
      name: "sign of the mean",
      of: "L",
      wrong: (_, { losses }) => -sum(losses) / losses.length,
      says: {
        en: "L has the wrong sign; the losses already have their minus.",
        fr: "L a le mauvais signe\u00a0; les pertes ont déjà leur moins.",
      },
      asks: {
        en: "How many minus signs are there in all?",
        fr: "Combien y a-t-il de moins en tout\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Only one number of each row counts: the probability of the right class, in the column labels[i].",
      fr:
        "Un seul nombre de chaque ligne compte\u00a0: la probabilité de la bonne classe, dans la colonne labels[i].",
    },
    {
      en:
        "Math.log is the natural logarithm, ln. First a list of m losses, then their sum divided by m = P.length.",
      fr:
        "Math.log est le logarithme naturel, ln. D’abord une liste de m pertes, puis leur somme divisée par m = P.length.",
    },
    {
      en:
        "losses = P.map((row, i) => −Math.log(row[labels[i]])); L is the sum of the losses over losses.length.",
      fr:
        "losses = P.map((row, i) => −Math.log(row[labels[i]]))\u00a0; L est la somme des pertes divisée par losses.length.",
    },
  ],
});
