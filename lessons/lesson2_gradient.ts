/**
 * The part of lesson 2 on the gradient: P − Y line by line, checked, and the slopes of the weights.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import { digits } from "../src/lesson/digits.ts";
import {
  apply,
  check,
  constant,
  count,
  formula,
  minus,
  n,
  negative,
  operand,
  over,
  plus,
  predict,
  prose,
  series,
  step,
  symbol,
  tangent,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { gradientCheck } from "../src/nn/gradient_check.ts";
import type { Followed, Passed } from "./lesson2_scores.ts";

/** From the loss to the slope of every weight. */
export function* gradient(
  engine: Engine,
  { network, digit, now, pixel, train, first }: Passed & Followed,
): Generator<StoryBlock> {
  const [label] = digit.labels, other = (label + 1) % 10;
  // In f32 a loss has 7 digits: after a tiny push, its change would be lost in the rounding.
  const single = engine.name !== "plain";
  const epsilon = single ? 1e-2 : 1e-4, tolerance = single ? 1e-2 : 1e-6;

  yield step({ en: "P − Y, line by line", fr: "P − Y, ligne par ligne" });
  yield prose({
    en: "Which scores should rise, and which fall? The slope ∂L/∂Z1[0,k] (∂: the derivative when " +
      "nothing else moves) says by how much L rises for each unit that score k is pushed up.",
    fr: "Quels scores doivent monter, et lesquels descendre\u00a0? La pente ∂L/∂Z1[0,k] " +
      "(∂\u00a0: on dérive en fixant tout le reste) dit de combien L monte par unité dont on " +
      "augmente le score k.",
  });
  yield predict({
    en:
      `The image is a ${label}. What is the sign of the slope of L with respect to the score of ` +
      `${other}, a wrong class?`,
    fr: `L’image est un ${label}. Quel est le signe de la pente de L par rapport au score du ` +
      `${other}, une mauvaise classe\u00a0?`,
  }, {
    sign: now.value("dZ1", 0, other),
    why: {
      en: "A wrong score that rises takes probability from the right class: L rises with it.",
      fr:
        "Un mauvais score qui monte prend de la probabilité à la bonne classe\u00a0: L monte aussi.",
    },
  });
  yield prose({
    en:
      "Now by how much. Call S the sum of softmax. The ln of a quotient is a difference, and ln " +
      "undoes exp (y is the right class):",
    fr: "Reste à savoir de combien. Soit S la somme de softmax. Le ln d’un quotient est une " +
      "différence, et ln annule exp (y est la bonne classe)\u00a0:",
  });
  const z = (index: string) => symbol(`Z1[0,${index}]`), S = symbol("S");
  const sum = series("j", 10, { term: () => apply("exp", z("j")) });
  yield formula("S", sum);
  yield formula("L", negative(apply("ln", over(apply("exp", z("y")), S))));
  yield formula("L", plus(negative(z("y")), apply("ln", S)));
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
      "Slopes along a path multiply (lesson 3 says why), and what comes out is the probability again:",
    fr:
      "Dans le second, un seul terme de S varie, et exp est sa propre pente\u00a0; celle de ln(S) " +
      "est 1/S. Le long d’un chemin, les pentes se multiplient (la leçon 3 dit pourquoi), et l’on retrouve la " +
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

  yield step({ en: "Is it the slope?", fr: "Est-ce bien la pente\u00a0?" });
  for (const k of [label, other]) {
    yield formula(now.left("dZ1", 0, k), minus(now.at("P", 0, k), now.at("Y", 0, k)));
  }
  const [W1, b1] = network.parameters.map(({ value }) => value);
  const lossNow = () => network.forward(digit).loss;
  const lossAt = (push: number) => {
    const before = b1.data[label];
    b1.data[label] = before + push;
    const pushed = lossNow();
    b1.data[label] = before;
    return pushed;
  };
  yield prose({
    en: `To push the score of class ${label} by t and see: b1 is added to Z1, so push ` +
      `b1[0,${label}]. Below, L for every t, and at t = 0 the straight line whose slope is ` +
      `dZ1[0,${label}] = ${n(now.value("dZ1", 0, label))}. It should touch:`,
    fr:
      `Augmentons le score de la classe ${label} de t pour voir\u00a0: b1 s’ajoute à Z1, il suffit ` +
      `donc d’augmenter b1[0,${label}]. Voici L pour chaque t et, en t = 0, la droite de pente ` +
      `dZ1[0,${label}] = ${n(now.value("dZ1", 0, label))}. Elle doit être tangente\u00a0:`,
  });
  yield tangent(lossAt, {
    at: 0,
    from: -3,
    to: 6,
    slope: now.value("dZ1", 0, label),
    x: { label: { en: "push t", fr: "augmentation t" } },
    y: { label: { en: "L", fr: "L" }, min: 0 },
    height: 9,
  });
  yield prose({
    en:
      `In numbers: a little up, a little down; the difference of the two losses, over the distance, ` +
      `is nearly the slope. For all ten scores at once (‖ ‖ is the root of the sum of the squares, and ` +
      `the ${term("relative error")} ‖a\u00a0−\u00a0b‖\u00a0/\u00a0max(‖a‖,\u00a0‖b‖)):`,
    fr:
      "En nombres\u00a0: un peu plus haut, un peu plus bas\u00a0; l’écart des deux pertes, divisé " +
      "par la distance, est presque la pente. Pour les dix scores à la fois (‖ ‖ est la racine carrée " +
      `de la somme des carrés, et l’${term("erreur relative")} ` +
      "‖a\u00a0−\u00a0b‖\u00a0/\u00a0max(‖a‖,\u00a0‖b‖))\u00a0:",
  });
  yield check({
    claim: {
      en: "P − Y agrees with the ten slopes as measured",
      fr: "P − Y concorde avec les dix pentes mesurées",
    },
    found: { name: { en: "P − Y", fr: "P − Y" }, value: now.matrix("dZ1").data },
    expected: {
      name: { en: "measured", fr: "mesurées" },
      value: Array.from(
        { length: 10 },
        (_, column) => finiteDifference(b1, { row: 0, column, epsilon, loss: lossNow }).slope,
      ),
    },
    tolerance,
  });
  yield prose({
    en: `Only class ${label} has a negative slope: its score should rise, the nine others should ` +
      "fall, and the more so the more probability they were given.",
    fr:
      `Seule la classe ${label} a une pente négative\u00a0: son score doit monter, les neuf autres ` +
      "doivent descendre, d’autant plus qu’ils ont reçu une probabilité plus grande.",
  });

  yield step({ en: "From the score to the weights", fr: "Du score aux poids" });
  const weight = `W1[${pixel},${label}]`;
  yield prose({
    en:
      `${weight} enters one score, times the pixel X[0,${pixel}]: pushed by ε, it pushes the score ` +
      `by X[0,${pixel}]·ε. So its slope is the pixel times the slope of the score.`,
    fr: `${weight} n’entre que dans un score, multiplié par le pixel X[0,${pixel}]\u00a0: si on ` +
      `l’augmente de ε, le score augmente de X[0,${pixel}]·ε. Sa pente est donc le pixel fois ` +
      "la pente du score.",
  });
  yield formula(
    now.left("dW1", pixel, label),
    times(now.at("X", 0, pixel), now.at("dZ1", 0, label)),
    { by: [times(symbol(`∂Z1[0,${label}]/∂${weight}`), symbol(`∂L/∂Z1[0,${label}]`))] },
  );
  yield check({
    claim: {
      en: `dW1[${pixel},${label}] agrees with the measured slope`,
      fr: `dW1[${pixel},${label}] concorde avec la mesure`,
    },
    found: { name: { en: "formula", fr: "formule" }, value: now.value("dW1", pixel, label) },
    expected: {
      name: { en: "measured", fr: "mesurée" },
      value: finiteDifference(W1, { row: pixel, column: label, epsilon, loss: lossNow }).slope,
    },
    tolerance,
    brief: true,
  });
  const m = 100, batch = digits(train, { engine, first, count: m });
  yield prose({
    en:
      `The weight of a pixel without ink has the slope 0 here: it had no say. All slopes together are the ` +
      `${
        term("gradient")
      }. For a batch of m images, the loss is the mean of theirs, and so are the slopes. ` +
      "As a product of matrices (Xᵀ is X with its rows as columns: the sum then runs over the images):",
    fr:
      "Le poids d’un pixel sans encre a ici une pente de 0\u00a0: il n’avait pas voix au chapitre. " +
      `L’ensemble des pentes forme le ${
        term("gradient")
      }. Pour un lot de m images, la perte et chaque ` +
      "pente sont des moyennes sur le lot. En produit de matrices (Xᵀ est X, ses " +
      "lignes devenues colonnes\u00a0: la somme porte alors sur les images)\u00a0:",
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
      en: `${count(checked)} slopes drawn at random, batch of ${m}: formula and measure agree`,
      fr: `${count(checked)} pentes au hasard, lot de ${m}\u00a0: formule et mesure concordent`,
    },
    found: { name: { en: "relative error", fr: "erreur relative" }, value: relativeError },
    expected: { name: { en: "allowed", fr: "permise" }, value: single ? 1e-3 : 1e-6 },
    measure: "below",
  });
}
