/**
 * `deno task lesson3`: backpropagation. What a hidden layer can say; how its weights are found, first
 * on a network small enough for pencil and paper, then on a real digit, then on a batch. Every number
 * is the network's own, and slopes are measured beside it.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { digitControl, neuronControl } from "../src/lesson/controls.ts";
import { count, n, predict, prose, step, term } from "../src/lesson/blocks.ts";
import { termsOf } from "./glossary.ts";
import { backward } from "./lesson3_backward.ts";
import { batch } from "./lesson3_batch.ts";
import { byHand } from "./lesson3_by_hand.ts";
import { measuringOn } from "./lesson3_numbers.ts";
import { oneDigit } from "./lesson3_one_digit.ts";
import { points } from "./lesson3_points.ts";
import { teacher } from "./lesson3_teacher.ts";

/** Weights and biases of 784-64-10. */
const PARAMETERS = 784 * 64 + 64 + 64 * 10 + 10;

export default lesson({
  number: 3,
  title: { en: "Backpropagation", fr: "La rétropropagation" },
  summary: {
    en:
      "What a hidden layer can say that a weighted sum cannot, and how a network finds which way " +
      "to turn each of its weights: every formula, its numbers, and a measure beside them.",
    fr:
      "Ce qu’une couche cachée peut exprimer et qu’une somme pondérée ne peut pas, et comment un " +
      "réseau trouve dans quel sens modifier chacun de ses poids\u00a0: chaque formule, ses nombres, et une " +
      "mesure à côté.",
  },
  minutes: 35,
  supposes: {
    en: "lesson 2 (scores, softmax, loss, descent); a product of matrices; what a slope is.",
    fr: "la leçon 2 (scores, softmax, perte, descente)\u00a0; un produit de matrices\u00a0; ce " +
      "qu’est une pente.",
  },
  recall: {
    question: {
      en: "What is the slope of the loss with respect to the score of class k, and what is its " +
        "sign for the right class?",
      fr: "Quelle est la pente de la perte par rapport au score de la classe k, et quel est son " +
        "signe pour la bonne classe\u00a0?",
    },
    answer: {
      en: "dZ[0,k] = P[0,k] − Y[0,k]: the probability, minus 1 for the right class. There it is " +
        "negative: the loss falls when that score rises.",
      fr: "dZ[0,k] = P[0,k] − Y[0,k]\u00a0: la probabilité, moins 1 pour la bonne classe. Elle y " +
        "est négative\u00a0: la perte diminue quand ce score augmente.",
    },
  },
  terms: termsOf(3),
  steps: 16,
  controls: { digit: digitControl(0), neuron: neuronControl },
  questions: [
    {
      en:
        "Start with all weights and biases at zero: which of dW2, dA1 and dW1 are zero, and what " +
        "would training change?",
      fr:
        "Partez de poids et de biais tous nuls\u00a0: lesquels de dW2, dA1 et dW1 sont nuls, et " +
        "que changerait l’entraînement\u00a0?",
    },
    {
      en: "A pixel is 0 in every image. What is its row of dW1, and what becomes of its weights?",
      fr:
        "Un pixel vaut 0 dans toutes les images. Que vaut sa ligne de dW1, et que deviennent ses " +
        "poids\u00a0?",
    },
    {
      en: "With a second hidden layer, which formulas of this lesson would you write once more, " +
        "and with which letters?",
      fr: "Avec une deuxième couche cachée, quelles formules de cette leçon faudrait-il récrire, " +
        "et avec quelles lettres\u00a0?",
    },
  ],
  answers: [
    {
      en: "All three. A1 is zero, so dW2 = A1ᵀ·dZ2 is, too; W2 is zero, so dA1 = dZ2·W2ᵀ is, and " +
        "dZ1 and dW1 after it. Only db2 = dZ2 is not: training would change b2 alone, and all " +
        "images would get the same ten probabilities. That is why weights start at random.",
      fr: "Tous les trois. A1 est nul, donc dW2 = A1ᵀ·dZ2 aussi\u00a0; W2 est nul, donc dA1 = " +
        "dZ2·W2ᵀ aussi, puis dZ1 et dW1. Seul db2 = dZ2 ne l’est pas\u00a0: l’entraînement ne " +
        "changerait que b2, et toutes les images auraient les dix mêmes probabilités. C’est " +
        "pourquoi on part de poids tirés au hasard.",
    },
    {
      en:
        "Zero: what comes in, 0, times any slope is 0. Its weights stay as they were drawn. They " +
        "do no harm as long as the pixel stays 0.",
      fr:
        "Zéro\u00a0: ce qui entre, 0, fois une pente quelconque donne 0. Ses poids restent tels " +
        "qu’ils ont été tirés. Ils ne nuisent pas tant que le pixel reste à 0.",
    },
    {
      en:
        "Those of a hidden layer. The scores are now Z3, so dZ3 = P − Y and dW3 = A2ᵀ·dZ3. Then " +
        "dA2 = dZ3·W3ᵀ, dZ2 = dA2 ⊙ [Z2 > 0], dW2 = A1ᵀ·dZ2, db2 = dZ2; and from dA1 = dZ2·W2ᵀ on, " +
        "nothing changes.",
      fr:
        "Celles d’une couche cachée. Les scores sont alors Z3, donc dZ3 = P − Y et dW3 = A2ᵀ·dZ3. " +
        "Puis dA2 = dZ3·W3ᵀ, dZ2 = dA2 ⊙ [Z2 > 0], dW2 = A1ᵀ·dZ2, db2 = dZ2\u00a0; à partir de " +
        "dA1 = dZ2·W2ᵀ, rien ne change.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson4",
    text: {
      en: "a wrong gradient often trains almost as well. Learn to catch it.",
      fr:
        "avec un gradient faux, un réseau apprend souvent presque aussi bien. Apprenez à le démasquer.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  const engine = createEngine(options.engine), measuring = measuringOn(engine);
  yield* points(engine);

  yield step({ en: "How to find the weights?", fr: "Comment trouver les poids\u00a0?" });
  yield prose({
    en: `Thinking found ${count(12)} numbers. To read digits, this lesson’s network has ` +
      `${
        count(PARAMETERS)
      }, which nobody can find by thinking. Descent can, if we know which way ` +
      `the loss L goes with each weight. Push one weight w up by a tiny ε and leave all others ` +
      `alone: L changes by about s·ε. This slope s is the ${
        term("partial derivative")
      } **∂L/∂w**, read “d L by d w”.`,
    fr:
      `En réfléchissant, on a trouvé ${count(12)} nombres. Pour lire des chiffres, le réseau de ` +
      `cette leçon en a ${count(PARAMETERS)}, que personne ne peut trouver en réfléchissant. La ` +
      `descente le peut, si l’on sait comment la perte L varie avec chaque poids. Augmentons un poids ` +
      `w d’un tout petit ε sans toucher aux autres\u00a0: L varie d’environ s·ε. Cette pente s est ` +
      `la ${term("dérivée partielle")} **∂L/∂w**, qui se lit «\u00a0d rond L sur d rond w\u00a0».`,
  });
  yield prose({
    en: "All these slopes together are the gradient. Those of a matrix W1 stand in a matrix of " +
      "the same shape, dW1; every other matrix M has its dM, too.",
    fr: "L’ensemble de ces pentes forme le gradient. Celles d’une matrice W1 se rangent dans une " +
      "matrice de mêmes dimensions, dW1\u00a0; toute autre matrice M a de même sa dM.",
  });
  yield prose({
    en:
      `But W1 does not act on L directly: it acts through Z1, A1, Z2 and P. Two rules, together ` +
      `the ${
        term("chain rule")
      }, are all that we need. **Along a path, slopes multiply**: where z ` +
      `moves 3 times as fast as w, and L 2 times as fast as z, L moves 6 times as fast as w. And ` +
      `**where several paths lead to L, what they bring adds up**.`,
    fr:
      `Mais W1 n’agit pas directement sur L\u00a0: il agit à travers Z1, A1, Z2 et P. Deux règles ` +
      `suffisent\u00a0; ensemble, c’est la ${
        term("règle de dérivation en chaîne")
      }. **Le long d’un ` +
      `chemin, les pentes se multiplient**\u00a0: si z varie 3 fois plus vite que w, et L 2 fois ` +
      `plus vite que z, alors L varie 6 fois plus vite que w. Et **quand plusieurs chemins mènent à ` +
      `L, leurs apports s’ajoutent**.`,
  });
  const along = -2, inner = 3, slope = n(along * inner);
  yield predict({
    en: `Suppose that ∂z/∂w = ${n(inner)} and ∂L/∂z = ${n(along)}. For L to fall, w must…`,
    fr: `Soit ∂z/∂w = ${n(inner)} et ∂L/∂z = ${n(along)}. Pour que L diminue, w doit…`,
  }, {
    choices: [
      { en: "rise", fr: "augmenter" },
      { en: "fall", fr: "diminuer" },
    ],
    right: along * inner < 0 ? 0 : 1,
    why: {
      en: `∂L/∂w = ∂L/∂z·∂z/∂w = ${slope}: L falls as w rises. A step goes against the slope.`,
      fr: `∂L/∂w = ∂L/∂z·∂z/∂w = ${slope}\u00a0: L diminue quand w augmente. Un pas va en sens ` +
        "contraire de la pente.",
    },
  });
  yield* byHand(engine, measuring);
  const asked = { ...options, train: (await mnist()).train };
  const followed = yield* oneDigit(engine, asked);
  yield* backward(followed, measuring);
  yield* batch(followed, asked);
});
