/**
 * The third part of lesson 3, its heart: one real digit backward, from the loss to the pixels.
 *
 * @module
 */
import type { Matrix } from "../src/engine/engine.ts";
import type { Text } from "../src/errors.ts";
import {
  apply,
  check,
  code,
  constant,
  count,
  formula,
  hadamard,
  image,
  minus,
  n,
  negative,
  over,
  plus,
  positive,
  prose,
  series,
  step,
  symbol,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import type { Asked, Followed } from "./lesson3_one_digit.ts";

/** What is pushed to measure a slope. */
interface Pushed {
  /** Holds the number that is pushed. */
  readonly matrix: Matrix;
  /** What computes the loss; the whole network by default. */
  readonly run?: { readonly network: Network; readonly batch: Batch };
  /** How far; as far as asked by default. */
  readonly epsilon?: number;
}

/** Which way a weight must go: for a slope below 0, at 0, above it. */
const WAYS: readonly Text[] = [
  {
    en: "Ours is negative: for L to go down, the weight must go up.",
    fr: "La nôtre est négative\u00a0: pour que L diminue, le poids doit augmenter.",
  },
  {
    en: "Ours is zero: this digit leaves the weight where it is.",
    fr: "La nôtre est nulle\u00a0: ce chiffre laisse le poids où il est.",
  },
  {
    en: "Ours is positive: for L to go down, the weight must go down.",
    fr: "La nôtre est positive\u00a0: pour que L diminue, le poids doit diminuer.",
  },
];

/** Every slope from the loss to the pixels, with its formula, its numbers and its proof. */
export function* backward(followed: Followed, asked: Asked): Generator<StoryBlock> {
  const { network, digit, label, now, pixel, neuron } = followed, { engine } = network;
  const [W1, b1, W2, b2] = network.parameters.map(({ value }) => value), a1 = now.matrix("A1");
  const weight = `W1[${pixel},${neuron}]`;
  const proof = (
    name: string,
    at: readonly [row: number, column: number],
    { matrix, run = { network, batch: digit }, epsilon = asked.push }: Pushed,
  ) => {
    const [row, column] = at, value = now.value(name, row, column);
    const loss = () => run.network.forward(run.batch).loss;
    const { slope } = finiteDifference(matrix, { row, column, epsilon, loss });
    const element = `${name}[${row},${column}]`, noise = asked.noise * asked.push / epsilon;
    return check({
      claim: { en: `${element} is the slope of L`, fr: `${element} est bien la pente de L` },
      found: { name: { en: "backpropagation", fr: "rétropropagation" }, value },
      expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
      tolerance: Math.max(asked.tolerance, value === 0 ? 0 : noise / Math.abs(value)),
    });
  };

  yield step({
    en: "dZ2 and db2: how wrong each score is",
    fr: "dZ2 et db2\u00a0: l’erreur de chaque score",
  });
  yield formula(now.whole("dZ2"), minus(now.all("P"), now.all("Y")));
  const other = (label + 1) % 10;
  for (const c of [label, other]) {
    yield formula(now.left("dZ2", 0, c), minus(now.at("P", 0, c), now.at("Y", 0, c)));
  }
  yield prose({
    en:
      `As with two classes: of ten scores, only that of class ${label} should rise. b2 is a term ` +
      `of Z2: push it by ε, and Z2 moves by ε. So db2 = dZ2, and to measure both, we push b2.`,
    fr:
      `C’est comme avec deux classes\u00a0: des dix scores, seul celui de la classe ${label} doit ` +
      `monter. b2 est un terme de Z2\u00a0: s’il augmente de ε, Z2 augmente de ε. Donc db2 = dZ2, ` +
      `et pour mesurer les deux, poussons b2.`,
  });
  yield formula(now.left("db2", 0, other), times(now.at("dZ2", 0, other), constant(1)), {
    by: [times(symbol(`∂L/∂Z2[0,${other}]`), symbol(`∂Z2[0,${other}]/∂b2[0,${other}]`))],
  });
  yield proof("dZ2", [0, label], { matrix: b2 });
  yield proof("db2", [0, other], { matrix: b2 });

  yield step({ en: "dW2: why a transpose", fr: "dW2\u00a0: pourquoi transposer" });
  yield formula(
    now.left("dW2", neuron, label),
    times(now.at("A1", 0, neuron), now.at("dZ2", 0, label)),
    {
      by: [
        times(symbol(`∂Z2[0,${label}]/∂W2[${neuron},${label}]`), symbol(`∂L/∂Z2[0,${label}]`)),
      ],
    },
  );
  yield prose({
    en: "What comes in, times the slope of what goes out. Row j, column k of dW2 is " +
      "A1[0,j]·dZ2[0,k]: to have j count rows, the row A1 is stood up as a column, A1ᵀ. Then all " +
      "640 slopes are one product of matrices:",
    fr: "Ce qui entre, fois la pente de ce qui sort. À la ligne j, colonne k de dW2, il y a " +
      "A1[0,j]·dZ2[0,k]\u00a0: pour que j compte les lignes, on redresse la ligne A1 en une colonne, " +
      "A1ᵀ. Les 640 pentes sont alors un seul produit de matrices\u00a0:",
  });
  yield formula(now.whole("dW2"), times(now.transposed("A1"), now.all("dZ2")));
  yield proof("dW2", [neuron, label], { matrix: W2 });

  yield step({ en: "dA1: back through W2", fr: "dA1\u00a0: retour à travers W2" });
  const path = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", neuron, { k }));
  const chain = times(symbol("∂L/∂Z2[0,k]"), symbol(`∂Z2[0,k]/∂A1[0,${neuron}]`));
  yield formula(now.left("dA1", 0, neuron), series("k", 10, { term: path, shown: 10 }), {
    by: [series("k", 10, { term: () => chain })],
  });
  yield prose({
    en:
      `Ten paths lead from neuron ${neuron} to L. Forward, score k took column k of W2; backward, ` +
      `neuron ${neuron} takes row ${neuron}. Rows and columns change places: that is a transpose.`,
    fr:
      `Dix chemins mènent du neurone ${neuron} à L. À l’aller, le score k prenait la colonne k de ` +
      `W2\u00a0; au retour, le neurone ${neuron} prend la ligne ${neuron}. Lignes et colonnes échangent leurs ` +
      `rôles\u00a0: c’est une transposition.`,
  });
  yield formula(now.whole("dA1"), times(now.all("dZ2"), now.transposed("W2")));
  yield prose({
    en: "A1 is no weight. To push it, we run the end of the network by itself, from A1 on:",
    fr: "A1 n’est pas un poids. Pour le pousser, calculons à part la fin du réseau, à partir de " +
      "A1\u00a0:",
  });
  const upper = new Network(engine, mlp(engine, { sizes: [64, 10], activation: "relu" }));
  for (const [i, value] of [W2, b2].entries()) upper.parameters[i].value.data.set(value.data);
  const half = { inputs: engine.matrix(1, 64), labels: digit.labels };
  half.inputs.data.set(a1.data);
  yield proof("dA1", [0, neuron], {
    matrix: half.inputs,
    run: { network: upper, batch: half },
  });

  yield step({ en: "dZ1: through ReLU", fr: "dZ1\u00a0: à travers ReLU" });
  yield formula(now.whole("dZ1"), hadamard(now.all("dA1"), positive(now.all("Z1"))));
  yield formula(
    now.left("dZ1", 0, neuron),
    times(now.at("dA1", 0, neuron), positive(now.at("Z1", 0, neuron))),
    { by: [times(symbol(`∂L/∂A1[0,${neuron}]`), symbol(`∂A1[0,${neuron}]/∂Z1[0,${neuron}]`))] },
  );
  const active = Array.from(a1.data).filter((a) => a > 0).length;
  yield prose({
    en: `⊙ multiplies element by element. ${active} of 64 neurons are on for this digit; the ` +
      `slopes of the others stop here. To push Z1, we push b1, which is a term of it:`,
    fr: `⊙ multiplie élément par élément. ${active} neurones sur 64 sont actifs pour ce ` +
      `chiffre\u00a0; les pentes des autres s’arrêtent ici. Pour pousser Z1, poussons b1, qui en est ` +
      `un terme\u00a0:`,
  });
  // This push must not switch the neuron on or off: at that kink there is no slope.
  const epsilon = Math.min(asked.push, Math.abs(now.value("Z1", 0, neuron)) / 2 || asked.push);
  yield proof("dZ1", [0, neuron], { matrix: b1, epsilon });

  yield step({ en: `dW1 and db1: ${weight} at last`, fr: `dW1 et db1\u00a0: enfin ${weight}` });
  yield formula(now.whole("dW1"), times(now.transposed("X"), now.all("dZ1")));
  yield formula(
    now.left("dW1", pixel, neuron),
    times(now.at("X", 0, pixel), now.at("dZ1", 0, neuron)),
    { by: [times(symbol(`∂Z1[0,${neuron}]/∂${weight}`), symbol(`∂L/∂Z1[0,${neuron}]`))] },
  );
  yield formula(now.left("db1", 0, neuron), now.at("dZ1", 0, neuron));
  const way = WAYS[Math.sign(now.value("dW1", pixel, neuron)) + 1], slopes = count(784 * 64);
  yield prose({
    en:
      `As for W2: what comes in, times the slope of what goes out. X is stood up as a column, and ` +
      `all ${slopes} slopes are one product. ${way.en}`,
    fr:
      `Comme pour W2\u00a0: ce qui entre, fois la pente de ce qui sort. On redresse X en une colonne, ` +
      `et les ${slopes} pentes sont un seul produit. ${way.fr}`,
  });
  yield proof("dW1", [pixel, neuron], { matrix: W1, epsilon });
  yield proof("db1", [0, neuron], { matrix: b1, epsilon });

  yield step({ en: "The whole pass on one page", fr: "L’aller et le retour sur une page" });
  yield prose({
    en: "Forward, each line uses the one above (y is the class of the digit):",
    fr: "À l’aller, chaque ligne se sert de la précédente (y est la classe du chiffre)\u00a0:",
  });
  const [X, Z1, A1, dZ2, dA1, dZ1] = "X Z1 A1 dZ2 dA1 dZ1".split(" ").map((name) => symbol(name));
  const exps = series("j", 10, { term: () => apply("exp", symbol("Z2[0,j]")) });
  yield formula("Z1", plus(times(X, symbol("W1")), symbol("b1")));
  yield formula("A1", apply("relu", Z1));
  yield formula("Z2", plus(times(A1, symbol("W2")), symbol("b2")));
  yield formula("P[0,k]", over(apply("exp", symbol("Z2[0,k]")), exps));
  yield formula("L", negative(apply("ln", symbol("P[0,y]"))));
  yield prose({
    en: "Backward, from the last line to the first. Each layer has the same three formulas: the " +
      "slopes by its weights, by its biases, by what comes in:",
    fr:
      "Au retour, de la dernière ligne à la première. Chaque couche a les trois mêmes formules\u00a0: " +
      "les pentes par rapport à ses poids, à ses biais, à ce qui entre\u00a0:",
  });
  yield formula("dZ2", minus(symbol("P"), symbol("Y")));
  yield formula("dW2", times(symbol("A1ᵀ"), dZ2));
  yield formula("db2", dZ2);
  yield formula("dA1", times(dZ2, symbol("W2ᵀ")));
  yield formula("dZ1", hadamard(dA1, positive(Z1)));
  yield formula("dW1", times(symbol("Xᵀ"), dZ1));
  yield formula("db1", dZ1);

  yield step({ en: "The same, in code", fr: "La même chose, en code" });
  yield prose({
    en:
      "The three formulas of a layer, in the network that you train; with more layers, each has " +
      "its own. `gradient` is dZ, `matmulTransposedB` multiplies by a transpose, ᵀ, on the right, " +
      "`matmulTransposedA` on the left, and `scale` is 1/m: `gradient.rows`, the number of digits, " +
      "is 1 so far. Pixels do not learn, so the first layer skips the last formula.",
    fr: "Les trois formules d’une couche, dans le réseau que vous entraînez\u00a0; avec plus de " +
      "couches, chacune a les siennes. `gradient` est dZ\u00a0; `matmulTransposedB` multiplie par " +
      "une transposée, ᵀ, à droite, `matmulTransposedA` à gauche, et `scale` est 1/m\u00a0: " +
      "`gradient.rows`, le nombre de chiffres, vaut 1 jusqu’ici. Les pixels n’apprennent pas\u00a0: " +
      "la première couche se passe de la dernière formule.",
  });
  yield code({
    file: "src/nn/dense.ts",
    from: "  backward(gradient: Matrix)",
  });

  yield step({ en: "The digit inside the gradient", fr: "Le chiffre dans le gradient" });
  yield prose({
    en:
      `Column ${neuron} of dW1, drawn as an image: 784 slopes, and they are the digit itself, times ` +
      `one number, dZ1[0,${neuron}] = ${n(now.value("dZ1", 0, neuron))}.`,
    fr:
      `La colonne ${neuron} de dW1, dessinée comme une image\u00a0: 784 pentes, et c’est le chiffre ` +
      `lui-même, fois un seul nombre, dZ1[0,${neuron}] = ${n(now.value("dZ1", 0, neuron))}.`,
  });
  const column = Array.from({ length: 784 }, (_, i) => now.value("dW1", i, neuron));
  yield image({ pixels: column, ink: "signed" });
}
