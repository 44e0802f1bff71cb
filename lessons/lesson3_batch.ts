/**
 * The last part of lesson 3: all of the gradient, one step down, and a batch of 32 digits.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  check,
  constant,
  count,
  formula,
  minus,
  n,
  operand,
  over,
  prose,
  series,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { gradientCheck } from "../src/nn/gradient_check.ts";
import type { Batch, Network } from "../src/nn/network.ts";
import { symbols } from "../src/nn/trace.ts";
import { Sgd } from "../src/optim/sgd.ts";
import type { Asked, Followed } from "./lesson3_one_digit.ts";

const M = 32;

/** From one digit to many: the whole gradient checked, a step, and what the mean changes. */
export function* batch(followed: Followed, asked: Asked): Generator<Block> {
  const { network, digit, pixel, neuron: k } = followed, { engine } = network;
  const [W1, , , b2] = network.parameters;
  const start = network.parameters.map(({ value }) => value.data.slice());
  const restart = () => start.forEach((data, i) => network.parameters[i].value.data.set(data));

  yield step({ en: "The whole gradient, checked", fr: "Tout le gradient, vérifié" });
  yield prose({
    en: "One element of each matrix was measured. Now a hundred of each (of the biases, all), " +
      "drawn at random. Let a be their slopes by backpropagation, b the measured ones, and ‖ ‖ the " +
      "root of the sum of the squares: the relative error of them all is ‖a − b‖ / (‖a‖ + ‖b‖).",
    fr: "Un élément de chaque matrice a été mesuré. En voici cent de chacune (des biais, tous), " +
      "tirés au hasard. Soit a leurs pentes selon la rétropropagation, b les pentes mesurées, et " +
      "‖ ‖ la norme, racine de la somme des carrés\u00a0: l’erreur relative de l’ensemble est " +
      "‖a − b‖ / (‖a‖ + ‖b‖).",
  });
  const { matrices, verdict } = wholeGradient(network, digit);
  yield table(
    matrices.map(({ checked, relativeError }, i) => [
      `d${[...symbols(network).keys()][i]}`,
      count(checked),
      n(relativeError, 2),
    ]),
    {
      head: [
        "",
        { en: "measured", fr: "mesurés" },
        { en: "relative error", fr: "erreur relative" },
      ],
    },
  );
  yield verdict;
  yield prose({
    en: `Each slope that is measured takes two forward passes; one backward pass found all ` +
      `${count(network.parameterCount)}. What is left is the rounding of two losses that hardly ` +
      `differ: lesson 4 measures it.`,
    fr:
      `Chaque pente mesurée demande deux passes avant\u00a0; une seule passe arrière a trouvé les ` +
      `${
        count(network.parameterCount)
      }. Il ne reste que l’arrondi de deux pertes qui diffèrent à ` +
      `peine\u00a0: la leçon 4 le mesure.`,
  });

  yield step({ en: "One step, and the loss is smaller", fr: "Un pas, et la perte diminue" });
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels), rate = 0.02;
  new Sgd(engine, network.parameters).step(rate);
  yield formula(
    { name: `W1′[${pixel},${k}]`, traced: W1.value.data[pixel * 64 + k], digits: 4 },
    minus(now.at("W1", pixel, k), times(operand("η", rate), now.at("dW1", pixel, k))),
  );
  yield prose({
    en: `All ${count(network.parameterCount)} weights and biases take such a step, at once.`,
    fr: `Les ${count(network.parameterCount)} poids et biais font tous un tel pas, en même temps.`,
  });
  yield check({
    claim: { en: "the loss of the digit is smaller", fr: "la perte du chiffre est plus petite" },
    found: { name: { en: "after", fr: "après" }, value: network.forward(digit).loss },
    expected: { name: { en: "before", fr: "avant" }, value: loss },
    measure: "below",
  });
  restart();

  yield step({
    en: "A batch: the mean of 32 digits",
    fr: "Un mini-lot\u00a0: la moyenne de 32 chiffres",
  });
  const many = digits(asked.train, { engine, first: asked.digit, count: M });
  const { loss: mean, losses } = network.forward(many);
  network.backward();
  const all = snapshot(network, many.labels);
  yield prose({
    en:
      `A step that suits one digit may hurt another, so we take m = ${M} at once, one in each row of ` +
      `X. Their loss is the mean of their losses:`,
    fr: `Un pas qui convient à un chiffre peut nuire à un autre\u00a0: on en prend m = ${M} à la ` +
      `fois, un par ligne de X. Leur perte est la moyenne de leurs pertes\u00a0:`,
  });
  const m = operand("m", M);
  yield formula(
    { name: "L", traced: mean },
    over(series("r", M, { term: (r) => operand("L[r]", losses.data[r]), shown: 3 }), m),
  );
  yield prose({
    en: "Row by row, nothing changes: row r of dZ1 is the slope of L[r]. But a weight serves all " +
      "rows: its m paths to L add up, and the mean divides them by m:",
    fr:
      "Ligne par ligne, rien ne change\u00a0: la ligne r de dZ1 est la pente de L[r]. Mais un poids " +
      "sert à toutes\u00a0: ses m chemins s’ajoutent, puis on divise par m\u00a0:",
  });
  yield formula(all.whole("dW1"), over(times(all.transposed("X"), all.all("dZ1")), m));
  const rows = (r: number) => times(all.at("X", { r }, pixel), all.at("dZ1", { r }, k));
  yield formula(all.left("dW1", pixel, k), over(series("r", M, { term: rows, shown: 2 }), m));
  const biases = (r: number) => all.at("dZ1", { r }, k);
  yield formula(all.left("db1", 0, k), over(series("r", M, { term: biases, shown: 3 }), m));
  yield wholeGradient(network, many).verdict;

  yield step({ en: "What goes wrong: 1/m forgotten", fr: "L’erreur classique\u00a0: 1/m oublié" });
  yield formula(`Σᵣ X[r,${pixel}]·dZ1[r,${k}]`, times(constant(M), all.at("dW1", pixel, k)));
  const row = 0, epsilon = asked.push;
  const measured = Array.from({ length: 10 }, (_, column) => {
    const loss = () => network.forward(many).loss;
    return finiteDifference(b2.value, { row, column, epsilon, loss }).slope;
  });
  const sums = Array.from(all.matrix("db2").data, (slope) => M * slope);
  yield check({
    claim: {
      en: "db2 as a sum over the rows, without 1/m",
      fr: "erreur\u00a0: db2 sommé sur les lignes, sans 1/m",
    },
    found: { name: { en: "backpropagation", fr: "rétropropagation" }, value: sums },
    expected: { name: { en: "finite difference", fr: "différence finie" }, value: measured },
    tolerance: 0.1,
    meant: false,
  });
  const outcome = (rate: number) => {
    restart();
    network.forward(many);
    network.backward();
    new Sgd(engine, network.parameters).step(rate);
    return network.forward(many).loss;
  };
  const after = outcome(0.1), wrong = outcome(0.1 * M);
  restart();
  yield prose({
    en: `Every sign is right, every shape, too; but each step is ${M} times too long.`,
    fr:
      `Tous les signes sont justes, toutes les dimensions aussi\u00a0; mais chaque pas est ${M} fois ` +
      `trop long.`,
  });
  yield table([
    [{ en: "before", fr: "avant" }, n(mean, 4)],
    [{ en: "one step, with 1/m", fr: "un pas, avec 1/m" }, n(after, 4)],
    [{ en: "one step, without", fr: "un pas, sans" }, n(wrong, 4)],
  ], { head: [`η = ${n(0.1)}`, { en: "loss", fr: "perte" }] });
  yield check({
    claim: { en: "with 1/m, the loss is smaller", fr: "avec 1/m, la perte est plus petite" },
    found: { name: { en: "after", fr: "après" }, value: after },
    expected: { name: { en: "before", fr: "avant" }, value: mean },
    measure: "below",
  });
}

/** A hundred slopes of each matrix against finite differences, and what this says. */
function wholeGradient(network: Network, examples: Batch) {
  const exact = network.engine.name === "plain";
  const epsilon = exact ? undefined : 1e-2;
  const { matrices, relativeError } = gradientCheck(network, examples, { sample: 100, epsilon });
  const verdict = check({
    claim: { en: "backpropagation is right", fr: "la rétropropagation est juste" },
    found: { name: { en: "largest error", fr: "erreur maximale" }, value: relativeError },
    expected: { name: { en: "limit", fr: "limite" }, value: exact ? 1e-7 : 1e-2 },
    measure: "below",
  });
  return { matrices, verdict };
}
