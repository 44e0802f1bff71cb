/**
 * The part of lesson 2 that goes forward: the scores of a digit, their probabilities, the loss.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { brightPixel, digits } from "../src/lesson/digits.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import {
  apply,
  bars,
  constant,
  count,
  formula,
  image,
  n,
  negative,
  over,
  percent,
  plus,
  predict,
  prose,
  series,
  step,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { Expression } from "../src/lesson/expression.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import type { Snapshot } from "../src/lesson/snapshot.ts";
import type { Batch, Network } from "../src/nn/network.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { linearModel } from "./lesson2_numbers.ts";
import { overflow } from "./lesson2_overflow.ts";

/** What the lesson follows. */
export interface Followed {
  /** The training images. */
  readonly train: Split;
  /** Which of them. */
  readonly first: number;
  /** The seed of the weights. */
  readonly seed: number;
}

/** A digit that went through a model, forward and backward. */
export interface Passed {
  /** The linear model, its weights as they were drawn. */
  readonly network: Network;
  /** The digit. */
  readonly digit: Batch;
  /** Every number of the two passes. */
  readonly now: Snapshot;
  /** The pixel that is followed. */
  readonly pixel: number;
  /** The loss. */
  readonly loss: number;
}

/** From the pixels to the loss. */
export function* scores(
  engine: Engine,
  { train, first, seed }: Followed,
): Generator<StoryBlock, Passed> {
  yield step({ en: "The scores of a digit", fr: "Les scores d’un chiffre" });
  const network = linearModel(engine);
  network.initialise("xavier", normalSource(new Xoshiro128(seed)));
  const digit = digits(train, { engine, first, count: 1 }), [label] = digit.labels;
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels), pixel = brightPixel(now.matrix("X").data);
  yield prose({
    en:
      `Now once more from the start, slowly: one image, training image ${first}, a ${label}, and ` +
      `weights that are small random numbers (seed ${seed}), so that there is something to compute: ` +
      `the model above began with zeros. X is the image, 784 pixels in a row; ` +
      `Z1 holds ten scores in a row. (The 1 counts layers: here there is one.) W1 is a matrix of all ` +
      `weights, and the product X·W1 makes all ten sums at once: score c from row X and column c.`,
    fr: `Reprenons depuis le début, lentement\u00a0: l’image d’entraînement ${first}, un ` +
      `${label}, et de petits poids tirés au hasard (graine ${seed}), pour qu’il y ait quelque ` +
      `chose à calculer\u00a0: le modèle ci-dessus partait de zéros. X est ` +
      `l’image, 784 pixels sur une ligne\u00a0; Z1, dix scores sur une ligne. (Le 1 compte ` +
      `les couches\u00a0: il n’y en a qu’une.) W1 est la matrice de tous les poids, et le ` +
      `produit X·W1 fait les dix sommes d’un coup\u00a0: le score c, à partir de la ligne X et de la colonne c.`,
  });
  yield predict({
    en:
      "X is (1, 784), one row of 784, and Z1 is (1, 10). What is the shape of W1 (rows, columns)?",
    fr: "X est (1, 784), une ligne de 784, et Z1 est (1, 10). Quelles sont les dimensions de W1, " +
      "lignes et colonnes\u00a0?",
  }, {
    shape: now.shape("W1"),
    why: {
      en: "A row for each pixel, a column for each class: pixel i votes for class c with W1[i,c].",
      fr:
        "Une ligne par pixel, une colonne par classe\u00a0: le pixel i vote pour la classe c avec " +
        "W1[i,c].",
    },
  });
  yield formula(now.whole("Z1"), plus(times(now.all("X"), now.all("W1")), now.all("b1")));
  yield prose({
    en:
      `b1 is the ${
        term("bias")
      } of each class, a vote that needs no ink; it starts at 0. That makes ` +
      `784·10 + 10 = ${count(network.parameterCount)} numbers to learn. We follow ` +
      `**W1[${pixel},${label}]**, the vote of the marked pixel, which has ink here, for class ${label} (Σᵢ sums over all pixels i):`,
    fr:
      `b1 est le ${
        term("biais")
      } de chaque classe, une voix qui se passe d’encre\u00a0; il part de ` +
      `0. Cela fait 784·10 + 10 = ${
        count(network.parameterCount)
      } nombres à apprendre. Nous suivons ` +
      `**W1[${pixel},${label}]**, le vote du pixel marqué, encré ici, pour la classe ${label} (Σᵢ additionne sur tous les pixels i)\u00a0:`,
  });
  yield image({
    pixels: Array.from(now.matrix("X").data, (x) => Math.round(255 * x)),
    mark: [Math.floor(pixel / 28), pixel % 28],
  });
  const votes = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, label)),
    follow: pixel,
  });
  yield formula(now.left("Z1", 0, label), plus(votes, now.at("b1", 0, label)));
  yield prose({
    en: "✓: the program, computing by itself, has the same number.",
    fr: "✓\u00a0: le programme, en calculant de son côté, trouve le même nombre.",
  });

  yield* softmax(engine, { now, label });
  yield* crossEntropy(engine, { now, label, loss });
  return { network, digit, now, pixel, loss };
}

function* softmax(
  engine: Engine,
  { now, label }: Pick<Passed, "now"> & { label: number },
): Generator<StoryBlock> {
  yield step({
    en: "Softmax: from scores to probabilities",
    fr: "Softmax\u00a0: des scores aux probabilités",
  });
  yield prose({
    en: "Scores may have any sign and size. exp makes them positive, and a division by their sum " +
      `makes them add up to 1: ten probabilities, P. This is ${term("softmax")}:`,
    fr:
      "Les scores peuvent avoir n’importe quel signe et n’importe quelle taille. L’exponentielle les rend " +
      "positifs, et une division par leur somme leur donne 1 pour total\u00a0: dix probabilités, P. " +
      `C’est ${term("softmax", "la fonction softmax")}\u00a0:`,
  });
  const all = series("j", 10, { term: (j) => apply("exp", now.at("Z1", 0, { j })), shown: 3 });
  yield formula(now.left("P", 0, label), over(apply("exp", now.at("Z1", 0, label)), all));
  const p = Array.from(now.matrix("P").data), z = Array.from(now.matrix("Z1").data);
  yield bars(
    p.map((value, c) => ({ label: `${c}`, value, text: `${n(z[c])} → ${percent(value)}` })),
    {
      highlight: label,
      caption: { en: "Class, score → probability:", fr: "Classe, score → probabilité\u00a0:" },
    },
  );
  const raised = softmaxOf(engine, z.map((score) => score + 5));
  yield predict({
    en: "Add 5 to each of the ten scores. Which probabilities change?",
    fr: "Ajoutez 5 à chacun des dix scores. Quelles probabilités changent\u00a0?",
  }, {
    choices: [
      { en: "all of them grow", fr: "toutes augmentent" },
      {
        en: "the largest grows, the others fall",
        fr: "la plus grande augmente, les autres baissent",
      },
      { en: "none", fr: "aucune" },
    ],
    right: raised.every((value, c) => Math.abs(value - p[c]) < 1e-5) ? 2 : 0,
    why: {
      en: "exp(z + 5) = exp(5)·exp(z): the factor is above and below the line, and cancels.",
      fr: "exp(z + 5) = exp(5)·exp(z)\u00a0: le facteur est au numérateur et au dénominateur, et " +
        "disparaît.",
    },
  });
  const higher = (score: Expression) => apply("exp", plus(score, constant(5)));
  yield formula(
    { name: `P[0,${label}]`, traced: raised[label] },
    over(
      higher(now.at("Z1", 0, label)),
      series("j", 10, { term: (j) => higher(now.at("Z1", 0, { j })), shown: 3 }),
    ),
  );
}

function* crossEntropy(
  engine: Engine,
  { now, label, loss }: Pick<Passed, "now" | "loss"> & { label: number },
): Generator<StoryBlock> {
  yield step({
    en: "Cross-entropy: how far from what is wanted?",
    fr: "L’entropie croisée\u00a0: mesurer l’écart à ce qu’on veut",
  });
  yield prose({
    en:
      `To learn, one number must say how bad ten probabilities are: a ${term("loss function")}. ` +
      `Ours is −ln of the probability given to the right class, the ${term("cross-entropy")} ` +
      "L: 0 where that is 1; it grows without bound as that goes to 0.",
    fr:
      `Pour apprendre, il faut un nombre qui dise à quel point dix probabilités sont mauvaises\u00a0: une ` +
      `${
        term("fonction de perte")
      }. La nôtre est −ln de la probabilité donnée à la bonne classe, ` +
      `l’${
        term("entropie croisée")
      } L\u00a0: 0 si cette probabilité vaut 1, et L tend vers +∞ quand ` +
      "elle tend vers 0.",
  });
  const given = [1, 0.9, 0.5, 0.1, 0.01, 0.001];
  yield table([
    [{ en: "loss, −ln", fr: "perte, −ln" }, ...given.map((p) => n(-Math.log(p) + 0))],
  ], { head: [{ en: "probability", fr: "probabilité" }, ...given.map((p) => n(p))] });
  yield prose({
    en: `Each time that the probability falls to a tenth, the loss grows by the same amount, ` +
      `ln 10 = ${n(Math.LN10)}. Whoever knows nothing gives a tenth to each class:`,
    fr:
      `Chaque fois que la probabilité est divisée par dix, la perte augmente de la même quantité, ` +
      `ln 10 = ${n(Math.LN10)}. Qui ne sait rien donne un dixième à chaque classe\u00a0:`,
  });
  yield formula("L", negative(apply("ln", over(constant(1), constant(10)))));
  yield prose({
    en: "And our digit, before anything is learnt:",
    fr: "Et notre chiffre, avant tout apprentissage\u00a0:",
  });
  yield formula(
    { name: "L", traced: loss, digits: 4 },
    negative(apply("ln", now.at("P", 0, label))),
  );
  yield overflow(engine);
}

/** The probabilities of ten scores, as the engine computes them. */
function softmaxOf(engine: Engine, scores: readonly number[]): number[] {
  const logits = engine.matrix(1, scores.length), p = engine.matrix(1, scores.length);
  logits.data.set(scores);
  engine.softmaxCrossEntropy(p, {
    losses: engine.matrix(1, 1),
    logits,
    labels: engine.bytes(1),
  });
  return Array.from(p.data);
}
