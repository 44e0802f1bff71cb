/**
 * The passes of lesson 3 for pencil and paper, forward and then backward. All is explained here; the
 * parts after it only show.
 *
 * @module
 */
import {
  apply,
  drawNetwork,
  formula,
  minus,
  n,
  negative,
  over,
  plus,
  positive,
  predict,
  prose,
  series,
  step,
  symbol,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import type { Snapshot } from "../src/lesson/snapshot.ts";

/** From the inputs to the loss. */
export function* forward(now: Snapshot, loss: number): Generator<StoryBlock> {
  yield step({ en: "The forward pass, by hand", fr: "La passe avant, à la main" });
  yield prose({
    en: "Two inputs, two hidden neurons, two classes; one example, of class 1. Here are all its " +
      "numbers. Rows and columns count from 0: W1[1,0], in row 1 and column 0, leads from input 1 " +
      "to neuron 0. We follow this weight. ✓ says that the network, computing by itself, has the " +
      "same number; numbers are rounded for display only.",
    fr:
      "Deux entrées, deux neurones cachés, deux classes\u00a0; un exemple, de classe 1. Voici tous " +
      "ses nombres. Lignes et colonnes se comptent à partir de 0\u00a0: W1[1,0], à la ligne 1 et à " +
      "la colonne 0, mène de l’entrée 1 au neurone 0. C’est le poids que nous suivons. ✓ indique " +
      "que le réseau, en calculant de son côté, trouve le même nombre\u00a0; on n’arrondit que pour " +
      "l’affichage.",
  });
  const names = ["X", "W1", "b1", "W2", "b2"];
  yield table(
    [0, 1].map((i) => [
      { en: `row ${i}`, fr: `ligne ${i}` },
      ...names.map((name) =>
        i < now.shape(name)[0]
          ? [0, 1].map((j) => n(now.value(name, i, j), 4)).join("\u00a0\u00a0")
          : ""
      ),
    ]),
    { head: ["", ...names] },
  );
  const weighted = (name: string, j: number, [from, W, b]: readonly string[]) =>
    formula(
      now.left(name, 0, j),
      plus(...[0, 1].map((i) => times(now.at(from, 0, i), now.at(W, i, j))), now.at(b, 0, j)),
    );
  yield weighted("Z1", 0, ["X", "W1", "b1"]);
  yield predict({
    en: "Z1[0,1] is made in the same way, from column 1 of W1. What is it?",
    fr: "Z1[0,1] se calcule de même, avec la colonne 1 de W1. Combien vaut-il\u00a0?",
  }, {
    number: now.value("Z1", 0, 1),
    why: {
      en: "It is negative: for this example, neuron 1 will be off.",
      fr: "Il est négatif\u00a0: pour cet exemple, le neurone 1 sera inactif.",
    },
  });
  yield weighted("Z1", 1, ["X", "W1", "b1"]);
  yield formula(now.left("A1", 0, 1), apply("relu", now.at("Z1", 0, 1)));
  yield weighted("Z2", 0, ["A1", "W2", "b2"]);
  const sum = series("k", 2, { term: (k) => apply("exp", now.at("Z2", 0, { k })) });
  yield formula(now.left("P", 0, 1), over(apply("exp", now.at("Z2", 0, 1)), sum));
  yield formula({ name: "L", traced: loss, digits: 4 }, negative(apply("ln", now.at("P", 0, 1))));
  yield prose({
    en: `Softmax and loss are those of lesson 2. The whole ${term("forward pass")}:`,
    fr: `Softmax et perte sont ceux de la leçon 2. Toute la ${term("passe avant")}\u00a0:`,
  });
  yield drawNetwork(now, { direction: "forward", follow: "W1[1,0]", loss });
}

/** From the loss to the weights. */
export function* backward(now: Snapshot): Generator<StoryBlock> {
  yield step({ en: "Backward: the scores and W2", fr: "La passe arrière\u00a0: les scores et W2" });
  yield prose({
    en: `${term("backpropagation", "Backpropagation")} goes the same way back, and gives each ` +
      `number its slope. It starts at the scores, where lesson 2 found P − Y (Y is 1 for the class ` +
      `of the example, else 0):`,
    fr:
      `La ${term("rétropropagation")} refait le chemin en sens inverse, et donne à chaque nombre ` +
      `sa pente. Elle part des scores, où la leçon 2 a trouvé P − Y (Y vaut 1 pour la classe de ` +
      `l’exemple, sinon 0)\u00a0:`,
  });
  for (const c of [0, 1]) {
    yield formula(now.left("dZ2", 0, c), minus(now.at("P", 0, c), now.at("Y", 0, c)));
  }
  yield prose({
    en: "In Z2[0,0] = A1[0,0]·W2[0,0] + …, push W2[0,0] by ε, and Z2[0,0] moves by A1[0,0]·ε. So " +
      "the slope for a weight is **what comes in, times the slope of what goes out** (written in " +
      "the order of the matrix product to come):",
    fr: "Dans Z2[0,0] = A1[0,0]·W2[0,0] + …, augmentons W2[0,0] de ε\u00a0: Z2[0,0] varie de " +
      "A1[0,0]·ε. La pente par rapport à un poids est donc **ce qui entre, fois la pente de ce " +
      "qui sort** (dans l’ordre du produit de matrices à venir)\u00a0:",
  });
  const product = (name: string, [i, j]: readonly number[], [from, to]: readonly string[]) =>
    formula(now.left(name, i, j), times(now.at(from, 0, i), now.at(to, 0, j)), {
      by: j === 0
        ? [times(
          symbol(`∂${to.slice(1)}[0,${j}]/∂${name.slice(1)}[${i},${j}]`),
          symbol(`∂L/∂${to.slice(1)}[0,${j}]`),
        )]
        : [],
    });
  for (const [j, c] of [[0, 0], [0, 1]]) yield product("dW2", [j, c], ["A1", "dZ2"]);
  yield formula(now.left("db2", 0, 0), now.at("dZ2", 0, 0));
  yield prose({
    en:
      "For a bias, what comes in is 1. From neuron 1, which is off, 0 comes in: row 1 of dW2 is zero.",
    fr:
      "Pour un biais, ce qui entre est 1. Du neurone 1, inactif, il n’entre que 0\u00a0: la ligne " +
      "1 de dW2 est nulle.",
  });

  yield step({ en: "Backward: the hidden layer", fr: "La passe arrière\u00a0: la couche cachée" });
  yield prose({
    en:
      "A1[0,0] acts on L through both scores: two paths, which add up. Then W1 is to Z1 what W2 " +
      "was to Z2.",
    fr:
      "A1[0,0] agit sur L par les deux scores\u00a0: deux chemins, qui s’ajoutent. Puis W1 est à " +
      "Z1 ce que W2 était à Z2.",
  });
  for (const j of [0, 1]) {
    const path = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", j, { k }));
    const chain = times(symbol("∂L/∂Z2[0,k]"), symbol(`∂Z2[0,k]/∂A1[0,${j}]`));
    const by = j === 0 ? [series("k", 2, { term: () => chain })] : [];
    yield formula(now.left("dA1", 0, j), series("k", 2, { term: path }), { by });
  }
  yield predict({
    en: "Neuron 1 is off. What is the sign of dZ1[0,1], the slope before its ReLU?",
    fr: "Le neurone 1 est inactif. Quel est le signe de la pente dZ1[0,1]\u00a0?",
  }, {
    sign: now.value("dZ1", 0, 1),
    why: {
      en: "Where z < 0, relu(z) stays 0 when z moves a little: slope 0. Where z > 0, it moves as " +
        "z does: slope 1. We write this slope [z > 0]: 1 if z > 0, else 0.",
      fr: "Si z < 0, relu(z) reste à 0 quand z varie un peu\u00a0: pente 0. Si z > 0, elle varie " +
        "comme z\u00a0: pente 1. On note cette pente [z > 0]\u00a0: 1 si z > 0, sinon 0.",
    },
  });
  for (const j of [0, 1]) {
    yield formula(now.left("dZ1", 0, j), times(now.at("dA1", 0, j), positive(now.at("Z1", 0, j))));
  }
  yield product("dW1", [1, 0], ["X", "dZ1"]);
}
