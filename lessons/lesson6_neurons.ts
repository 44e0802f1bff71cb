/**
 * The first part of lesson 6: what hidden neurons look for.
 *
 * @module
 */
import type { StoryBlock } from "../src/lesson/lesson.ts";
import {
  apply,
  check,
  count,
  formula,
  minus,
  n,
  operand,
  percent,
  pictures,
  plus,
  predict,
  prose,
  series,
  step,
  term,
  times,
} from "../src/lesson/blocks.ts";
import { largest } from "../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import type { Asked } from "./lesson6_numbers.ts";
import { favourites, throughTheNetwork } from "./lesson6_responses.ts";
import { aDigit, same } from "./lesson6_readings.ts";

/** One neuron from its weights to its favourites, then the digit through all 64. */
export function* neurons(asked: Asked): Generator<StoryBlock> {
  yield* weightsAsImage(asked);
  yield* withDecay(asked);
  yield* digitMeetsNeuron(asked);
  yield* favourites(asked);
  yield* throughTheNetwork(asked);
}

/** The weights into a neuron, pixel by pixel. */
function weightsOf(data: ArrayLike<number>, neuron: number): number[] {
  return Array.from({ length: 784 }, (_, i) => data[i * 64 + neuron]);
}

function* weightsAsImage({ now, drawn, neuron, inked }: Asked): Generator<StoryBlock> {
  yield step({ en: "784 weights are an image", fr: "784 poids forment une image" });
  const weights = weightsOf(now.matrix("W1").data, neuron), before = weightsOf(drawn, neuron);
  const blank = inked.flatMap((isInked, i) => isInked ? [] : [i]);
  const moves = weights.flatMap((w, i) => inked[i] ? [Math.abs(w - before[i])] : []);
  const little = moves.filter((move) => move < Math.sqrt(2 / 784) / 2).length / moves.length;
  yield prose({
    en: `Neuron ${neuron} of A has one weight for each pixel: column ${neuron} of W1. Put each ` +
      `weight where its pixel is. Ink on a positive weight excites the neuron, ink on a negative ` +
      `one inhibits it.`,
    fr:
      `Le neurone ${neuron} de A a un poids par pixel\u00a0: la colonne ${neuron} de W1. Mettons ` +
      `chaque poids à la place de son pixel. L’encre sur un poids positif excite le neurone, ` +
      `l’encre sur un poids négatif l’inhibe.`,
  });
  yield pictures([
    { pixels: before, ink: "signed", title: { en: "as drawn", fr: "tirés au sort" } },
    { pixels: weights, ink: "signed", title: { en: "trained", fr: "entraînés" } },
    {
      pixels: inked.map((isInked) => isInked ? 0 : 255),
      title: { en: "never inked", fr: "jamais d’encre" },
    },
  ]);
  yield check({
    claim: {
      en: `the weights of the ${blank.length} pixels that never have ink have not moved`,
      fr: `les poids des ${blank.length} pixels sans encre n’ont pas bougé`,
    },
    found: { name: { en: "after", fr: "après" }, value: blank.map((i) => weights[i]) },
    expected: { name: { en: "before", fr: "avant" }, value: blank.map((i) => before[i]) },
    tolerance: 0,
  });
  yield prose({
    en: `Their X is 0 in every training image, so their slopes X·dZ1 are zero. Of the others, ` +
      `${
        percent(little, 0)
      } moved by less than half of the standard deviation of the draw. Learnt: ` +
      "**much of this picture is not learnt at all**, it is the grain of the draw, left over. What " +
      "training wrote must be looked for underneath.",
    fr: "Leur X vaut 0 dans toutes les images d’entraînement, donc leurs pentes X·dZ1 aussi. " +
      `Parmi les autres, ${
        percent(little, 0)
      } ont bougé de moins d’un demi-écart type du tirage. À ` +
      "retenir\u00a0: **une bonne part de cette image n’est pas apprise**, c’est le grain du tirage " +
      "qui reste. Ce que l’entraînement a écrit se cache dessous.",
  });
}

function* withDecay(asked: Asked): Generator<StoryBlock> {
  const { now, decayed, decay: { lambda, ...accuracies }, neuron, inked, drawn } = asked;
  const weight = `W1[0,${neuron}]`;
  yield step({ en: "Let it fade what it does not use", fr: "Effacer ce qui ne sert pas" });
  yield prose({
    en: `Network B started from the same weights and saw the same images, but at each step every ` +
      `weight also shrinks a little: ${term("weight decay")}, \`deno task train --l2 ` +
      `0.003\`. A weight that no slope holds up fades; for a pixel without ink, nothing else is ` +
      `left of the step:`,
    fr:
      `Le réseau B est parti des mêmes poids et a vu les mêmes images, mais à chaque pas, chaque ` +
      `poids se rapproche aussi un peu de zéro\u00a0: c’est la ${
        term("décroissance des poids")
      }, \`deno task ` +
      `train --l2 0.003\`. Un poids qu’aucune pente ne soutient s’efface\u00a0; pour un pixel sans ` +
      `encre, le pas se réduit à cela\u00a0:`,
  });
  yield formula(
    { name: weight, sign: "←", digits: 5 },
    minus(
      operand(weight, drawn[neuron]),
      times(
        operand("η", DEFAULT_RECIPE.rate),
        operand("λ", lambda),
        operand(weight, drawn[neuron]),
      ),
    ),
  );
  yield prose({
    en:
      "Eight neurons of B after the training, without the pixels that never have ink. What does " +
      "each look for?",
    fr: "Huit neurones de B après l’entraînement, sans les pixels qui n’ont jamais d’encre. Que " +
      "cherche chacun\u00a0?",
  });
  yield pictures(
    Array.from({ length: 8 }, (_, i) => (neuron + i) % 64).map((k) => ({
      pixels: weightsOf(decayed, k).map((weight, i) => inked[i] ? weight : 0),
      ink: "signed",
      title: same(`B · ${k}`),
    })),
  );
  yield prose({
    en: `After the training, ${weight} is ${n(now.value("W1", 0, neuron))} in A, as drawn, and ` +
      `${n(decayed[neuron], 2)} in B. In most of the eight one can see what they look for: ` +
      `strokes, bends, and gaps beside them. So strong a decay has a price: B reads ` +
      `${percent(accuracies.decayed)} of the validation images, A ${
        percent(accuracies.plain)
      }. λ ` +
      `was chosen so that these pictures can be read, not to read digits well. Learnt: **most of ` +
      `these neurons look for pieces of strokes**, not for whole digits.`,
    fr: `Après l’entraînement, ${weight} vaut ${n(now.value("W1", 0, neuron))} dans A, comme au ` +
      `tirage, et ${n(decayed[neuron], 2)} dans B. Chez la plupart des huit, on voit ce qu’ils ` +
      `cherchent\u00a0: des traits, des courbes, et des vides à côté. Une décroissance aussi forte ` +
      `a un prix\u00a0: B lit bien ${percent(accuracies.decayed)} des images de validation, A ` +
      `${percent(accuracies.plain)}. λ a été choisi pour que ces dessins soient lisibles, et non ` +
      `pour bien lire les chiffres. À retenir\u00a0: **la plupart de ces neurones cherchent des ` +
      `morceaux de traits**, et non des chiffres entiers.`,
  });
}

function* digitMeetsNeuron({ now, neuron, digit, label }: Asked): Generator<StoryBlock> {
  yield step({ en: "A digit meets a neuron", fr: "Un chiffre rencontre un neurone" });
  const weights = weightsOf(now.matrix("W1").data, neuron), a1 = Array.from(now.matrix("A1").data);
  const pixels = Array.from(now.matrix("X").data);
  yield prose({
    en:
      `Training image ${count(digit)} is ${aDigit(label)}. Neuron ${neuron} of A multiplies its ` +
      `ink by the weights, pixel by pixel:`,
    fr:
      `L’image d’entraînement ${
        count(digit)
      } est un ${label}. Le neurone ${neuron} de A multiplie ` +
      `son encre par les poids, pixel par pixel\u00a0:`,
  });
  yield pictures([
    { pixels: pixels.map((x) => Math.round(255 * x)), title: { en: "X", fr: "X" } },
    { pixels: weights, ink: "signed", title: { en: "weights", fr: "poids" } },
    {
      pixels: pixels.map((x, i) => x * weights[i]),
      ink: "signed",
      title: { en: "product", fr: "produit" },
    },
  ]);
  yield predict({
    en:
      "Look at the last picture, on the screen. The products are added up: which sign will Z1 have?",
    fr:
      "Regardez la dernière image, à l’écran. On additionne les produits\u00a0: quel sera le signe de Z1\u00a0?",
  }, {
    sign: now.value("Z1", 0, neuron),
    why: a1[neuron] > 0
      ? {
        en: "The ink weighs more on positive weights than on negative ones: the neuron is on.",
        fr:
          "L’encre pèse plus sur les poids positifs que sur les négatifs\u00a0: le neurone est actif.",
      }
      : {
        en: "The ink weighs more on negative weights than on positive ones: the neuron is off.",
        fr:
          "L’encre pèse plus sur les poids négatifs que sur les positifs\u00a0: le neurone est inactif.",
      },
  });
  const inputs = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, neuron)),
  });
  yield formula(now.left("Z1", 0, neuron), plus(inputs, now.at("b1", 0, neuron)));
  yield formula(now.left("A1", 0, neuron), apply("relu", now.at("Z1", 0, neuron)));
  if (a1[neuron] === 0) {
    const active = largest(a1);
    yield prose({
      en: `Inhibition wins: neuron ${neuron} is **off** for this digit. For one that ` +
        `is on, run \`--digit ${digit} --neuron ${active}\`.`,
      fr:
        `Les freins l’emportent\u00a0: le neurone ${neuron} est **inactif** pour ce chiffre. Pour ` +
        `en voir un actif\u00a0: \`--digit ${digit} --neuron ${active}\`.`,
    });
  }
  yield prose({
    en:
      "Learnt: **a neuron is a template**, held against the image; relu keeps a match and drops " +
      "the rest.",
    fr:
      "À retenir\u00a0: **un neurone est un gabarit** posé sur l’image\u00a0; relu garde ce qui " +
      "correspond et laisse tomber le reste.",
  });
}
