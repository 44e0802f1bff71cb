/**
 * The fourth part of lesson 3: one real digit backward, from its loss to the pixels and to the update
 * of the weight that is followed.
 *
 * @module
 */
import {
  apply,
  check,
  count,
  formula,
  hadamard,
  image,
  minus,
  n,
  negative,
  operand,
  over,
  plus,
  positive,
  predict,
  prose,
  series,
  step,
  symbol,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Followed, type Measuring, slopesBeside, updated } from "./lesson3_numbers.ts";

/** Every slope from the loss to the pixels: its formula, its numbers, and a measure beside it. */
export function* backward(followed: Followed, measuring: Measuring): Generator<StoryBlock> {
  const { label, loss, now, pixel, neuron, active } = followed;
  const a1 = Array.from(now.matrix("A1").data);
  yield step({ en: "Ten scores, the loss, and dZ2", fr: "Dix scores, la perte, et dZ2" });
  const hidden = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, label)),
    shown: 3,
    follow: neuron,
  });
  yield formula(now.left("Z2", 0, label), plus(hidden, now.at("b2", 0, label)));
  const total = series("k", 10, { term: (k) => apply("exp", now.at("Z2", 0, { k })), shown: 3 });
  yield formula(now.left("P", 0, label), over(apply("exp", now.at("Z2", 0, label)), total));
  yield formula({ name: "L", traced: loss }, negative(apply("ln", now.at("P", 0, label))));
  yield prose({
    en: "Now back, by the formulas of the small network. A bias is a term of its sum, so it has " +
      "the slope of the sum: db2 = dZ2, and db1 = dZ1.",
    fr:
      "Maintenant la passe arrière, avec les formules du petit réseau. Un biais est un terme de " +
      "sa somme, et en a donc la pente\u00a0: db2 = dZ2, et db1 = dZ1.",
  });
  yield formula(now.whole("dZ2"), minus(now.all("P"), now.all("Y")));
  yield formula(now.left("dZ2", 0, label), minus(now.at("P", 0, label), now.at("Y", 0, label)));

  yield step({ en: "dW2 and dA1: shapes and transposes", fr: "dW2 et dA1\u00a0: les transposées" });
  yield formula(
    now.left("dW2", neuron, label),
    times(now.at("A1", 0, neuron), now.at("dZ2", 0, label)),
  );
  yield prose({
    en: "Row j, column k of dW2 is A1[0,j]·dZ2[0,k]. For j to count rows, the row A1 is stood up " +
      "as a column: its transpose, A1ᵀ. Then all 640 slopes are one product:",
    fr:
      "À la ligne j, colonne k de dW2, il y a A1[0,j]·dZ2[0,k]. Pour que j compte les lignes, on " +
      "redresse la ligne A1 en colonne\u00a0: c’est sa transposée, A1ᵀ. Les 640 pentes sont alors " +
      "un seul produit\u00a0:",
  });
  yield formula(now.whole("dW2"), times(now.transposed("A1"), now.all("dZ2")));
  yield predict({
    en: "dA1 = dZ2·M: dA1 is (1,\u00a064), dZ2 is (1,\u00a010). What is the shape of M?",
    fr: "dA1 = dZ2·M, avec dA1 (1,\u00a064) et dZ2 (1,\u00a010). Quelles dimensions a M\u00a0?",
  }, {
    shape: now.shape("W2").toReversed(),
    why: {
      en: "It is W2ᵀ. Forward, score k took column k; backward, neuron j takes row j.",
      fr: "C’est W2ᵀ. À l’aller, le score k prend la colonne k\u00a0; au retour, j la ligne j.",
    },
  });
  yield formula(now.whole("dA1"), times(now.all("dZ2"), now.transposed("W2")));
  const path = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", neuron, { k }));
  const chain = times(symbol("∂L/∂Z2[0,k]"), symbol(`∂Z2[0,k]/∂A1[0,${neuron}]`));
  yield formula(now.left("dA1", 0, neuron), series("k", 10, { term: path, follow: label }), {
    by: [series("k", 10, { term: () => chain })],
  });

  yield step({
    en: `Through ReLU to W1[${pixel},${neuron}]`,
    fr: `À travers ReLU, jusqu’à W1[${pixel},${neuron}]`,
  });
  const on = a1.filter((a) => a > 0).length;
  yield prose({
    en:
      `⊙ multiplies element by element: ${on} of 64 neurons are on for this digit, and the slopes ` +
      `of the others stop here.`,
    fr:
      `⊙ multiplie élément par élément\u00a0: ${on} neurones sur 64 sont actifs pour ce chiffre, ` +
      `et les pentes des autres s’arrêtent ici.`,
  });
  yield formula(now.whole("dZ1"), hadamard(now.all("dA1"), positive(now.all("Z1"))));
  yield formula(
    now.left("dZ1", 0, neuron),
    times(now.at("dA1", 0, neuron), positive(now.at("Z1", 0, neuron))),
    { by: [times(symbol(`∂L/∂A1[0,${neuron}]`), symbol(`∂A1[0,${neuron}]/∂Z1[0,${neuron}]`))] },
  );
  yield formula(now.whole("dW1"), times(now.transposed("X"), now.all("dZ1")));
  yield formula(
    now.left("dW1", pixel, neuron),
    times(now.at("X", 0, pixel), now.at("dZ1", 0, neuron)),
    {
      by: [
        times(symbol(`∂Z1[0,${neuron}]/∂W1[${pixel},${neuron}]`), symbol(`∂L/∂Z1[0,${neuron}]`)),
      ],
    },
  );
  yield* measuredSlopes(followed, measuring);

  yield step({ en: "A picture of slopes, and the update", fr: "Une image de pentes, puis le pas" });
  const slopes = Array.from({ length: 784 }, (_, i) => now.value("dW1", i, active));
  yield predict({
    en: `Column ${active} of dW1 is 784 slopes, one for each pixel. Drawn as an image, it shows…`,
    fr:
      `La colonne ${active} de dW1 contient 784 pentes, une par pixel. Dessinée comme une image, ` +
      `elle montre…`,
  }, {
    choices: [
      { en: "noise", fr: "du bruit" },
      { en: "the digit itself, all of one sign", fr: "le chiffre lui-même, d’un seul signe" },
      { en: "another digit", fr: "un autre chiffre" },
    ],
    right: slopes.some((s) => s * slopes[pixel] < 0) ? 0 : 1,
    why: {
      en: `It is X, 784 pixels, times one number, dZ1[0,${active}] = ` +
        `${n(now.value("dZ1", 0, active))}.`,
      fr: `C’est X, 784 pixels, fois un seul nombre, dZ1[0,${active}] = ` +
        `${n(now.value("dZ1", 0, active))}.`,
    },
  });
  yield image({ pixels: slopes, ink: "signed" });
  const rate = 0.02, after = updated(followed, rate);
  yield formula(
    { name: `W1[${pixel},${neuron}]`, sign: "←", traced: after.weight, digits: 4 },
    minus(now.at("W1", pixel, neuron), times(operand("η", rate), now.at("dW1", pixel, neuron))),
  );
  yield check({
    claim: {
      en: "all weights and biases take this step: the loss is smaller",
      fr: "tous les poids et biais font ce pas\u00a0: la perte est plus petite",
    },
    found: { name: { en: "after", fr: "après" }, value: after.loss },
    expected: { name: { en: "before", fr: "avant" }, value: loss },
    measure: "below",
  });
}

/** The slopes of the followed neuron beside measured ones; where it is off, those that are not 0. */
function* measuredSlopes(followed: Followed, measuring: Measuring): Generator<StoryBlock> {
  const slopes = slopesBeside(followed, measuring), most = (all: number[]) => Math.max(...all);
  yield table(
    slopes.map(({ name, slope, measured, error }) => [
      name,
      n(slope, 8),
      n(measured, 8),
      n(error, 2),
    ]),
    {
      head: [
        { en: "slope", fr: "pente" },
        { en: "backpropagation", fr: "rétropropagation" },
        { en: "finite difference", fr: "différence finie" },
        { en: "relative error", fr: "erreur relative" },
      ],
    },
  );
  yield check({
    claim: {
      en: `the ${count(slopes.length)} slopes agree with the measured ones`,
      fr: `les ${count(slopes.length)} pentes concordent avec les pentes mesurées`,
    },
    found: {
      name: { en: "largest error", fr: "erreur maximale" },
      value: most(slopes.map(({ error }) => error)),
    },
    expected: {
      name: { en: "limit", fr: "limite" },
      value: most(slopes.map(({ limit }) => limit)),
    },
    measure: "below",
  });
  const { neuron, active } = followed;
  if (active !== neuron) {
    yield prose({
      en: `Neuron ${neuron} is off, and its slopes are 0: this digit leaves its weights alone.`,
      fr:
        `Le neurone ${neuron} est inactif, et ses pentes sont nulles\u00a0: ce chiffre ne touche ` +
        `pas à ses poids.`,
    });
  }
}
