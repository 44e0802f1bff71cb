/**
 * The part of lesson 2 on what a weighted sum cannot say: shapes that move, parts that mean something
 * together, the four points of XOR.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import {
  bars,
  check,
  constant,
  count,
  fixed,
  formula,
  n,
  percent,
  plane,
  plus,
  predict,
  prose,
  step,
  symbol,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import type { Network } from "../src/nn/network.ts";
import {
  halvesOf,
  learntLines,
  type Line,
  lossOf,
  mostRight,
  pointsRight,
  pushedRight,
  scoreOf,
  XOR,
} from "./lesson2_numbers.ts";
import type { Followed } from "./lesson2_scores.ts";

/** From templates that do not move to XOR. */
export function* limits(
  network: Network,
  { train, first, seed, kept }: Followed & { kept: Split },
): Generator<StoryBlock> {
  yield step({ en: "Shifted", fr: "Décalés" });
  yield prose({
    en:
      `A template lies where it lies. The ${count(kept.count)} validation images, pushed to the ` +
      "right by a few pixels, and the share that is read right:",
    fr:
      `Un gabarit reste où il est. Les ${
        count(kept.count)
      } images de validation, décalées vers la ` +
      "droite de quelques pixels, et la part qui est bien lue\u00a0:",
  });
  yield bars(
    [0, 1, 2, 3, 4].map((by) => {
      const value = pushedRight(network, kept, { by });
      return { label: `${by} px`, value, text: percent(value) };
    }),
    { max: 1 },
  );
  yield prose({
    en:
      "Three pixels to the right, you read them as before. What should be learnt is a shape, wherever it stands: " +
      "lesson 10 takes that up. There is something else that templates cannot say.",
    fr:
      "Décalées de trois pixels, vous les lisez comme avant. Il faudrait apprendre une forme, où qu’elle " +
      "soit\u00a0: la leçon 10 y revient. Il y a autre chose que des gabarits ne peuvent pas exprimer.",
  });

  yield* fourPoints();
  yield* inNumbers(network, { train, first, seed });
}

/** A line that has three of the four points right: class 1 above X[0] + X[1] = 1/2. */
const BY_HAND: Line = { a: 1, b: 1, c: -0.5 };
const CLASSES = [0, 1].map((c) => ({ en: `class ${c}`, fr: `classe ${c}` }));

/** XOR in the plane. */
function* fourPoints(): Generator<StoryBlock> {
  yield step({ en: "Four points", fr: "Quatre points" });
  const most = mostRight();
  yield prose({
    en:
      "Two pixels, each 0 or 1: four images, and class 1 is “exactly one of the two has ink”, which " +
      "is called **XOR**. They are four points in a plane, a pixel along each axis, which a weighted " +
      "sum cuts along a straight line, with class 1 on one side:",
    fr:
      "Deux pixels, chacun 0 ou 1\u00a0: quatre images, et la classe 1, c’est «\u00a0un seul des deux " +
      "a de l’encre\u00a0», ce qu’on appelle **XOR**, le ou exclusif. Ce sont des points dans un plan, " +
      "un pixel par axe, qu’une somme pondérée coupe selon une droite, avec la classe 1 d’un côté\u00a0:",
  });
  const points = XOR.map(({ at, label }) => ({ at, label }));
  yield plane([{ points }], {
    classes: CLASSES,
    small: true,
    alt: {
      en: "Four points at the corners of a square. Those of class 1 are at opposite corners.",
      fr: "Quatre points aux coins d’un carré. Ceux de la classe 1 sont à des coins opposés.",
    },
  });
  yield predict({
    en: "Of the four points, how many can the best straight line get right?",
    fr: "Des quatre points, combien la meilleure droite peut-elle en classer correctement\u00a0?",
  }, {
    choices: [
      { en: "two", fr: "deux" },
      { en: "three", fr: "trois" },
      { en: "all four", fr: "les quatre" },
    ],
    right: most - 2,
    why: {
      en: "One corner can be cut off from three, as below. Two opposite corners cannot be cut " +
        "off from the two others.",
      fr:
        "On peut séparer un coin des trois autres, comme ci-dessous. Deux coins opposés, on ne peut " +
        "pas les séparer des deux autres.",
    },
  });
  const classesOf = (all: readonly (readonly number[])[]) =>
    all.map((at) => Number(scoreOf(BY_HAND, at) > 0));
  const right = pointsRight(BY_HAND);
  yield plane([{
    points,
    classesOf,
    title: { en: `a line: ${right} of 4 right`, fr: `une droite\u00a0: ${right} sur 4` },
  }], {
    classes: CLASSES,
    alt: {
      en: "The four points. A straight line cuts off one corner: of the three others, one is of " +
        "another class.",
      fr:
        "Les quatre points. Une droite sépare un coin\u00a0; des trois autres, un est d’une autre " +
        "classe.",
    },
  });
}

/** Why no weights say XOR, nor anything like it in a digit. */
function* inNumbers(
  network: Network,
  { train, first, seed }: Followed,
): Generator<StoryBlock> {
  yield step({ en: "In numbers: it cannot be", fr: "En nombres\u00a0: c’est impossible" });
  const { drawn, learnt } = learntLines(seed), lines = [BY_HAND, drawn, learnt];
  yield prose({
    en: "Let d be the score of class 1 minus that of class 0: a weighted sum, too, d = w₀·X[0] + " +
      "w₁·X[1] + b, and class 1 is read where d > 0. Write d₁₀ for d at (1, 0). Whatever w₀, w₁ and b are:",
    fr: "Soit d le score de la classe 1 moins celui de la classe 0\u00a0: c’est encore une somme " +
      "pondérée, d = w₀·X[0] + w₁·X[1] + b, et l’on lit classe 1 là où d > 0. Notons d₁₀ la valeur de " +
      "d en (1\u00a0;\u00a00). Quels que soient w₀, w₁ et b\u00a0:",
  });
  yield formula("d₀₀ + d₁₁", plus(symbol("d₀₁"), symbol("d₁₀")), {
    by: [plus(symbol("w₀"), symbol("w₁"), times(constant(2), symbol("b")))],
  });
  yield prose({
    en: "Wanted: d₀₀ ≤ 0 and d₁₁ ≤ 0, d₀₁ > 0 and d₁₀ > 0. But the sums are equal. Three models:",
    fr: "On voudrait d₀₀ ≤ 0 et d₁₁ ≤ 0, d₀₁ > 0 et d₁₀ > 0. Mais les sommes sont égales. Trois " +
      "modèles\u00a0:",
  });
  const d = (line: Line, i: number) => scoreOf(line, XOR[i].at);
  const row = (i: number) => {
    const name = `d${XOR[i].at.map((x) => "₀₁"[x]).join("")}`, { label } = XOR[i];
    return [
      { en: `${name}, class ${label}`, fr: `${name}, classe ${label}` },
      ...lines.map((line) => fixed(d(line, i), 3)),
    ];
  };
  const sum = (i: number, j: number) => [
    { en: "their sum", fr: "leur somme" },
    ...lines.map((line) => fixed(d(line, i) + d(line, j), 3)),
  ];
  yield table([
    row(0),
    row(1),
    sum(0, 1),
    row(2),
    row(3),
    sum(2, 3),
    [{ en: "mean loss", fr: "perte moyenne" }, ...lines.map((line) => fixed(lossOf(line), 3))],
  ], {
    head: [
      { en: "weights", fr: "poids" },
      { en: "by hand", fr: "à la main" },
      { en: "random", fr: "au hasard" },
      { en: "learnt", fr: "appris" },
    ],
  });
  yield prose({
    en:
      "Gradient descent, from the random weights, ends where every d is 0, every probability 1/2, " +
      `and the loss ln(2) = ${
        n(Math.log(2))
      }: as the two sums are equal, whatever it gains at one point it loses at another. ` +
      "The scores of a digit obey such an equality, too:",
    fr:
      "La descente de gradient, partie des poids tirés au hasard, s’arrête là où tous les d valent 0, toutes " +
      `les probabilités 1/2, et la perte ln(2) = ${
        n(Math.log(2))
      }\u00a0: les deux sommes étant égales, ` +
      "ce qu’elle gagne en un point, elle le perd en un autre. Les scores d’un chiffre obéissent à une " +
      "égalité semblable\u00a0:",
  });
  const [whole, halves] = halvesOf(network, { train, first });
  yield check({
    claim: {
      en:
        "each score of a digit is that of its upper half, plus its lower, minus the empty image’s",
      fr:
        "chaque score d’un chiffre est celui du haut, plus celui du bas, moins celui de l’image vide",
    },
    found: { name: { en: "whole", fr: "tout" }, value: whole },
    expected: { name: { en: "from halves", fr: "par moitiés" }, value: halves },
    tolerance: 1e-5,
  });
  yield prose({
    en:
      "So no weights can say “this bar counts only if the loop is closed”. It would take a number " +
      "that is on only if bar and loop are **both** there. That is what a hidden layer makes.",
    fr:
      "Aucun choix de poids ne permet donc de dire «\u00a0cette barre ne compte que si la boucle est " +
      "fermée\u00a0». Il faudrait un nombre qui ne soit actif que si la barre et la boucle sont là **toutes " +
      "les deux**. C’est ce que fabrique une couche cachée.",
  });
}
