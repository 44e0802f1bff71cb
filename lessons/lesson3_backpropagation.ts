/**
 * `deno task lesson3`: backpropagation, first on a network small enough for pencil and paper, then on
 * a real digit, then on a batch. Every number is the network's own, and every slope is measured.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { digitControl, neuronControl } from "../src/lesson/controls.ts";
import { formula, operand, prose, step, table, times } from "../src/lesson/blocks.ts";
import { backward } from "./lesson3_backward.ts";
import { batch } from "./lesson3_batch.ts";
import { byHand } from "./lesson3_by_hand.ts";
import { oneDigit } from "./lesson3_one_digit.ts";

export default lesson({
  number: 3,
  title: { en: "Backpropagation", fr: "La rétropropagation" },
  summary: {
    en: "How a network finds which way to turn each of its weights: every formula, its numbers, " +
      "and the proof that they are right.",
    fr: "Comment un réseau trouve dans quel sens modifier chacun de ses poids\u00a0: chaque " +
      "formule, ses nombres, et la preuve qu’ils sont justes.",
  },
  minutes: 30,
  steps: 23,
  controls: { digit: digitControl(0), neuron: neuronControl },
  questions: [
    {
      en: "Start with all weights at zero: which of dW2, dA1 and dW1 are zero, and what would " +
        "training change?",
      fr:
        "Partez de poids tous nuls\u00a0: lesquels de dW2, dA1 et dW1 sont nuls, et que changerait " +
        "l’entraînement\u00a0?",
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
  next: {
    command: "deno task lesson4",
    text: {
      en: "a wrong gradient often trains almost as well. Learn to catch it.",
      fr: "avec un gradient faux, on apprend souvent presque aussi bien. Apprenez à le démasquer.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "What we are looking for", fr: "Ce que l’on cherche" });
  yield prose({
    en:
      "A network ends in one number, the loss L: how wrong it is. Take one weight w, push it up " +
      "by a tiny ε, leave all others alone: L changes by about s·ε. That slope s is written " +
      "**∂L/∂w**, read “d L by d w”. If it is positive, w must go down for L to go down; if negative, up.",
    fr:
      "Un réseau aboutit à un seul nombre, la perte L\u00a0: elle mesure à quel point il se trompe. " +
      "Prenez un poids w, augmentez-le d’un tout petit ε sans toucher aux autres\u00a0: L varie " +
      "d’environ s·ε. Cette pente s se note **∂L/∂w** et se lit «\u00a0d rond L sur d rond w\u00a0». Si elle est positive, il faut diminuer w " +
      "pour que L diminue\u00a0; si elle est négative, l’augmenter.",
  });
  yield prose({
    en:
      "All slopes together are the **gradient**. A weight has its place in a matrix, such as W1; " +
      "its slope has the same place in a matrix of the same shape, dW1. Backpropagation finds them all in one pass, from L back to the " +
      "inputs, with two rules. Along a path, slopes multiply: if z moves 3 times as fast as w, " +
      "and L 2 times as fast as z, then L moves 6 times as fast as w. And several paths add up. " +
      "This is the **chain rule**:",
    fr:
      "Toutes les pentes ensemble forment le **gradient**. Un poids a sa place dans une matrice, " +
      "par exemple W1\u00a0; sa pente a la même place dans une matrice de mêmes dimensions, dW1. La rétropropagation les trouve toutes en une seule " +
      "passe, de L jusqu’aux entrées, avec deux règles. Le long d’un chemin, les pentes se " +
      "multiplient\u00a0: si z varie 3 fois plus vite que w, et L 2 fois plus vite que z, alors L " +
      "varie 6 fois plus vite que w. Et les chemins s’ajoutent. C’est la **règle de dérivation " +
      "en chaîne**\u00a0:",
  });
  yield formula("∂L/∂w", times(operand("∂L/∂z", 2), operand("∂z/∂w", 3)));
  yield prose({
    en:
      "Here is our chain. Lesson 2 went from the inputs to the scores in one layer; now **hidden " +
      "neurons** stand between. Each line is made from the one above (1 and 2 count the layers):",
    fr:
      "Voici notre chaîne. À la leçon 2, une seule couche menait des entrées aux scores\u00a0; il y " +
      "a maintenant des **neurones cachés** entre les deux. Chaque ligne se calcule à partir de la " +
      "précédente (1 et 2 numérotent les couches)\u00a0:",
  });
  yield table([
    ["X", "", { en: "inputs, a row for each example", fr: "entrées, une ligne par exemple" }],
    ["Z1", "X·W1 + b1", { en: "a sum for each hidden neuron", fr: "une somme par neurone caché" }],
    ["A1", "relu(Z1)", { en: "what each of them sends on", fr: "ce que chacun transmet" }],
    ["Z2", "A1·W2 + b2", { en: "a score for each class", fr: "un score par classe" }],
    ["P", "softmax(Z2)", { en: "their probabilities", fr: "leurs probabilités" }],
    ["L", "−ln(P[0,y])", { en: "the loss, y being the class", fr: "la perte, y étant la classe" }],
  ], {
    head: ["", { en: "formula", fr: "formule" }, { en: "what it is", fr: "ce que c’est" }],
  });
  yield prose({
    en:
      "Forward, we go down these lines, and keep every number. Backward, we go up: each line gets " +
      "its slope from that of the line below.",
    fr:
      "À l’aller, on descend ces lignes en gardant tous les nombres. Au retour, on remonte\u00a0: " +
      "la pente de chaque ligne s’obtient à partir de celle de la ligne d’en dessous.",
  });

  const engine = createEngine(options.engine);
  // In f32 a loss has 7 digits: after a tiny push, its change would be lost in the rounding.
  const proof = engine.name === "plain"
    ? { push: 1e-4, tolerance: 1e-6, noise: 1e-11 }
    : { push: 1e-2, tolerance: 1e-2, noise: 4e-5 };
  yield* byHand(engine, proof);
  const asked = { ...proof, ...options, train: (await mnist()).train };
  const followed = yield* oneDigit(engine, asked);
  yield* backward(followed, asked);
  yield* batch(followed, asked);
});
