/**
 * The first part of lesson 3: the four points of XOR, which two linear layers cannot say and a hidden
 * layer with ReLU can.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import type { Text } from "../src/errors.ts";
import {
  apply,
  constant,
  count,
  formula,
  minus,
  n,
  plane,
  plus,
  predict,
  prose,
  step,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import { batchOf, bends, read, readRight, small, THOUGHT, XOR } from "./lesson3_numbers.ts";

const CLASSES = [0, 1].map((c) => ({ en: `class ${c}`, fr: `classe ${c}` }));

/** Two numbers in parentheses. */
export function pair([first, second]: readonly number[]): Text {
  return { en: `(${n(first)}, ${n(second)})`, fr: `(${n(first)}\u00a0; ${n(second)})` };
}

/** Two linear layers, then ReLU between them. */
export function* points(engine: Engine): Generator<StoryBlock> {
  const linear = small(engine, THOUGHT, "identity"), hidden = small(engine, THOUGHT);
  const [four, three] = [hidden, linear].map(readRight);

  yield step({ en: "Two layers instead of one", fr: "Deux couches au lieu d’une" });
  yield prose({
    en: "Lesson 2 ended at these points: class 1 where exactly one input is 1 (XOR). No weighted " +
      "sum says that. What if a second layer stands behind the first?",
    fr:
      "La leçon 2 s’arrêtait là\u00a0: classe 1 si exactement une des deux entrées vaut 1 (XOR, " +
      "ou exclusif). Aucune somme pondérée n’y parvient. Et avec deux couches\u00a0?",
  });
  yield plane([{ points: XOR }], {
    classes: CLASSES,
    small: true,
    alt: {
      en: "Four points, the corners of a square. Those of one class stand at opposite corners.",
      fr: "Quatre points, les coins d’un carré. Ceux d’une même classe sont à des coins opposés.",
    },
  });
  yield predict({
    en: "Two layers of nothing but weighted sums can get right…",
    fr: "Combien de ces quatre points deux couches faites seulement de sommes pondérées " +
      "peuvent-elles bien classer\u00a0?",
  }, {
    choices: [
      {
        en: "all four, if the layers are large enough",
        fr: "tous les quatre, si les couches sont assez grandes",
      },
      {
        en: "three at most, however large they are",
        fr: "trois au plus, si grandes soient-elles",
      },
    ],
    right: three < four ? 1 : 0,
    why: {
      en: "Multiplied out, the two are one: (X·W1 + b1)·W2 + b2 = X·W1·W2 + b1·W2 + b2. And one " +
        "layer gets three right at most (lesson 2).",
      fr:
        "En développant, les deux n’en font qu’une\u00a0: (X·W1 + b1)·W2 + b2 = X·W1·W2 + b1·W2 " +
        "+ b2. Et une seule couche en classe bien trois au plus (leçon 2).",
    },
  });

  yield step({ en: "A hidden layer with ReLU", fr: "Une couche cachée avec ReLU" });
  yield prose({
    en: `What is missing between the layers is something ${term("nonlinear")}: ` +
      "a function whose graph is no straight line. " +
      `The usual one is ${term("ReLU")}: relu(z) is z where z > 0, else 0. What makes one ` +
      `such number z, a weighted sum with its bias, is called a ${term("neuron")}; where z > 0 ` +
      `it is on, else off. Those between the inputs and the scores are a ${term("hidden layer")}.`,
    fr: `Entre les couches, il manque quelque chose de ${term("non linéaire")}\u00a0: ` +
      "une fonction dont la courbe n’est pas une droite. " +
      `La plus courante est ${
        term("ReLU")
      }\u00a0: relu(z) vaut z si z > 0, sinon 0. Ce qui calcule ` +
      `un tel nombre z, une somme pondérée avec son biais, s’appelle un ${
        term("neurone")
      }\u00a0; ` +
      `il est actif si z > 0, sinon inactif. Ceux qui se trouvent entre les entrées et les scores ` +
      `forment une ${term("couche cachée")}.`,
  });
  yield prose({
    en:
      "Two of them suffice here, with weights that come from thinking: both add the two inputs, " +
      "and neuron 1 takes 1 away, so that it is on only if both are 1. The score of class 0 is " +
      "always 0.5; that of class 1 is, for the point (1,\u00a01):",
    fr:
      "Deux suffisent ici, avec des poids trouvés en réfléchissant\u00a0: tous deux additionnent les " +
      "deux entrées, et le neurone 1 retranche 1, si bien qu’il n’est actif que si toutes deux " +
      "valent 1. Le score de la classe 0 vaut toujours 0,5\u00a0; celui de la classe 1, pour le " +
      "point (1\u00a0; 1)\u00a0:",
  });
  const batch = batchOf(engine, XOR);
  const [now, without] = [hidden, linear].map((network) => {
    network.forward(batch);
    return snapshot(network, batch.labels);
  });
  const last = XOR.length - 1, both = plus(now.at("X", last, 0), now.at("X", last, 1));
  yield formula(
    now.left("Z2", last, 1),
    minus(
      apply("relu", both),
      times(constant(2), apply("relu", minus(both, constant(1)))),
    ),
  );
  const points = XOR.map(({ at }) => at), classes = read(hidden, points);
  const plainly = read(linear, points), name = { en: "class", fr: "classe" };
  const row = (name: string, r: number, of = now) => pair([0, 1].map((j) => of.value(name, r, j)));
  yield table(
    XOR.map((_, r) => [
      row("X", r),
      row("Z1", r),
      row("Z2", r, without),
      count(plainly[r]),
      row("A1", r),
      row("Z2", r),
      count(classes[r]),
    ]),
    {
      head: [
        "X",
        "Z1",
        { en: "Z2, no ReLU", fr: "Z2 sans ReLU" },
        name,
        "A1",
        "Z2",
        name,
      ],
    },
  );
  yield plane([
    {
      points: XOR,
      title: {
        en: `without ReLU: ${count(three)} of 4`,
        fr: `sans ReLU\u00a0: ${count(three)} sur 4`,
      },
      classesOf: (at) => read(linear, at),
    },
    {
      points: XOR,
      title: { en: `with ReLU: ${count(four)} of 4`, fr: `avec ReLU\u00a0: ${count(four)} sur 4` },
      classesOf: (at) => read(hidden, at),
      lines: bends(hidden),
    },
  ], {
    classes: CLASSES,
    caption: {
      en:
        "The same weights, for every point of the plane. Each line is where a hidden neuron turns on:",
      fr:
        "Les mêmes poids, pour tous les points du plan. Chaque trait marque où un neurone caché s’active\u00a0:",
    },
    alt: {
      en: "Without ReLU one line cuts the plane in two, and a point is on the wrong side. With " +
        "ReLU class 1 is a band, with both of its points in it and the two others outside.",
      fr: "Sans ReLU, une droite coupe le plan en deux, et un point est du mauvais côté. Avec " +
        "ReLU, la classe 1 est une bande, avec ses deux points dedans et les deux autres dehors.",
    },
  });
}
