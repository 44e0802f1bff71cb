/**
 * The last part of lesson 3: 32 digits at once, and the code.
 *
 * @module
 */
import {
  aside,
  check,
  code,
  count,
  formula,
  n,
  operand,
  over,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Asked, batchOfDigits, type Followed } from "./lesson3_numbers.ts";

const M = 32;

/** From one digit to many, and to the project's own source. */
export function* batch(followed: Followed, asked: Asked): Generator<StoryBlock> {
  const { network, pixel, neuron } = followed;
  yield step({ en: `${M} digits at once`, fr: `${M} chiffres à la fois` });
  yield prose({
    en:
      `A step that suits one digit may hurt another, so we take m = ${M} at once, one in each row of ` +
      `X. Their loss is the mean of their losses:`,
    fr: `Un pas qui convient à un chiffre peut nuire à un autre\u00a0: on en prend m = ${M} à la ` +
      `fois, un par ligne de X. Leur perte est la moyenne de leurs pertes\u00a0:`,
  });
  const { loss, each, all, checked, after } = batchOfDigits(followed, asked, M);
  const m = operand("m", M);
  yield formula(
    { name: "L", traced: loss },
    over(series("r", M, { term: (r) => operand("L[r]", each[r]), shown: 3 }), m),
  );
  yield prose({
    en:
      "Row by row nothing changes: row r of dZ1 is the slope of L[r] (that of the mean L is 1/m of " +
      "it). But a weight serves every row: its m paths to L add up, and the mean divides them by m.",
    fr:
      "Ligne par ligne, rien ne change\u00a0: la ligne r de dZ1 est la pente de L[r] (celle de la moyenne L " +
      "vaut 1/m fois cela). Mais un poids sert à toutes les lignes\u00a0: ses m chemins s’ajoutent, puis la moyenne divise par m.",
  });
  yield formula(all.whole("dW1"), over(times(all.transposed("X"), all.all("dZ1")), m));
  const rows = (r: number) => times(all.at("X", { r }, pixel), all.at("dZ1", { r }, neuron));
  yield formula(
    all.left("dW1", pixel, neuron),
    over(series("r", M, { term: rows, shown: 2 }), m),
  );
  yield prose({
    en: "Now measure a hundred slopes of each matrix, all of the biases. Of each, the " +
      "relative error is ‖a − b‖ / max(‖a‖, ‖b‖), with ‖ ‖ the root of the sum of the squares.",
    fr: "Mesurons maintenant cent pentes par matrice, et toutes celles des biais. Pour chacune, " +
      "l’erreur relative est ‖a − b‖ / max(‖a‖, ‖b‖), où ‖ ‖ est la racine de la somme des carrés.",
  });
  const whole = checked();
  yield check({
    claim: {
      en: `${count(whole.measured)} slopes agree with the measured ones`,
      fr: `${count(whole.measured)} pentes concordent avec les pentes mesurées`,
    },
    found: { name: { en: "largest error", fr: "erreur maximale" }, value: whole.relativeError },
    expected: { name: { en: "limit", fr: "limite" }, value: whole.limit },
    measure: "below",
  });
  yield prose({
    en: `**Forget the 1/m**, and every slope is ${count(M)} times too large, and each step as ` +
      `well. With η = ${n(0.1)}, one step takes the loss from ${n(loss, 4)} to ` +
      `${n(after(0.1), 4)}; without 1/m, to ${n(after(0.1 * M), 4)}.`,
    fr: `**Oubliez le 1/m**, et chaque pente est ${count(M)} fois trop grande, chaque pas aussi. ` +
      `Avec η = ${n(0.1)}, un pas fait passer la perte de ${n(loss, 4)} à ` +
      `${n(after(0.1), 4)}\u00a0; sans 1/m, à ${n(after(0.1 * M), 4)}.`,
  });

  yield step({ en: "The same, in code", fr: "La même chose, en code" });
  const slopes = network.parameterCount;
  yield prose({
    en: `One backward pass found ${count(slopes)} slopes; measuring them takes ` +
      `${count(2 * slopes)} forward passes. This is how the network that you train goes back ` +
      "through a layer of weights: it is given the slope of what went out (`gradient`), and " +
      "returns that of what came in. `matmulTransposedA` is aᵀ·b, `matmulTransposedB` a·bᵀ, " +
      "`scale` the factor 1/m.",
    fr: `Une seule passe arrière a trouvé ${count(slopes)} pentes\u00a0; les mesurer demande ` +
      `${count(2 * slopes)} passes avant. Voici comment le réseau que vous entraînez remonte une ` +
      "couche de poids\u00a0: elle reçoit la pente de ce qui est sorti (`gradient`), et renvoie " +
      "celle de ce qui est entré. `matmulTransposedA` est aᵀ·b, `matmulTransposedB` a·bᵀ, `scale` " +
      "le facteur 1/m.",
  });
  yield code({
    file: "src/nn/dense.ts",
    from: "  backward(gradient: Matrix)",
    caption: {
      en: "dW = Xᵀ·dZ / m, db = Σ dZ / m, dX = dZ·Wᵀ. Pixels do not learn, so the first layer " +
        "skips dX:",
      fr: "dW = Xᵀ·dZ / m, db = Σ dZ / m, dX = dZ·Wᵀ. Les pixels n’apprennent pas\u00a0: la " +
        "première couche se passe de dX\u00a0:",
    },
  });
  yield aside({
    en: "The loop over the layers, and ReLU",
    fr: "La boucle sur les couches, et ReLU",
  }, function* () {
    yield code({
      file: "src/nn/network.ts",
      from: "  backward(): Matrix | undefined {",
      caption: {
        en: "From the last layer to the first, each is given what the one behind it returned:",
        fr:
          "De la dernière couche à la première, chacune reçoit ce qu’a renvoyé la suivante\u00a0:",
      },
    });
    yield code({
      file: "src/nn/activation.ts",
      from: "  backward(gradient: Matrix)",
      caption: {
        en: "ReLU, whose `activateBackward` is da ⊙ [a > 0]:",
        fr: "ReLU, dont `activateBackward` est da ⊙ [a > 0]\u00a0:",
      },
    });
  });
}
