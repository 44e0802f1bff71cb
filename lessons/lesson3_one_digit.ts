/**
 * The third part of lesson 3: one real digit forward through 784-64-10.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  count,
  drawNetwork,
  formula,
  image,
  n,
  plus,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { type Asked, drawnPixels, follow, type Followed } from "./lesson3_numbers.ts";

/** From the pixels to the hidden layer. */
export function* oneDigit(engine: Engine, asked: Asked): Generator<Block, Followed> {
  yield step({ en: "A real digit", fr: "Un vrai chiffre" });
  const followed = follow(engine, asked);
  const { network, label, now, pixel, neuron, active } = followed;
  const row = Math.floor(pixel / 28), column = pixel % 28, ink = now.value("X", 0, pixel);
  const all = count(network.parameterCount), weight = `W1[${pixel},${neuron}]`;
  yield prose({
    en: `The same formulas, for training image ${asked.digit}, a ${label}: 784 inputs, 64 hidden ` +
      `neurons, 10 classes. The network has learnt nothing yet: of its ${all} weights and biases, ` +
      `the biases are 0, the weights drawn at random (seed ${asked.seed}). We follow ` +
      `**${weight}**, from the marked pixel, which is ${n(ink)}, to neuron ${neuron}.`,
    fr: `Les mêmes formules, pour l’image d’entraînement ${asked.digit}, un ${label}\u00a0: 784 ` +
      `entrées, 64 neurones cachés, 10 classes. Le réseau n’a encore rien appris\u00a0: de ses ` +
      `${all} poids et biais, les biais valent 0, les poids sont tirés au hasard (graine ` +
      `${asked.seed}). Nous suivons **${weight}**, du pixel marqué, qui vaut ${n(ink)}, au ` +
      `neurone ${neuron}.`,
  });
  const bytes = Array.from(now.matrix("X").data, (x) => Math.round(255 * x));
  yield image({ pixels: bytes, mark: [row, column] });
  yield drawNetwork(now, {
    direction: "forward",
    neuron,
    inputs: drawnPixels(followed),
    follow: weight,
  });
  yield prose({
    en:
      "Below a formula of matrices stand their shapes: rows, columns. A row of X meets a column " +
      "of W1, so both have 784 numbers. Of such a sum only the largest terms are written out, and " +
      "that of our weight.",
    fr:
      "Sous une formule de matrices figurent leurs dimensions\u00a0: lignes, colonnes. Une ligne " +
      "de X rencontre une colonne de W1\u00a0: toutes deux ont donc 784 nombres. D’une telle somme, " +
      "on n’écrit que les plus grands termes, et celui de notre poids.",
  });
  yield formula(now.whole("Z1"), plus(times(now.all("X"), now.all("W1")), now.all("b1")));
  const inputs = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, neuron)),
    follow: pixel,
  });
  yield formula(now.left("Z1", 0, neuron), plus(inputs, now.at("b1", 0, neuron)));
  if (active !== neuron) {
    yield prose({
      en:
        `Neuron ${neuron} is **off** for this digit: it sends 0 on, its slope will stop at ReLU, ` +
        `and it will learn nothing from this image. Watch where that happens, then try ` +
        `\`--neuron ${active}\`, which is on.`,
      fr: `Le neurone ${neuron} est **inactif** pour ce chiffre\u00a0: il transmet 0, sa pente ` +
        `s’arrêtera à ReLU, et il n’apprendra rien de cette image. Regardez où cela se passe, puis ` +
        `essayez \`--neuron ${active}\`, qui est actif.`,
    });
  }
  return followed;
}
