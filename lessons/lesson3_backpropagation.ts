/**
 * `deno task lesson3`: backpropagation, first on a network small enough for pencil and paper, then on
 * a real digit, then on a batch. Every number is the network's own, and every slope is measured.
 *
 * @module
 */
import { lesson, runLesson } from "../src/cli/lesson.ts";
import { digitOption, neuronOption } from "../src/cli/lesson_options.ts";
import { createEngine } from "../src/engine/create.ts";
import { formula, operand, prose, step, times } from "../src/lesson/blocks.ts";
import { backward } from "./lesson3_backward.ts";
import { batch } from "./lesson3_batch.ts";
import { byHand } from "./lesson3_by_hand.ts";
import { oneDigit } from "./lesson3_one_digit.ts";

const lesson3 = lesson({
  number: 3,
  title: { en: "Backpropagation", fr: "La rétropropagation" },
  summary: {
    en: "How a network finds which way to turn each of its weights: every formula, its numbers, " +
      "and the proof that they are right.",
    fr: "Comment un réseau trouve dans quel sens modifier chacun de ses poids\u00a0: chaque " +
      "formule, ses nombres, et la preuve qu’ils sont justes.",
  },
  steps: 23,
  options: { digit: digitOption(0), neuron: neuronOption() },
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
}, async function* ({ options, mnist }) {
  yield step({ en: "What we are looking for", fr: "Ce que l’on cherche" });
  yield prose({
    en:
      "A network ends in one number, the loss L: how wrong it is. Take one weight w, push it up " +
      "by a tiny ε, leave all others alone: L changes by about s·ε. That slope s is written " +
      "**∂L/∂w**. If it is positive, w must go down for L to go down; if negative, up.",
    fr:
      "Un réseau aboutit à un seul nombre, la perte L\u00a0: elle mesure à quel point il se trompe. " +
      "Prenez un poids w, augmentez-le d’un tout petit ε sans toucher aux autres\u00a0: L varie " +
      "d’environ s·ε. Cette pente s se note **∂L/∂w**. Si elle est positive, il faut diminuer w " +
      "pour que L diminue\u00a0; si elle est négative, l’augmenter.",
  });
  yield prose({
    en: "All slopes together are the **gradient**. Those of the weights W1 make a matrix of the " +
      "same shape, called dW1. Backpropagation finds them all in one pass, from L back to the " +
      "inputs, with two rules. Along a path, slopes multiply: if z moves 3 times as fast as w, " +
      "and L 2 times as fast as z, then L moves 6 times as fast as w. And several paths add up. " +
      "This is the **chain rule**:",
    fr: "Toutes les pentes ensemble forment le **gradient**. Celles des poids W1 forment une " +
      "matrice de même taille, notée dW1. La rétropropagation les trouve toutes en une seule " +
      "passe, de L jusqu’aux entrées, avec deux règles. Le long d’un chemin, les pentes se " +
      "multiplient\u00a0: si z varie 3 fois plus vite que w, et L 2 fois plus vite que z, alors L " +
      "varie 6 fois plus vite que w. Et les chemins s’ajoutent. C’est la **règle de dérivation " +
      "en chaîne**\u00a0:",
  });
  yield formula("∂L/∂w", times(operand("∂L/∂z", 2), operand("∂z/∂w", 3)));

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
export default lesson3;

if (import.meta.main) await runLesson(lesson3);
