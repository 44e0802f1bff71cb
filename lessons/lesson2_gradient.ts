/**
 * The part of lesson 2 on the gradient: P − Y line by line, and the proof.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import type { Snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  check,
  constant,
  count,
  formula,
  minus,
  negative,
  operand,
  over,
  plus,
  prose,
  series,
  step,
  symbol,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { gradientCheck } from "../src/nn/gradient_check.ts";
import type { Batch, Network } from "../src/nn/network.ts";

/** A digit that went through the network, forward and backward. */
export interface Passed {
  /** The linear model. */
  readonly network: Network;
  /** The digit. */
  readonly digit: Batch;
  /** Every number of the two passes. */
  readonly now: Snapshot;
  /** The pixel that is followed. */
  readonly pixel: number;
}

/** From the loss to the slope of every weight. */
export function* gradient(
  engine: Engine,
  { network, digit, now, pixel, loss, train, first }: Passed & {
    readonly loss: number;
    readonly train: Split;
    readonly first: number;
  },
): Generator<Block> {
  const [label] = digit.labels, other = (label + 1) % 10;
  // In f32 a loss has 7 digits: after a tiny push, its change would be lost in the rounding.
  const single = engine.name !== "plain";
  const epsilon = single ? 1e-2 : 1e-4, tolerance = single ? 1e-2 : 1e-6;

  yield step({ en: "P − Y, line by line", fr: "P − Y, ligne par ligne" });
  yield formula(
    { name: "L", traced: loss, digits: 4 },
    negative(apply("ln", now.at("P", 0, label))),
  );
  yield prose({
    en: "Which scores should rise, and which fall? The slope ∂L/∂Z1[0,k] (∂: the derivative when " +
      "nothing else moves) says by how much L rises for each unit that score k is pushed up. " +
      "First write P out. The ln of a quotient is a difference, and ln undoes exp (y is the " +
      "right class):",
    fr: "Quels scores doivent monter, et lesquels descendre\u00a0? La pente ∂L/∂Z1[0,k] " +
      "(∂\u00a0: on dérive en fixant tout le reste) dit de combien L monte par unité dont on " +
      "augmente le score k. D’abord, développons P. Le ln d’un quotient est une différence, et " +
      "ln défait exp (y est la bonne classe)\u00a0:",
  });
  const z = (index: string) => symbol(`Z1[0,${index}]`), S = symbol("S");
  const sum = series("j", 10, { term: () => apply("exp", z("j")) });
  yield formula("L", negative(apply("ln", over(apply("exp", z("y")), S))));
  yield formula("L", plus(negative(z("y")), apply("ln", S)));
  yield formula("S", sum);
  yield prose({
    en:
      "The first part depends on score k only if k is y, and then its slope is −1. Let Y[0,k] be " +
      "1 where k is y, and 0 elsewhere:",
    fr: "Le premier terme ne dépend du score k que si k est y, et sa pente vaut alors −1. Soit " +
      "Y[0,k] qui vaut 1 si k est y, et 0 sinon\u00a0:",
  });
  yield formula("∂(−Z1[0,y])/∂Z1[0,k]", negative(symbol("Y[0,k]")));
  yield prose({
    en:
      "In the second, only one term of S moves, and exp is its own slope; that of ln(S) is 1/S. " +
      "Slopes along a path multiply, and what comes out is the probability again:",
    fr:
      "Dans le second, un seul terme de S varie, et exp est sa propre pente\u00a0; celle de ln(S) " +
      "est 1/S. Le long d’un chemin, les pentes se multiplient, et l’on retrouve la " +
      "probabilité\u00a0:",
  });
  yield formula("∂ln(S)/∂Z1[0,k]", symbol("P[0,k]"), {
    by: [times(over(constant(1), S), apply("exp", z("k")))],
  });
  yield prose({
    en: "Both parts together, for all ten scores at once (dZ1 is short for ∂L/∂Z1):",
    fr: "Les deux termes ensemble, pour les dix scores à la fois (dZ1 abrège ∂L/∂Z1)\u00a0:",
  });
  yield formula(now.whole("dZ1"), minus(now.all("P"), now.all("Y")));

  yield step({ en: "The error, and its proof", fr: "L’erreur, et sa preuve" });
  for (const k of [label, other]) {
    yield formula(now.left("dZ1", 0, k), minus(now.at("P", 0, k), now.at("Y", 0, k)));
  }
  yield check({
    claim: {
      en: "the ten errors sum to 0: what one score gains, the others lose",
      fr: "la somme des dix erreurs vaut 0\u00a0: ce qu’un score gagne, les autres le perdent",
    },
    found: {
      name: { en: "sum", fr: "somme" },
      value: Array.from(now.matrix("dZ1").data).reduce((sum, slope) => sum + slope, 0),
    },
    expected: { name: { en: "wanted", fr: "voulu" }, value: 0 },
    tolerance: 1e-6,
    measure: "absolute",
  });
  yield prose({
    en: `Only the score of class ${label} should rise. The proof: b1 is added to Z1, so to push ` +
      `b1[0,${label}] by ε is to push that score. A little up, a little down: the difference ` +
      "of the losses, over the distance, is the slope. This is a **finite difference**.",
    fr: `Seul le score de la classe ${label} doit monter. La preuve\u00a0: b1 s’ajoute à Z1, ` +
      `donc augmenter b1[0,${label}] de ε, c’est augmenter ce score d’autant. Un peu plus ` +
      "haut, un peu plus bas\u00a0: l’écart des pertes, divisé par la distance, donne la " +
      "pente. C’est une **différence finie**.",
  });
  const [W1, b1] = network.parameters.map(({ value }) => value);
  const lossNow = () => network.forward(digit).loss;
  const pushed = Array.from(
    { length: 10 },
    (_, column) => finiteDifference(b1, { row: 0, column, epsilon, loss: lossNow }),
  );
  const { above, below, distance } = pushed[label];
  yield formula(
    { name: "∂L/∂b", digits: 7 },
    over(minus(operand("L(b+ε)", above), operand("L(b−ε)", below)), operand("2ε", distance)),
  );
  yield prose({
    en: "And all ten at once: the norm ‖ ‖ is the root of the sum of the squares, and the " +
      "relative error is ‖a\u00a0−\u00a0b‖\u00a0/\u00a0(‖a‖\u00a0+\u00a0‖b‖).",
    fr: "Et les dix à la fois\u00a0: la norme ‖ ‖ est la racine carrée de la somme des carrés, " +
      "et l’erreur relative vaut ‖a\u00a0−\u00a0b‖\u00a0/\u00a0(‖a‖\u00a0+\u00a0‖b‖).",
  });
  const formulaName = { en: "P − Y", fr: "P − Y" };
  const measured = { en: "finite differences", fr: "différences finies" };
  yield check({
    claim: { en: "all ten slopes are P − Y", fr: "les dix pentes valent P − Y" },
    found: { name: formulaName, value: now.matrix("dZ1").data },
    expected: { name: measured, value: pushed.map(({ slope }) => slope) },
    tolerance,
  });

  yield step({ en: "From the error to the weights", fr: "De l’erreur aux poids" });
  const weight = `W1[${pixel},${label}]`;
  yield prose({
    en:
      `${weight} enters one score, times the pixel X[0,${pixel}]: pushed by ε, it pushes the score ` +
      `by X[0,${pixel}]·ε. So its slope is the pixel times the error.`,
    fr: `${weight} n’entre que dans un score, multiplié par le pixel X[0,${pixel}]\u00a0: si on ` +
      `l’augmente de ε, le score augmente de X[0,${pixel}]·ε. Sa pente est donc le pixel fois ` +
      "l’erreur.",
  });
  yield formula(
    now.left("dW1", pixel, label),
    times(now.at("X", 0, pixel), now.at("dZ1", 0, label)),
    { by: [times(symbol(`∂Z1[0,${label}]/∂${weight}`), symbol(`∂L/∂Z1[0,${label}]`))] },
  );
  yield check({
    claim: {
      en: `dW1[${pixel},${label}] is the slope of L`,
      fr: `dW1[${pixel},${label}] est bien la pente de L`,
    },
    found: { name: { en: "formula", fr: "formule" }, value: now.value("dW1", pixel, label) },
    expected: {
      name: { en: "finite difference", fr: "différence finie" },
      value: finiteDifference(W1, { row: pixel, column: label, epsilon, loss: lossNow }).slope,
    },
    tolerance,
  });
  const m = 100, batch = digits(train, { engine, first, count: m });
  yield prose({
    en:
      `For a batch of m images, one in each row of X, the loss is the mean of theirs, and so are ` +
      "the slopes. As products of matrices (lesson 3 takes the time to explain the transpose):",
    fr: "Pour un lot de m images, une par ligne de X, la perte est la moyenne de leurs " +
      "pertes, et chaque pente, celle de leurs pentes. En produits de matrices (la leçon 3 prend " +
      "le temps d’expliquer la transposée)\u00a0:",
  });
  yield formula(
    { name: "dW1", shape: [784, 10] },
    over(
      times(symbol("Xᵀ", [784, m]), symbol("dZ1", [m, 10])),
      operand("m", m),
    ),
  );
  const { matrices, relativeError } = gradientCheck(network, batch, {
    sample: 100,
    ...(single && { epsilon }),
  });
  const checked = matrices.reduce((total, { checked }) => total + checked, 0);
  yield check({
    claim: {
      en: `${count(checked)} slopes drawn at random, for a batch of ${m}: the largest relative ` +
        "error is small",
      fr: `${count(checked)} pentes tirées au hasard, pour un lot de ${m}\u00a0: la plus grande ` +
        "erreur relative est petite",
    },
    found: { name: { en: "error", fr: "erreur" }, value: relativeError },
    expected: { name: { en: "allowed", fr: "permise" }, value: single ? 1e-3 : 1e-6 },
    measure: "below",
  });
}
