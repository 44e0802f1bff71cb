/**
 * The first part of lesson 4: how well a slope can be measured.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import {
  aside,
  chart,
  check,
  count,
  formula,
  minus,
  n,
  operand,
  over,
  percent,
  predict,
  prose,
  step,
  table,
  tangent,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { relativeError } from "../src/nn/relative_error.ts";
import {
  type Asked,
  followed,
  medianErrors,
  slopeErrors,
  steepWeights,
} from "./lesson4_numbers.ts";

/** One-sided and central differences, in theory and as they are rounded. */
export function* slopes(engine: Engine, asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Measure a slope", fr: "Mesurer une pente" });
  const { now, loss, row, column, push } = followed(engine, asked);
  const weight = `W2[${row},${column}]`, slope = now.value("dW2", row, column);
  const at = now.value("W2", row, column);
  yield prose({
    en: `Take a fresh network and the first training image, a ${column}. We follow **w = ` +
      `${weight}**, from hidden neuron ${row}, the most active one, to the score of class ` +
      `${column}. Backpropagation says:`,
    fr: `Prenons un réseau tout neuf et la première image d’entraînement, un ${column}. Nous ` +
      `suivons **w = ${weight}**, le poids qui va du neurone caché ${row}, le plus actif, au score ` +
      `de la classe ${column}. La rétropropagation dit\u00a0:`,
  });
  yield formula(
    now.left("dW2", row, column),
    times(now.at("A1", 0, row), now.at("dZ2", 0, column)),
  );
  yield prose({
    en: "To see whether that is true, no backward pass is needed: push w by ε, run the network " +
      "forward again, and divide the change of the loss by ε. This is the " +
      `${term("one-sided difference")}:`,
    fr: "Pour savoir si c’est vrai, pas besoin de passe arrière\u00a0: augmentons w de ε, " +
      "refaisons une passe avant, et divisons par ε la variation de la perte. C’est la " +
      `${term("différence décentrée")}\u00a0:`,
  });
  const far = push(0.1), up = operand("L(w+ε)", far.above), epsilon = operand("ε", 0.1);
  yield formula(
    { name: "∂L/∂w", digits: 6 },
    over(minus(up, operand("L(w)", loss)), epsilon),
  );
  const off = relativeError([(far.above - loss) / 0.1], [slope]);
  yield prose({
    en: `That is ${percent(off, 2)} off. Is the gradient wrong, or the measure? Drawn with an ε ` +
      `of 1.5, so that it can be seen:`,
    fr: `L’écart est de ${percent(off, 2)}. Est-ce le gradient qui est faux, ou la mesure\u00a0? ` +
      `Dessinons-la avec un ε de 1,5, pour que cela se voie\u00a0:`,
  });
  yield tangent((w) => push(w - at).above, {
    at,
    from: at - 3,
    to: at + 3,
    slope,
    secants: [{
      between: [at, at + 1.5],
      name: { en: "one-sided difference, ε = 1.5", fr: "différence décentrée, ε = 1,5" },
    }],
    x: { label: { en: "w", fr: "w" } },
    y: { label: { en: "L(w)", fr: "L(w)" } },
  });

  yield step({ en: "From both sides", fr: "Des deux côtés" });
  yield prose({
    en: "The loss is no straight line: its own slope changes as w moves. Going up, the measure " +
      "errs to one side; going down, to the other. So take both, and most of the error cancels. " +
      `This is the ${term("central difference")}:`,
    fr: "La perte n’est pas une droite\u00a0: sa pente change quand w bouge. Vers le haut, la " +
      "mesure se trompe dans un sens\u00a0; vers le bas, dans l’autre. Prenons donc les deux, et " +
      `l’essentiel de l’erreur s’annule. C’est la ${term("différence centrée")}\u00a0:`,
  });
  yield formula(
    { name: "∂L/∂w", digits: 6 },
    over(minus(up, operand("L(w−ε)", far.below)), operand("2ε", 2 * 0.1)),
  );
  const double = followed(new PlainEngine(), asked);
  const truth = double.now.value("dW2", row, column);
  const errors = slopeErrors(double, { truth, epsilons: [0.1, 0.01, 0.001] });
  yield table(errors.map(({ epsilon, one, central }) => [n(epsilon), n(one, 2), n(central, 2)]), {
    head: ["ε", { en: "one-sided", fr: "décentrée" }, { en: "central", fr: "centrée" }],
    caption: {
      en: "Relative error, in f64 (numbers of 16 digits):",
      fr: "Erreur relative, en f64 (nombres à 16 chiffres)\u00a0:",
    },
  });
  const [, { central: before }, { central: after }] = errors;
  const shrinks = count(10 ** Math.round(Math.log10(before / after)));
  yield prose({
    en: `With an ε ten times smaller, the error of the one-sided difference becomes ten times ` +
      `smaller, that of the central one ${shrinks} times: what is left after the subtraction is ` +
      `proportional to ε², not to ε.`,
    fr:
      `Avec un ε dix fois plus petit, l’erreur de la différence décentrée devient dix fois plus ` +
      `petite, celle de la différence centrée ${shrinks} fois\u00a0: ce qui reste après la ` +
      `soustraction est proportionnel à ε², et non à ε.`,
  });
  yield aside({
    en: "Why ε²: a polynomial near w",
    fr: "Pourquoi ε²\u00a0: un polynôme près de w",
  }, function* () {
    yield prose({
      en:
        "Near w, a smooth curve is nearly a polynomial: L(w+ε) = L + L′·ε + L″·ε²/2 + L‴·ε³/6 + " +
        "…, where L′ is the slope that we want, L″ the slope of L′, L‴ that of L″ (its **Taylor " +
        "series**). From one side, L″·ε/2 is left over. Take L(w−ε) away, and every even power " +
        "goes: L‴·ε²/6 is left.",
      fr:
        "Près de w, une courbe lisse est presque un polynôme\u00a0: L(w+ε) = L + L′·ε + L″·ε²/2 + " +
        "L‴·ε³/6 + …, où L′ est la pente cherchée, L″ la pente de L′, L‴ celle de L″ (son " +
        "**développement de Taylor**). D’un seul côté, il reste L″·ε/2. En retranchant L(w−ε), les " +
        "puissances paires disparaissent\u00a0: il reste L‴·ε²/6.",
    });
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
  const single = followed(asked.createEngine("strict"), asked);
  yield predict({
    en: `If smaller is better, take ε = 10⁻⁸, in f32 (${term("floating point")} numbers of 7 ` +
      "digits, in which networks are trained). The measured slope will be…",
    fr: `Si plus petit vaut mieux, prenons ε = 10⁻⁸, en f32 (des nombres à ` +
      `${term("virgule flottante")} de 7 chiffres, dans lesquels on entraîne les réseaux). La ` +
      "pente mesurée sera…",
  }, {
    choices: [
      { en: "still closer to the true one", fr: "encore plus proche de la vraie" },
      { en: "as close as before", fr: "aussi proche qu’avant" },
      { en: "worthless", fr: "inutilisable" },
    ],
    right: relativeError([single.slopes(1e-8).central], [truth]) > 0.5 ? 2 : 0,
    why: {
      en: "With 7 digits, w + 10⁻⁸ gives the same loss as w: the difference of the two is 0.",
      fr:
        "Avec 7 chiffres, w + 10⁻⁸ donne la même perte que w\u00a0: la différence des deux est 0.",
    },
  });
  const weights = steepWeights(asked), many = count(weights.length);
  yield prose({
    en: `Here is the error for every ε down to 10⁻¹², in f64 and in f32: the median (the middle ` +
      `one) of ${many} weights of W2, since a single one may be lucky.`,
    fr:
      `Voici l’erreur pour chaque ε jusqu’à 10⁻¹², en f64 et en f32\u00a0: la médiane (celle du ` +
      `milieu) sur ${many} poids de W2, car un seul peut avoir de la chance.`,
  });
  const kinds = medianErrors(asked, {
    weights,
    epsilons: Array.from({ length: 23 }, (_, i) => 10 ** (-1 - i / 2)),
  });
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
    en: `The smaller ε, the fewer digits differ, and only those count: the rest cancels ` +
      `(${term("catastrophic cancellation")}). In the end the loss does not move at all, the ` +
      `slope is 0 and the error 1. Rounding changes a number by up to u times itself, with u = ` +
      `${n(u32, 2)} in f32 and ${n(u64, 2)} in f64; so the slope is wrong by about u·L/ε, which ` +
      `grows as ε shrinks. Where this arm meets the other, the V is lowest:`,
    fr: `Plus ε est petit, moins il y a de chiffres qui diffèrent, et eux seuls comptent\u00a0: ` +
      `les autres s’annulent (${term("annulation catastrophique")}). À la fin, la perte ne bouge ` +
      `plus du tout, la pente vaut 0 et l’erreur 1. Arrondir un nombre le change d’au plus u fois ` +
      `sa valeur, avec u = ${n(u32, 2)} en f32 et ${n(u64, 2)} en f64\u00a0; la pente est donc ` +
      `fausse d’environ u·L/ε, ce qui croît quand ε diminue. Là où cette branche rencontre ` +
      `l’autre, le V est au plus bas\u00a0:`,
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
    en: `So: **train in f32, check in f64**, from both sides, with an ε near 10⁻⁵. Every ` +
      `${term("gradient check")} of this lesson will do so; it chooses its ε by the size of the ` +
      `slopes.`,
    fr: `Donc\u00a0: **entraîner en f32, vérifier en f64**, des deux côtés, avec ε proche de ` +
      `10⁻⁵. Chaque ${term("vérification du gradient")} de cette leçon se fera ainsi\u00a0; elle ` +
      `choisit son ε d’après la taille des pentes.`,
  });
}
