/**
 * The second part of lesson 3: one real digit forward through 784-64-10.
 *
 * @module
 */
import { activeNeuron, brightPixel, digits } from "../src/lesson/digits.ts";
import { type Snapshot, snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  bars,
  count,
  formula,
  image,
  matrix,
  n,
  negative,
  over,
  percent,
  plus,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** What the lesson follows: a digit through a network, and a weight of it. */
export interface Followed {
  /** The network, its weights as they were drawn. */
  readonly network: Network;
  /** The digit, as a batch of one. */
  readonly digit: Batch;
  /** Its class. */
  readonly label: number;
  /** Its numbers, forward and backward. */
  readonly now: Snapshot;
  /** The row of the weight in W1. */
  readonly pixel: number;
  /** Its column. */
  readonly neuron: number;
}

/** How the lesson was asked for. */
export interface Asked {
  /** The training images. */
  readonly train: Split;
  /** The image to follow. */
  readonly digit: number;
  /** The neuron to follow, if told. */
  readonly neuron?: number;
  /** The seed of the weights. */
  readonly seed: number;
  /** How far a weight is pushed to measure a slope. */
  readonly push: number;
  /** The largest relative error of a slope. */
  readonly tolerance: number;
  /** What the rounding of the loss does to a slope measured by such a push. */
  readonly noise: number;
}

/** Every intermediate from the pixels to the loss, with its formula and its numbers. */
export function* oneDigit(engine: Engine, asked: Asked): Generator<Block, Followed> {
  yield step({ en: "A real digit", fr: "Un vrai chiffre" });
  const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(asked.seed)));
  const digit = digits(asked.train, { engine, first: asked.digit, count: 1 });
  const { loss } = network.forward(digit), [label] = digit.labels;
  network.backward();
  const now = snapshot(network, digit.labels);
  const a1 = now.matrix("A1").data;
  const neuron = asked.neuron ?? activeNeuron(a1);
  const pixel = brightPixel(now.matrix("X").data), row = Math.floor(pixel / 28);
  const column = pixel % 28, ink = now.value("X", 0, pixel), all = count(network.parameterCount);
  const weight = `W1[${pixel},${neuron}]`;
  yield prose({
    en:
      `Training image ${asked.digit} is a ${label}. Now there are 784 inputs (28×28 pixels, each ` +
      `from 0 to 1), 64 hidden neurons, 10 classes: ${all} weights and biases, the weights drawn ` +
      `at random (seed ${asked.seed}), the biases 0. We follow **${weight}**, from the pixel ` +
      `marked below (28·${row} + ${column} = ${pixel}), which is ${n(ink)}, to neuron ${neuron}.`,
    fr: `L’image d’entraînement ${asked.digit} est un ${label}. Voici 784 entrées (28×28 pixels, ` +
      `de 0 à 1), 64 neurones cachés, 10 classes\u00a0: ${all} poids et biais, les poids tirés au ` +
      `hasard (graine ${asked.seed}), les biais à 0. Nous suivons **${weight}**, du pixel marqué ` +
      `(28·${row} + ${column} = ${pixel}), qui vaut ${n(ink)}, au neurone ${neuron}.`,
  });
  const bytes = Array.from(now.matrix("X").data, (x) => Math.round(255 * x));
  yield image({ pixels: bytes, mark: [row, column] });

  yield step({ en: "Forward: the hidden layer", fr: "L’aller\u00a0: la couche cachée" });
  yield matrix({ name: "W1", of: now.matrix("W1"), marks: [[pixel, neuron]], rows: 3 });
  yield formula(now.whole("Z1"), plus(times(now.all("X"), now.all("W1")), now.all("b1")));
  const inputs = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, neuron)),
    follow: pixel,
  });
  yield formula(now.left("Z1", 0, neuron), plus(inputs, now.at("b1", 0, neuron)));
  yield formula(now.left("A1", 0, neuron), apply("relu", now.at("Z1", 0, neuron)));
  yield prose({
    en:
      "Below a formula of matrices stand their shapes: rows, columns. A row of X meets a column " +
      "of W1, so both have 784 numbers. Of such a sum, only the largest terms are written out, and " +
      "that of our weight; pixels without ink are 0 and add nothing. Numbers are rounded " +
      "for display only.",
    fr:
      "Sous une formule de matrices figurent leurs dimensions\u00a0: lignes, colonnes. Une ligne de " +
      "X rencontre une colonne de W1\u00a0: toutes deux ont donc 784 nombres. D’une telle somme, " +
      "seuls les plus grands termes sont écrits, ainsi que celui de notre poids\u00a0; les pixels " +
      "sans encre valent 0 et n’ajoutent rien. On n’arrondit que pour l’affichage.",
  });
  if (a1[neuron] === 0) {
    const other = activeNeuron(a1);
    yield prose({
      en:
        `Neuron ${neuron} is **off** for this digit. Watch where its slope stops: it will learn ` +
        `nothing from this image. Then try \`--neuron ${other}\`, which is on.`,
      fr:
        `Le neurone ${neuron} est **inactif** pour ce chiffre. Regardez où la pente s’arrête\u00a0: il ` +
        `n’apprendra rien de cette image. Essayez ensuite \`--neuron ${other}\`, qui est actif.`,
    });
  }

  yield step({ en: "Forward: ten probabilities", fr: "L’aller\u00a0: dix probabilités" });
  const hidden = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, label)),
    shown: 3,
    follow: neuron,
  });
  yield formula(now.left("Z2", 0, label), plus(hidden, now.at("b2", 0, label)));
  const total = series("k", 10, { term: (k) => apply("exp", now.at("Z2", 0, { k })), shown: 3 });
  yield formula(now.left("P", 0, label), over(apply("exp", now.at("Z2", 0, label)), total));
  const p = Array.from(now.matrix("P").data);
  const chart = p.map((value, c) => ({ label: `${c}`, value, text: percent(value) }));
  yield bars(chart, { max: 1, highlight: label });
  const lossName = { name: "L", traced: loss };
  yield formula(lossName, negative(apply("ln", now.at("P", 0, label))));
  return { network, digit, label, now, pixel, neuron };
}
