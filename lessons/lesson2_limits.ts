/**
 * The part of lesson 2 on what a weighted sum cannot say: shapes that move, parts that mean something
 * together, the four points of XOR.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import {
  bars,
  check,
  constant,
  count,
  fixed,
  formula,
  minus,
  n,
  percent,
  pictures,
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
  yield step({ en: "Pushed aside", fr: "Poussés de côté" });
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
      "You would not notice three pixels. What is to be learnt there is a shape wherever it stands; " +
      "a hidden layer will not help much with that, and lesson 10 takes it up. Something else, it " +
      "will:",
    fr: "Trois pixels, vous ne les remarqueriez pas. Il faudrait apprendre une forme où qu’elle " +
      "soit\u00a0; une couche cachée n’y aidera guère, et la leçon 10 y revient. Pour autre chose, elle " +
      "aidera\u00a0:",
  });

  yield* halves(network, { train, first, seed });
  yield* fourPoints(seed);
}

/** The score of a digit from those of its halves. */
function* halves(network: Network, { train, first }: Followed): Generator<StoryBlock> {
  yield step({ en: "The whole is the sum of its halves", fr: "Le tout est la somme des moitiés" });
  const { engine } = network, label = train.labels[first];
  const whole = train.images.subarray(784 * first, 784 * (first + 1));
  const rows = [
    whole,
    whole.map((byte, i) => i < 392 ? byte : 0),
    whole.map((byte, i) => i < 392 ? 0 : byte),
    new Uint8Array(784),
  ];
  const titles = ["X[0]", "X[1]", "X[2]", "X[3]"];
  yield pictures(rows.map((pixels, r) => ({ pixels, title: { en: titles[r], fr: titles[r] } })));
  const inputs = engine.matrix(4, 784), labels = engine.bytes(4).fill(label);
  rows.forEach((pixels, r) => pixels.forEach((byte, i) => inputs.data[784 * r + i] = byte / 255));
  network.forward({ inputs, labels });
  const now = snapshot(network, labels);
  yield prose({
    en:
      "A digit, its upper half, its lower half, an empty image. The score of the whole is the sum " +
      "of the scores of the halves (the bias is in both, so it is taken away once: it is the score " +
      "of the empty image):",
    fr:
      "Un chiffre, sa moitié haute, sa moitié basse, une image vide. Le score du tout est la somme " +
      "des scores des moitiés (le biais est dans les deux, on le retire donc une fois\u00a0: c’est le " +
      "score de l’image vide)\u00a0:",
  });
  yield formula(
    now.left("Z1", 0, label),
    minus(plus(now.at("Z1", 1, label), now.at("Z1", 2, label)), now.at("Z1", 3, label)),
  );
  const z = (r: number, c: number) => now.value("Z1", r, c);
  const classes = Array.from({ length: 10 }, (_, c) => c);
  yield check({
    claim: { en: "so it is for all ten scores", fr: "il en va ainsi des dix scores" },
    found: { name: { en: "whole", fr: "tout" }, value: classes.map((c) => z(0, c)) },
    expected: {
      name: { en: "from halves", fr: "par moitiés" },
      value: classes.map((c) => z(1, c) + z(2, c) - z(3, c)),
    },
    tolerance: 1e-5,
  });
  yield prose({
    en:
      "So no stroke can change what another one means. “This bar counts only if the loop is closed” " +
      "cannot be said by any weights. The smallest case of it has two pixels.",
    fr:
      "Aucun trait ne peut donc changer ce qu’un autre veut dire. «\u00a0Cette barre ne compte que " +
      "si la boucle est fermée\u00a0»\u00a0: aucun poids ne peut le dire. Le plus petit cas a deux " +
      "pixels.",
  });
}

/** A line that has three of the four points right: class 1 above x + y = 1/2. */
const BY_HAND: Line = { a: 1, b: 1, c: -0.5 };
/** d(0,0) + d(1,1) and d(0,1) + d(1,0), multiplied out: both are a + b + 2·c. */
const EQUAL = [
  plus(symbol("a"), symbol("b"), times(constant(2), symbol("c"))),
  plus(symbol("d(0,1)"), symbol("d(1,0)")),
] as const;
const CLASSES = [0, 1].map((c) => ({ en: `class ${c}`, fr: `classe ${c}` }));

/** XOR, in the plane and in numbers. */
function* fourPoints(seed: number): Generator<StoryBlock> {
  yield step({ en: "Four points", fr: "Quatre points" });
  const most = mostRight();
  yield prose({
    en:
      "Two pixels, each 0 or 1: four images, and class 1 is “exactly one of the two has ink”, which " +
      "is called **XOR**. As points in a plane, a pixel along each axis, at the left below; a weighted " +
      "sum is a straight line with class 1 on one side.",
    fr:
      "Deux pixels, chacun 0 ou 1\u00a0: quatre images, et la classe 1, c’est «\u00a0un seul des deux " +
      "a de l’encre\u00a0», ce qu’on appelle **XOR**, le ou exclusif. Ce sont des points dans un plan, " +
      "un pixel par axe\u00a0; une somme pondérée y est une droite, avec la classe 1 d’un côté.",
  });
  yield predict({
    en: "Of the four points, how many can the best straight line have right?",
    fr: "Des quatre points, combien la meilleure droite peut-elle en classer bien\u00a0?",
  }, {
    choices: [
      { en: "two", fr: "deux" },
      { en: "three", fr: "trois" },
      { en: "all four", fr: "les quatre" },
    ],
    right: most - 2,
    why: {
      en:
        "One corner can be cut off from three, as on the right. Two opposite corners cannot be cut " +
        "off from the two others.",
      fr:
        "On peut séparer un coin des trois autres, comme à droite. Deux coins opposés, on ne peut " +
        "pas les séparer des deux autres.",
    },
  });
  const points = XOR.map(({ at, label }) => ({ at, label }));
  const classesOf = (all: readonly (readonly number[])[]) =>
    all.map((at) => Number(scoreOf(BY_HAND, at) > 0));
  const right = pointsRight(BY_HAND);
  yield plane([
    { points, title: { en: "XOR", fr: "XOR" } },
    {
      points,
      classesOf,
      title: { en: `a line: ${right} of 4 right`, fr: `une droite\u00a0: ${right} sur 4` },
    },
  ], {
    classes: CLASSES,
    alt: {
      en: "Four points at the corners of a square. Those of class 1 are at opposite corners. A " +
        "straight line cuts off one corner: of the three others, one is of another class.",
      fr: "Quatre points aux coins d’un carré. Ceux de la classe 1 sont à des coins opposés. Une " +
        "droite sépare un coin\u00a0; des trois autres, un est d’une autre classe.",
    },
  });

  yield step({ en: "In numbers: it cannot be", fr: "En nombres\u00a0: c’est impossible" });
  const { drawn, learnt } = learntLines(seed), lines = [BY_HAND, drawn, learnt];
  yield prose({
    en:
      "Let d be the score of class 1 minus that of class 0: a weighted sum, too, d = a·x + b·y + c, " +
      "and class 1 is read where d > 0. As with the halves of a digit, whatever a, b and c are:",
    fr: "Soit d le score de la classe 1 moins celui de la classe 0\u00a0: c’est encore une somme " +
      "pondérée, d = a·x + b·y + c, et l’on lit classe 1 là où d > 0. Comme pour les moitiés d’un " +
      "chiffre, quels que soient a, b et c\u00a0:",
  });
  yield formula("d(0,0) + d(1,1)", EQUAL[1], { by: [EQUAL[0]] });
  yield prose({
    en:
      "Wanted: both on the left 0 or less, both on the right more than 0. Two sums that are equal, " +
      "one of them positive and one not. It cannot be. Three models:",
    fr: "On voudrait les deux termes de gauche négatifs ou nuls, les deux de droite strictement " +
      "positifs. Deux sommes égales, l’une positive et l’autre non\u00a0: c’est impossible. Trois " +
      "modèles\u00a0:",
  });
  const d = (line: Line, i: number) => scoreOf(line, XOR[i].at);
  const row = (i: number) => [
    { en: `d(${XOR[i].at}), class ${XOR[i].label}`, fr: `d(${XOR[i].at}), classe ${XOR[i].label}` },
    ...lines.map((line) => fixed(d(line, i), 3)),
  ];
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
      { en: "point", fr: "point" },
      { en: "by hand", fr: "à la main" },
      { en: "drawn", fr: "tiré" },
      { en: "learnt", fr: "appris" },
    ],
  });
  yield prose({
    en:
      `Gradient descent, from the drawn weights, goes to where the loss is smallest: every d is 0, ` +
      `every probability 1/2, the loss ln 2 = ${
        n(Math.log(2))
      }. It has not failed; there is nothing ` +
      "better to find. What could say XOR is a number that is on only if **both** pixels have ink. " +
      "That is what a hidden layer makes.",
    fr:
      `La descente de gradient, partie des poids tirés, va là où la perte est la plus petite\u00a0: ` +
      `tous les d valent 0, toutes les probabilités 1/2, et la perte ln 2 = ${
        n(Math.log(2))
      }. Elle n’a ` +
      "pas échoué\u00a0: il n’y a rien de mieux à trouver. Pour dire XOR, il faudrait un nombre qui ne " +
      "soit actif que si les **deux** pixels ont de l’encre. C’est ce que fabrique une couche cachée.",
  });
}
