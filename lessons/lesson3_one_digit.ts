/**
 * The second part of lesson 3: one real digit through 784-64-10, forward and backward.
 *
 * @module
 */
import { activeNeuron, brightPixel, digits } from "../src/cli/lesson_digits.ts";
import { snapshot } from "../src/cli/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Engine, Matrix } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  bars,
  check,
  code,
  count,
  formula,
  hadamard,
  image,
  matrix,
  minus,
  n,
  negative,
  over,
  percent,
  plus,
  positive,
  prose,
  series,
  step,
  symbol,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { Network } from "../src/nn/network.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** What the lesson follows: a network, and a weight of it. */
export interface Followed {
  /** The network, its weights as they were drawn. */
  readonly network: Network;
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
  /** What the rounding of the loss does to a measured slope. */
  readonly noise: number;
}

/** Every intermediate of one digit, with its formula, its numbers and its proof. */
export function* oneDigit(engine: Engine, asked: Asked): Generator<Block, Followed> {
  yield step({ en: "A real digit", fr: "Un vrai chiffre" });
  const network = new Network(engine, { sizes: [784, 64, 10], activation: "relu", capacity: 32 });
  network.initialise("he", normalSource(new Xoshiro128(asked.seed)));
  const digit = digits(asked.train, { engine, first: asked.digit, count: 1 });
  const { loss } = network.forward(digit), [label] = digit.labels;
  network.backward();
  const now = snapshot(network, digit.labels);
  const a1 = Array.from(now.matrix("A1").data), active = a1.filter((a) => a > 0).length;
  const neuron = asked.neuron ?? activeNeuron(a1);
  const pixel = brightPixel(now.matrix("X").data), row = Math.floor(pixel / 28);
  const weight = `W1[${pixel},${neuron}]`, ink = now.value("X", 0, pixel);
  yield prose({
    en:
      `Training image ${asked.digit} is a ${label}. Now there are 784 inputs (28×28 pixels, each ` +
      `from 0 to 1), 64 hidden neurons, 10 classes: ${count(network.parameterCount)} weights and ` +
      `biases, fresh from He’s initialisation (seed ${asked.seed}), not trained at all. We follow ` +
      `**${weight}**, from the pixel marked below (28·${row} + ${
        pixel % 28
      } = ${pixel}), which is ` +
      `${n(ink)}, to neuron ${neuron}.`,
    fr: `L’image d’entraînement ${asked.digit} est un ${label}. Voici 784 entrées (28×28 pixels, ` +
      `de 0 à 1), 64 neurones cachés, 10 classes\u00a0: ${
        count(network.parameterCount)
      } poids et ` +
      `biais tirés par l’initialisation de He (graine ${asked.seed}), non entraînés. Nous suivons ` +
      `**${weight}**, du pixel marqué (28·${row} + ${pixel % 28} = ${pixel}), qui vaut ${
        n(ink)
      }, ` +
      `au neurone ${neuron}.`,
  });
  const bytes = Array.from(now.matrix("X").data, (x) => Math.round(255 * x));
  yield image({ pixels: bytes, mark: [row, pixel % 28] });

  yield step({ en: "Forward: the hidden layer", fr: "En avant\u00a0: la couche cachée" });
  yield matrix({ name: "W1", of: now.matrix("W1"), marks: [[pixel, neuron]], rows: 3 });
  yield formula(now.whole("Z1"), plus(times(now.all("X"), now.all("W1")), now.all("b1")));
  const inputs = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, neuron)),
    follow: pixel,
  });
  yield formula(now.left("Z1", 0, neuron), plus(inputs, now.at("b1", 0, neuron)));
  yield formula(now.left("A1", 0, neuron), apply("relu", now.at("Z1", 0, neuron)));
  yield prose({
    en: "Only the largest terms are written out, and that of our weight. Black pixels are 0 and " +
      "add nothing.",
    fr: "Seuls les plus grands termes sont écrits, ainsi que celui de notre poids. Les pixels " +
      "sans encre valent 0 et n’ajoutent rien.",
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

  yield step({ en: "Forward: ten probabilities", fr: "En avant\u00a0: dix probabilités" });
  const hidden = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, label)),
    shown: 3,
  });
  yield formula(now.left("Z2", 0, label), plus(hidden, now.at("b2", 0, label)));
  const total = series("k", 10, { term: (k) => apply("exp", now.at("Z2", 0, { k })), shown: 3 });
  yield formula(now.left("P", 0, label), over(apply("exp", now.at("Z2", 0, label)), total));
  const p = Array.from(now.matrix("P").data);
  const chart = p.map((value, c) => ({ label: `${c}`, value, text: percent(value) }));
  yield bars(chart, { max: 1, highlight: label });
  const lossName = { name: "L", traced: loss };
  yield formula(lossName, negative(apply("ln", now.at("P", 0, label))));

  yield step({ en: "dZ2: how wrong each score is", fr: "dZ2\u00a0: l’erreur de chaque score" });
  yield formula(now.whole("dZ2"), minus(now.all("P"), now.all("Y")));
  const other = (label + 1) % 10;
  for (const c of [label, other]) {
    yield formula(now.left("dZ2", 0, c), minus(now.at("P", 0, c), now.at("Y", 0, c)));
  }
  const [W1, b1, W2, b2] = network.parameters.map(({ value }) => value);
  // A push must not switch the neuron on or off: at that kink there is no slope.
  const epsilon = Math.min(asked.push, Math.abs(now.value("Z1", 0, neuron)) / 2 || asked.push);
  const proof = (name: string, at: number[], matrix: Matrix, run = { network, batch: digit }) => {
    const [row, column] = at, value = now.value(name, row, column);
    const loss = () => run.network.forward(run.batch).loss;
    const { slope } = finiteDifference(matrix, { row, column, epsilon, loss });
    const element = `${name}[${row},${column}]`;
    return check({
      claim: { en: `${element} is the slope of L`, fr: `${element} est bien la pente de L` },
      found: { name: { en: "backpropagation", fr: "rétropropagation" }, value },
      expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
      tolerance: Math.max(asked.tolerance, value === 0 ? 0 : asked.noise / Math.abs(value)),
    });
  };
  yield prose({
    en: `Of ten scores, only that of class ${label} should rise. Proof: b2 is added to Z2, so ` +
      `whoever pushes b2[0,${label}] pushes Z2[0,${label}].`,
    fr:
      `Des dix scores, seul celui de la classe ${label} doit monter. Preuve\u00a0: b2 s’ajoute à ` +
      `Z2, donc pousser b2[0,${label}], c’est pousser Z2[0,${label}].`,
  });
  yield proof("dZ2", [0, label], b2);

  yield step({ en: "dW2 and db2: why a transpose", fr: "dW2 et db2\u00a0: pourquoi transposer" });
  const slopeW2 = [symbol(`∂L/∂Z2[0,${label}]`), symbol(`∂Z2[0,${label}]/∂W2[${neuron},${label}]`)];
  yield formula(
    now.left("dW2", neuron, label),
    times(now.at("A1", 0, neuron), now.at("dZ2", 0, label)),
    { by: [times(...slopeW2)] },
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
  yield formula(now.whole("db2"), now.all("dZ2"));
  yield formula(now.left("db2", 0, other), now.at("dZ2", 0, other));
  yield proof("dW2", [neuron, label], W2);
  yield proof("db2", [0, other], b2);

  yield step({ en: "dA1: back through W2", fr: "dA1\u00a0: retour à travers W2" });
  const path = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", neuron, { k }));
  yield formula(now.left("dA1", 0, neuron), series("k", 10, { term: path, shown: 10 }));
  yield prose({
    en:
      `Ten paths lead from neuron ${neuron} to L. Forward, score k took column k of W2; backward, ` +
      `neuron ${neuron} takes row ${neuron}. Rows and columns change places: that is a transpose.`,
    fr:
      `Dix chemins mènent du neurone ${neuron} à L. En avant, le score k prenait la colonne k de ` +
      `W2\u00a0; en arrière, le neurone ${neuron} prend la ligne ${neuron}. Lignes et colonnes échangent leurs ` +
      `rôles\u00a0: c’est une transposition.`,
  });
  yield formula(now.whole("dA1"), times(now.all("dZ2"), now.transposed("W2")));
  // The upper half of the network, by itself: its inputs, A1, can be pushed.
  const upper = new Network(engine, { sizes: [64, 10], activation: "relu", capacity: 1 });
  for (const [i, value] of [W2, b2].entries()) upper.parameters[i].value.data.set(value.data);
  const half = { inputs: engine.matrix(1, 64), labels: digit.labels };
  half.inputs.data.set(a1);
  yield proof("dA1", [0, neuron], half.inputs, { network: upper, batch: half });

  yield step({ en: "dZ1: through ReLU", fr: "dZ1\u00a0: à travers ReLU" });
  yield formula(now.whole("dZ1"), hadamard(now.all("dA1"), positive(now.all("Z1"))));
  yield formula(
    now.left("dZ1", 0, neuron),
    times(now.at("dA1", 0, neuron), positive(now.at("Z1", 0, neuron))),
  );
  yield prose({
    en: `⊙ multiplies element by element. ${active} of 64 neurons are on for this digit; the ` +
      `slopes of the others stop here.`,
    fr: `⊙ multiplie élément par élément. ${active} neurones sur 64 sont actifs pour ce ` +
      `chiffre\u00a0; les pentes des autres s’arrêtent ici.`,
  });
  yield proof("dZ1", [0, neuron], b1);

  yield step({ en: `dW1 and db1: ${weight} at last`, fr: `dW1 et db1\u00a0: enfin ${weight}` });
  yield formula(now.whole("dW1"), times(now.transposed("X"), now.all("dZ1")));
  yield formula(
    now.left("dW1", pixel, neuron),
    times(now.at("X", 0, pixel), now.at("dZ1", 0, neuron)),
  );
  yield formula(now.left("db1", 0, neuron), now.at("dZ1", 0, neuron));
  yield proof("dW1", [pixel, neuron], W1);
  yield proof("db1", [0, neuron], b1);

  yield step({ en: "The same, in code", fr: "La même chose, en code" });
  yield prose({
    en:
      "All that the last steps did is these lines: a layer gets the slopes by its outputs, fills " +
      "those of its weights, and hands on those by its inputs. However many layers there are, it " +
      "is this, from the last to the first. (m = 1 so far.)",
    fr:
      "Tout ce que les dernières étapes ont fait tient dans ces lignes\u00a0: une couche reçoit les " +
      "pentes de ses sorties, calcule celles de ses poids, et transmet celles de ses entrées. Quel " +
      "que soit le nombre de couches, c’est cela, de la dernière à la première. (Jusqu’ici, m = 1.)",
  });
  yield code({ file: "src/nn/dense.ts", from: "  backward(gradient" });

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
  return { network, pixel, neuron };
}
