/**
 * The first half of lesson 3: backpropagation through a network small enough for pencil and paper.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  check,
  drawNetwork,
  formula,
  minus,
  negative,
  operand,
  over,
  plus,
  positive,
  prose,
  series,
  step,
  symbol,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { symbols } from "../src/nn/trace.ts";

/** Two inputs, two hidden neurons, two classes: all the numbers of a forward and a backward pass. */
export function* byHand(
  engine: Engine,
  { push, tolerance }: { push: number; tolerance: number },
): Generator<Block> {
  yield step({ en: "Pencil and paper: forward", fr: "Papier et crayon\u00a0: l’aller" });
  const network = new Network(engine, mlp(engine, { sizes: [2, 2, 2], activation: "relu" }));
  const values = { W1: [1, 0.5, 0.25, -0.5], b1: [0, 0.25], W2: [1, -1, 0.5, 1], b2: [0, 0.5] };
  for (const [symbol, { value }] of symbols(network)) {
    value.data.set(values[symbol as keyof typeof values]);
  }
  const example = { inputs: engine.matrix(1, 2), labels: engine.bytes(1) };
  example.inputs.data.set([1, 2]);
  example.labels[0] = 1;
  const { loss } = network.forward(example);
  network.backward();
  const now = snapshot(network, example.labels, { digits: 4 });

  yield prose({
    en: "Two inputs, two hidden neurons, two classes, and one example, which is of class 1. " +
      "Rows and columns count from 0: W1[1,0] leads from input 1 to neuron 0, and this weight we " +
      "follow; X[0,1] is input 1 of example 0. ✓ says that the network has the same number.",
    fr: "Deux entrées, deux neurones cachés, deux classes, et un exemple, de classe 1. " +
      "Lignes et colonnes se comptent à partir de 0\u00a0: W1[1,0] mène de l’entrée 1 au neurone 0, " +
      "et c’est le poids que nous suivons\u00a0; X[0,1] est l’entrée 1 de l’exemple 0. ✓ indique que le réseau trouve le même nombre.",
  });
  yield drawNetwork(now, { direction: "forward", follow: "W1[1,0]", loss, digits: 4 });
  for (const j of [0, 1]) {
    const sum = [0, 1].map((i) => times(now.at("X", 0, i), now.at("W1", i, j)));
    yield formula(now.left("Z1", 0, j), plus(...sum, now.at("b1", 0, j)));
  }
  for (const j of [0, 1]) yield formula(now.left("A1", 0, j), apply("relu", now.at("Z1", 0, j)));
  yield prose({
    en: "relu(z) is z where z is positive, else 0: neuron 0 is on, neuron 1 is off.",
    fr:
      "relu(z) vaut z là où z est positif, et 0 sinon\u00a0: le neurone 0 est actif, le neurone " +
      "1 est inactif.",
  });

  yield step({ en: "Scores, probabilities, loss", fr: "Scores, probabilités, perte" });
  for (const c of [0, 1]) {
    const sum = [0, 1].map((j) => times(now.at("A1", 0, j), now.at("W2", j, c)));
    yield formula(now.left("Z2", 0, c), plus(...sum, now.at("b2", 0, c)));
  }
  yield prose({
    en: "Softmax turns these two scores into probabilities (Σⱼ is the sum over every j):",
    fr: "Softmax transforme ces deux scores en probabilités (Σⱼ\u00a0: somme sur j)\u00a0:",
  });
  for (const c of [0, 1]) {
    const sum = series("j", 2, { term: (j) => apply("exp", now.at("Z2", 0, { j })) });
    yield formula(now.left("P", 0, c), over(apply("exp", now.at("Z2", 0, c)), sum));
  }
  yield prose({
    en: "The loss is large where the class of the example has a small probability:",
    fr: "La perte est grande quand la classe de l’exemple a une faible probabilité\u00a0:",
  });
  yield formula(
    { name: "L", traced: loss, digits: 4 },
    negative(apply("ln", now.at("P", 0, 1))),
  );

  yield step({ en: "Backward: from L to the scores", fr: "Le retour\u00a0: de L aux scores" });
  yield prose({
    en:
      "As dW1 for W1, dM is short for ∂L/∂M, whatever M. First the scores. With softmax written out, L is a " +
      "sum of two parts, as ln(a/b) = ln(a) − ln(b) and ln(exp(z)) = z:",
    fr:
      "Comme dW1 pour W1, on note dM la pente ∂L/∂M. D’abord les scores. En développant softmax, L est " +
      "une somme de deux termes, car ln(a/b) = ln(a) − ln(b) et ln(exp(z)) = z\u00a0:",
  });
  const scores = series("j", 2, { term: (j) => apply("exp", now.at("Z2", 0, { j })) });
  const softmax = over(apply("exp", now.at("Z2", 0, 1)), scores);
  yield formula(
    { name: "L", traced: loss, digits: 4 },
    plus(negative(now.at("Z2", 0, 1)), apply("ln", scores)),
    { by: [negative(apply("ln", softmax))] },
  );
  yield prose({
    en: "Push Z2[0,k] up. The first part moves only if k is the class, 1, and then its slope is " +
      "−1. In the second, exp(z) has the slope exp(z), and ln(s) the slope 1/s; multiplied, this " +
      "is exp(Z2[0,k]) over the sum: P[0,k] once more. Let Y be 1 in the column of the class, 0 " +
      "elsewhere:",
    fr: "Augmentons Z2[0,k]. Le premier terme ne varie que si k est la classe, 1, avec la pente " +
      "−1. Dans le second, exp(z) a pour pente exp(z), et ln(s) a pour pente 1/s\u00a0; leur " +
      "produit est exp(Z2[0,k]) divisé par la somme\u00a0: on retrouve P[0,k]. Notons Y la " +
      "matrice qui vaut 1 dans la colonne de la classe et 0 ailleurs\u00a0:",
  });
  for (const c of [0, 1]) {
    yield formula(now.left("dZ2", 0, c), minus(now.at("P", 0, c), now.at("Y", 0, c)));
  }
  yield prose({
    en:
      "To lower the loss, the score of class 0 must fall and that of class 1 must rise: the signs " +
      "say so.",
    fr:
      "Pour diminuer la perte, il faut diminuer le score de la classe 0 et augmenter celui de la " +
      "classe 1\u00a0: c’est ce que disent les signes.",
  });

  yield step({ en: "Backward: the weights W2", fr: "Le retour\u00a0: les poids W2" });
  yield prose({
    en: "Z2[0,1] = A1[0,0]·W2[0,1] + …: push W2[0,1] by ε, and Z2[0,1] moves by A1[0,0]·ε: " +
      "its slope is A1[0,0]. So the slope by a weight is **what comes in, times the slope of what goes " +
      "out**. For a bias, multiply by 1.",
    fr:
      "Z2[0,1] = A1[0,0]·W2[0,1] + …\u00a0: si W2[0,1] augmente de ε, Z2[0,1] varie de A1[0,0]·ε, " +
      "donc avec la pente A1[0,0]. La pente par rapport à un poids est ainsi **ce qui entre, fois " +
      "la pente de ce qui sort**. Pour un biais, on multiplie par 1.",
  });
  for (const [j, c] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    const by = [times(symbol(`∂Z2[0,${c}]/∂W2[${j},${c}]`), symbol(`∂L/∂Z2[0,${c}]`))];
    yield formula(
      now.left("dW2", j, c),
      times(now.at("A1", 0, j), now.at("dZ2", 0, c)),
      j === 0 && c === 0 ? { by } : {},
    );
  }
  for (const c of [0, 1]) yield formula(now.left("db2", 0, c), now.at("dZ2", 0, c));

  yield step({ en: "Backward: the hidden layer", fr: "Le retour\u00a0: la couche cachée" });
  yield prose({
    en: "A1[0,0] reaches L through both scores: two paths, which add up.",
    fr: "A1[0,0] agit sur L par les deux scores\u00a0: deux chemins, qui s’ajoutent.",
  });
  for (const j of [0, 1]) {
    const paths = [0, 1].map((c) => times(now.at("dZ2", 0, c), now.at("W2", j, c)));
    yield formula(now.left("dA1", 0, j), plus(...paths));
  }
  yield prose({
    en: "relu(z) moves with z where z > 0, else not at all: [z > 0] is 1 or 0.",
    fr: "relu(z) varie comme z si z > 0, sinon pas du tout\u00a0: [z > 0] vaut 1 ou 0.",
  });
  for (const j of [0, 1]) {
    yield formula(now.left("dZ1", 0, j), times(now.at("dA1", 0, j), positive(now.at("Z1", 0, j))));
  }
  yield prose({
    en: "And the weights W1 are to Z1 what W2 was to Z2:",
    fr: "Et W1 est à Z1 ce que W2 était à Z2\u00a0:",
  });
  for (const [i, j] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    yield formula(now.left("dW1", i, j), times(now.at("X", 0, i), now.at("dZ1", 0, j)));
  }
  for (const j of [0, 1]) yield formula(now.left("db1", 0, j), now.at("dZ1", 0, j));
  yield drawNetwork(now, { direction: "backward", follow: "W1[1,0]", digits: 4 });

  yield step({ en: "The proof, and one step down", fr: "La preuve, et un pas vers le bas" });
  yield prose({
    en:
      "Is dW1[1,0] right? Measure it: push w = W1[1,0] up and down by a small ε, and divide the " +
      "change of L by that of w. This **finite difference** is nearly the slope; the relative " +
      "error is how far the two are apart, over the larger.",
    fr:
      "dW1[1,0] est-il juste\u00a0? Mesurons-le\u00a0: poussons w = W1[1,0] d’un petit ε vers le " +
      "haut, puis vers le bas, et divisons la variation de L par celle de w. Cette **différence " +
      "finie** est presque la pente\u00a0; l’erreur relative est leur écart, divisé par la plus grande " +
      "des deux.",
  });
  const [weights] = network.parameters;
  const push1 = { row: 1, column: 0, epsilon: push, loss: () => network.forward(example).loss };
  const { above, below, distance, slope } = finiteDifference(weights.value, push1);
  yield formula(
    { name: "∂L/∂w", digits: 8 },
    over(minus(operand("L(w+ε)", above), operand("L(w−ε)", below)), operand("2ε", distance)),
  );
  yield check({
    claim: { en: "dW1[1,0] is the slope of L", fr: "dW1[1,0] est bien la pente de L" },
    found: {
      name: { en: "backpropagation", fr: "rétropropagation" },
      value: now.value("dW1", 1, 0),
    },
    expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
    tolerance,
  });
  if (engine.name !== "plain") {
    yield prose({
      en:
        "This engine computes in f32, with 7 digits. Two losses that are nearly equal differ only " +
        "in their last ones: so ε must be large, and few digits of the slope are sure, the fewer " +
        "the smaller it is. `--engine plain` has 16.",
      fr:
        "Ce moteur calcule en f32, avec 7 chiffres. Deux pertes presque égales ne diffèrent que " +
        "par les derniers\u00a0: il faut donc un grand ε, et peu de chiffres de la pente sont sûrs, " +
        "d’autant moins qu’elle est petite. `--engine plain` en a 16.",
    });
  }
  yield prose({
    en:
      "**Gradient descent**: take from each weight a little of its slope; η, the learning rate, " +
      "says how much. ′ marks the new weight.",
    fr:
      "**La descente de gradient**\u00a0: on retire à chaque poids un peu de sa pente\u00a0; η, le " +
      "taux d’apprentissage, dit combien. Le signe ′ marque le nouveau poids.",
  });
  const rate = 0.125;
  network.forward(example);
  network.backward();
  new Sgd(engine, network.parameters).step(rate);
  yield formula(
    { name: "W1′[1,0]", traced: weights.value.data[2], digits: 4 },
    minus(now.at("W1", 1, 0), times(operand("η", rate), now.at("dW1", 1, 0))),
  );
  yield check({
    claim: {
      en: "after such a step of all weights and biases, the loss is smaller",
      fr: "après un tel pas de tous les poids et biais, la perte est plus petite",
    },
    found: { name: { en: "after", fr: "après" }, value: network.forward(example).loss },
    expected: { name: { en: "before", fr: "avant" }, value: loss },
    measure: "below",
  });
}
