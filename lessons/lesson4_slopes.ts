/**
 * The first part of lesson 4: how well a slope can be measured.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  formula,
  minus,
  n,
  operand,
  over,
  percent,
  prose,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { Surroundings } from "../src/lesson/lesson.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** How the lesson was asked for. */
export interface Asked {
  /** The training images; the first one is looked at. */
  readonly train: Split;
  /** The seed of the weights. */
  readonly seed: number;
  /** Makes an engine. */
  readonly createEngine: Surroundings["createEngine"];
}

/** 784-64-10 with fresh weights. They are the same numbers in f32 and in f64. */
export function freshNetwork(engine: Engine, seed: number): Network {
  const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(seed)));
  for (const { value } of network.parameters) {
    value.data.forEach((weight, i) => value.data[i] = Math.fround(weight));
  }
  return network;
}

/** The first digit through a fresh network, and the weight of W2 that we follow. */
function followed(engine: Engine, { train, seed }: Asked) {
  const network = freshNetwork(engine, seed), [, , W2] = network.parameters;
  const digit = digits(train, { engine, first: 0, count: 1 }), [column] = digit.labels;
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels, { digits: 5 });
  const active = Array.from(now.matrix("A1").data), row = active.indexOf(Math.max(...active));
  const push = (epsilon: number) =>
    finiteDifference(W2.value, { row, column, epsilon, loss: () => network.forward(digit).loss });
  /** The slope from one side and from both, as a textbook writes them. */
  const slopes = (epsilon: number) => {
    const { above, below } = push(epsilon);
    return { one: (above - loss) / epsilon, central: (above - below) / (2 * epsilon) };
  };
  return { now, loss, row, column, push, slopes };
}

/** |a − b| / max(|a|, |b|). */
const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));

/** One-sided and central differences, in theory and as they are rounded. */
export function* slopes(engine: Engine, asked: Asked): Generator<Block> {
  yield step({ en: "Measure a slope", fr: "Mesurer une pente" });
  const { now, loss, row, column, push } = followed(engine, asked);
  const weight = `W2[${row},${column}]`, slope = now.value("dW2", row, column);
  yield prose({
    en: `Take a fresh network and the first training image, a ${column}. We follow **w = ` +
      `${weight}**, from hidden neuron ${row}, the most active one, to the score of class ` +
      `${column}. Backpropagation says:`,
    fr: `Prenons un réseau tout neuf et la première image d’entraînement, un ${column}. Nous ` +
      `suivons **w = ${weight}**, du neurone caché ${row}, le plus actif, au score de la classe ` +
      `${column}. La rétropropagation dit\u00a0:`,
  });
  yield formula(
    now.left("dW2", row, column),
    times(now.at("A1", 0, row), now.at("dZ2", 0, column)),
  );
  yield prose({
    en:
      "To see whether that is true, nothing of lesson 3 is needed: push w by ε, run the network " +
      "forward again, and divide the change of the loss by ε. This is the **one-sided difference**:",
    fr: "Pour savoir si c’est vrai, rien de la leçon 3 n’est nécessaire\u00a0: poussons w de ε, " +
      "refaisons une passe avant, et divisons par ε la variation de la perte. C’est la " +
      "**différence unilatérale**\u00a0:",
  });
  const far = push(0.1), up = operand("L(w+ε)", far.above), epsilon = operand("ε", 0.1);
  yield formula(
    { name: "∂L/∂w", digits: 5 },
    over(minus(up, operand("L(w)", loss)), epsilon),
  );
  const one = (far.above - loss) / 0.1;
  yield prose({
    en: `That is ${percent(relative(one, slope), 2)} off. Is the gradient wrong, or the measure?`,
    fr: `L’écart est de ${percent(relative(one, slope), 2)}. Est-ce le gradient qui est faux, ou ` +
      `la mesure\u00a0?`,
  });

  yield step({ en: "From both sides", fr: "Des deux côtés" });
  yield prose({
    en: "The loss is no straight line: its own slope changes as w moves. Going up, the measure " +
      "errs to one side; going down, to the other. So take both, and most of the error cancels. " +
      "This is the **central difference**:",
    fr: "La perte n’est pas une droite\u00a0: sa pente change quand w bouge. Vers le haut, la " +
      "mesure se trompe dans un sens\u00a0; vers le bas, dans l’autre. Prenons donc les deux, et " +
      "l’essentiel de l’erreur s’annule. C’est la **différence centrée**\u00a0:",
  });
  yield formula(
    { name: "∂L/∂w", digits: 5 },
    over(minus(up, operand("L(w−ε)", far.below)), operand("2ε", 2 * 0.1)),
  );
  const double = followed(new PlainEngine(), asked);
  const truth = double.now.value("dW2", row, column);
  const rows = [0.1, 0.01, 0.001].map((epsilon) => {
    const { one, central } = double.slopes(epsilon);
    return [n(epsilon), n(relative(one, truth), 2), n(relative(central, truth), 2)];
  });
  yield table(rows, {
    head: ["ε", { en: "one-sided", fr: "unilatérale" }, { en: "central", fr: "centrée" }],
    caption: {
      en: "Relative error |a − b| / max(|a|, |b|), in f64 (numbers of 16 digits):",
      fr: "Erreur relative |a − b| / max(|a|, |b|), en f64 (nombres à 16 chiffres)\u00a0:",
    },
  });
  yield prose({
    en: "Ten times smaller an ε, ten times smaller an error from one side; but a hundred times " +
      "smaller from both. Why? Near w, a smooth curve is nearly a polynomial: L(w+ε) = L + L′·ε + " +
      "L″·ε²/2 + L‴·ε³/6 + …, where L′ is the slope that we want, L″ the slope of L′, L‴ that of " +
      "L″. From one side, L″·ε/2 is left over. Take L(w−ε) away, and every even power goes: " +
      "L‴·ε²/6 is left.",
    fr: "Quand ε est dix fois plus petit, l’erreur est dix fois plus petite d’un seul côté, mais " +
      "cent fois plus petite des deux. Pourquoi\u00a0? Près de w, une courbe lisse est presque un " +
      "polynôme\u00a0: L(w+ε) = L + L′·ε + L″·ε²/2 + L‴·ε³/6 + …, où L′ est la pente cherchée, L″ la " +
      "pente de L′, L‴ celle de L″. D’un seul côté, il reste L″·ε/2. En retranchant L(w−ε), les " +
      "puissances paires disparaissent\u00a0: il reste L‴·ε²/6.",
  });
  yield check({
    claim: {
      en: "with ε = 10⁻⁵, from both sides, it is the slope of L",
      fr: "avec ε = 10⁻⁵, des deux côtés, c’est bien la pente de L",
    },
    found: { name: { en: "backpropagation", fr: "rétropropagation" }, value: truth },
    expected: {
      name: { en: "central difference", fr: "différence centrée" },
      value: double.slopes(1e-5).central,
    },
    tolerance: 1e-8,
  });

  yield step({ en: "Smaller still? The V", fr: "Encore plus petit\u00a0? Le V" });
  yield prose({
    en: "If smaller is better, take ε = 10⁻¹². Here is the error for every ε down to there, in " +
      "f64, and in f32 (7 digits), in which networks are trained:",
    fr: "Si plus petit vaut mieux, prenons ε = 10⁻¹². Voici l’erreur pour chaque ε jusque-là, en " +
      "f64, et en f32 (7 chiffres), dans lequel on entraîne les réseaux\u00a0:",
  });
  const single = followed(asked.createEngine("strict"), asked);
  const pushes = Array.from({ length: 23 }, (_, i) => 10 ** (-1 - i / 2));
  const curve = (of: typeof single, side: "one" | "central") =>
    pushes.map((epsilon) => [epsilon, relative(of.slopes(epsilon)[side], truth)] as const);
  const kinds = [
    { name: { en: "one-sided, f64", fr: "unilatérale, f64" }, points: curve(double, "one") },
    { name: { en: "central, f64", fr: "centrée, f64" }, points: curve(double, "central") },
    { name: { en: "one-sided, f32", fr: "unilatérale, f32" }, points: curve(single, "one") },
    { name: { en: "central, f32", fr: "centrée, f32" }, points: curve(single, "central") },
  ];
  yield chart(kinds, {
    x: { label: { en: "ε", fr: "ε" }, log: true },
    y: { label: { en: "relative error", fr: "erreur relative" }, log: true },
    height: 12,
  });
  yield step({ en: "Where the left arm comes from", fr: "D’où vient la branche de gauche" });
  yield prose({
    en:
      "Read from right to left, each curve falls, as in the last table; then it turns and rises. " +
      "Look at the two losses in f32:",
    fr:
      "De droite à gauche, chaque courbe descend, comme dans le dernier tableau\u00a0; puis elle " +
      "tourne et remonte. Regardons les deux pertes en f32\u00a0:",
  });
  const losses = [1e-2, 1e-4, 1e-6, 1e-8].map((epsilon) => {
    const { above, below } = single.push(epsilon);
    return [n(epsilon), n(above, 8), n(below, 8), n((above - below) / (2 * epsilon))];
  });
  yield table(losses, {
    head: ["ε", "L(w+ε)", "L(w−ε)", { en: "slope", fr: "pente" }],
  });
  const [u32, u64] = [2 ** -24, 2 ** -53];
  yield prose({
    en:
      `The smaller ε, the fewer digits differ, and only those count: the rest cancels. In the end ` +
      `the loss does not move at all, the slope is 0 and the error 1. Rounding changes a number ` +
      `by up to u times itself, with u = ${n(u32, 2)} in f32 and ${n(u64, 2)} in f64; so the ` +
      `slope is wrong by about u·L/ε, which grows as ε shrinks. The other error shrinks like ε², ` +
      `and both are equal near ∛u, ${n(Math.cbrt(u32), 2)} and ${n(Math.cbrt(u64), 2)} (from one ` +
      `side, it shrinks like ε, and they are equal near √u, ${n(Math.sqrt(u32), 2)} and ` +
      `${n(Math.sqrt(u64), 2)}).`,
    fr:
      `Plus ε est petit, moins il y a de chiffres qui diffèrent, et eux seuls comptent\u00a0: le ` +
      `reste s’annule. À la fin, la perte ne bouge plus du tout, la pente vaut 0 et l’erreur 1. ` +
      `L’arrondi change un nombre d’au plus u fois lui-même, avec u = ${n(u32, 2)} en f32 et ` +
      `${n(u64, 2)} en f64\u00a0; la pente est donc fausse d’environ u·L/ε, ce qui croît quand ε ` +
      `diminue. L’autre erreur décroît comme ε²\u00a0: les deux s’égalent près de ∛u, soit ` +
      `${n(Math.cbrt(u32), 2)} et ${n(Math.cbrt(u64), 2)} (d’un seul côté, elle décroît comme ε, ` +
      `et c’est près de √u, soit ${n(Math.sqrt(u32), 2)} et ${n(Math.sqrt(u64), 2)}).`,
  });
  const bests = kinds.map(({ name, points }) => {
    const [epsilon, error] = points.reduce((a, b) => b[1] < a[1] ? b : a);
    return [name, n(epsilon, 2), n(error, 2)];
  });
  yield table(bests, {
    head: [
      { en: "lowest point of the V", fr: "point le plus bas du V" },
      "ε",
      { en: "error", fr: "erreur" },
    ],
  });
  yield prose({
    en: "So: **train in f32, check in f64**, from both sides, with an ε near 10⁻⁵. Every " +
      "gradient check of this lesson will do so.",
    fr:
      "Donc\u00a0: **entraîner en f32, vérifier en f64**, des deux côtés, avec ε proche de 10⁻⁵. " +
      "Toutes les vérifications de gradient de cette leçon feront ainsi.",
  });
}
