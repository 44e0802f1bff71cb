/**
 * The first part of lesson 6: what hidden neurons look for, and a digit that passes through them.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { FloatArray } from "../src/engine/engine.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import type { Snapshot } from "../src/lesson/snapshot.ts";
import {
  apply,
  bars,
  check,
  count,
  formula,
  image,
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
import { decisiveNeurons } from "./lesson6_numbers.ts";
import {
  aDigit,
  imageOf,
  largestPlaces,
  meanByClass,
  type Readings,
  same,
} from "./lesson6_readings.ts";

/** What the lesson looks at. */
export interface Asked {
  /** The validation images. */
  readonly seen: Split;
  /** What the network made of these. */
  readonly readings: Readings;
  /** The weights W1 before the training, the same for both networks. */
  readonly drawn: FloatArray;
  /** The weights W1 of the network with weight decay. */
  readonly decayed: FloatArray;
  /** Its λ, and the accuracies of the two networks. */
  readonly decay: { readonly lambda: number; readonly plain: number; readonly decayed: number };
  /** Which pixels have ink in some training image. */
  readonly inked: readonly boolean[];
  /** The neuron to follow. */
  readonly neuron: number;
  /** The training image to follow. */
  readonly digit: number;
  /** What it shows. */
  readonly label: number;
  /** What the network reads in it. */
  readonly answer: number;
  /** The network's numbers for it. */
  readonly now: Snapshot;
}

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
  yield prose({
    en: `Neuron ${neuron} of A has one weight for each pixel: column ${neuron} of W1. Put each ` +
      `weight where its pixel is. Ink on a positive weight excites the neuron, ink on a negative ` +
      `one quiets it.`,
    fr:
      `Le neurone ${neuron} de A a un poids par pixel\u00a0: la colonne ${neuron} de W1. Mettons ` +
      `chaque poids à la place de son pixel. L’encre sur un poids positif excite le neurone, ` +
      `l’encre sur un poids négatif le freine.`,
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
    en:
      "Their X is 0 in every training image, so their slopes X·dZ1 are zero. Others moved little. " +
      "Learnt: **much of this picture is not learnt at all**, it is the grain of the draw, left " +
      "over. What training wrote must be looked for underneath.",
    fr: "Leur X vaut 0 dans toutes les images d’entraînement, donc leurs pentes X·dZ1 aussi. " +
      "D’autres ont peu bougé. À retenir\u00a0: **une bonne part de cette image n’est pas " +
      "apprise**, c’est le grain du tirage qui reste. Ce que l’entraînement a écrit se cache dessous.",
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
      `poids diminue aussi un peu\u00a0: c’est la ${term("dégradation des poids")}, \`deno task ` +
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
  const masked = (data: ArrayLike<number>) => (neuron: number) => ({
    pixels: weightsOf(data, neuron).map((weight, i) => inked[i] ? weight : 0),
    ink: "signed" as const,
  });
  const group = [0, 1, 2].map((i) => (neuron + i) % 64);
  const ofA = masked(now.matrix("W1").data), ofB = masked(decayed);
  yield pictures([
    ...group.map((k) => ({ ...ofA(k), title: same(`A · ${k}`) })),
    ...group.map((k) => ({ ...ofB(k), title: same(`B · ${k}`) })),
  ]);
  yield prose({
    en: `After the training, ${weight} is ${n(now.value("W1", 0, neuron))} in A, as drawn, and ` +
      `${
        n(decayed[neuron], 2)
      } in B. Above, pixels without ink are left out in both. In B one can see what ` +
      `they look for: strokes, bends, and gaps beside them. It has a price: B reads ` +
      `${percent(accuracies.decayed)} of the validation images, A ${
        percent(accuracies.plain)
      }. λ ` +
      `was chosen for the pictures. Learnt: **hidden neurons look for pieces of strokes**, not ` +
      `for whole digits.`,
    fr: `Après l’entraînement, ${weight} vaut ${n(now.value("W1", 0, neuron))} dans A, comme au ` +
      `tirage, et ${
        n(decayed[neuron], 2)
      } dans B. Les pixels sans encre sont laissés de côté dans ` +
      `les six images. Dans B, on voit ce qu’ils cherchent\u00a0: des traits, des courbes, et des vides à côté. Cela a ` +
      `un prix\u00a0: B lit ${percent(accuracies.decayed)} des images de validation, A ` +
      `${
        percent(accuracies.plain)
      }. λ a été choisi pour les images. À retenir\u00a0: **les neurones ` +
      `cachés cherchent des morceaux de traits**, et non des chiffres entiers.`,
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
    en: "Look at the last picture. The products are added up: which sign will Z1 have?",
    fr:
      "Regardez la dernière image. On additionne les produits\u00a0: quel sera le signe de Z1\u00a0?",
  }, {
    sign: now.value("Z1", 0, neuron),
    why: a1[neuron] > 0
      ? {
        en: "More ink meets positive weights than negative ones: the neuron is on.",
        fr: "L’encre rencontre plus de poids positifs que de négatifs\u00a0: le neurone est actif.",
      }
      : {
        en: "More ink meets negative weights than positive ones: the neuron is off.",
        fr:
          "L’encre rencontre plus de poids négatifs que de positifs\u00a0: le neurone est inactif.",
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
      en: `Quieting wins over exciting: neuron ${neuron} is **off** for this digit. For one that ` +
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

function* favourites({ readings, neuron, seen }: Asked): Generator<StoryBlock> {
  yield step({ en: "What it responds to", fr: "Ce qui l’excite" });
  const z = readings.z1[neuron], on = z.filter((value) => value > 0).length;
  yield prose({
    en:
      `All ${count(seen.count)} validation digits, and Z1 of neuron ${neuron} for each. It is on ` +
      `for ${percent(on / seen.count)} of them. The four with the largest Z1:`,
    fr:
      `Prenons les ${count(seen.count)} chiffres de validation, et pour chacun le Z1 du neurone ` +
      `${neuron}. Il est actif pour ${
        percent(on / seen.count)
      } d’entre eux. Les quatre dont le Z1 ` +
      `est le plus grand\u00a0:`,
  });
  yield pictures(
    largestPlaces(z, 4).map((i) => ({ pixels: imageOf(seen.images, i), title: same(n(z[i])) })),
  );
  if (on === 0) {
    yield prose({
      en: `Not one turns neuron ${neuron} on: it is **dead**. It takes no part in any answer, ` +
        "and as its slopes are 0, it does not learn any more.",
      fr: `Aucun n’active le neurone ${neuron}\u00a0: il est **mort**. Il ne participe à aucune ` +
        "réponse et, comme ses pentes valent 0, il n’apprend plus.",
    });
    return;
  }
  const means = meanByClass(z, seen), [first, second] = largestPlaces(means, 2);
  yield bars(means.map((mean, c) => ({ label: `${c}`, value: mean, text: n(mean) })), {
    highlight: first,
    caption: {
      en: "Its mean activation A1 for the digits of each class:",
      fr: "Son activation moyenne A1 pour les chiffres de chaque classe\u00a0:",
    },
  });
  yield prose({
    en: `The ${first} excites it most, then the ${second}: no class is alone. Learnt: **a neuron ` +
      `stands for no digit, a digit is a pattern of neurons**.`,
    fr: `C’est le ${first} qui l’excite le plus, puis le ${second}\u00a0: aucune classe n’est ` +
      `seule. À retenir\u00a0: **un neurone ne représente pas un chiffre\u00a0; un chiffre est une ` +
      `configuration de neurones**.`,
  });
}

function* throughTheNetwork({ now, neuron, label, answer }: Asked): Generator<StoryBlock> {
  yield step({ en: "The digit through the network", fr: "Le chiffre à travers le réseau" });
  const a1 = Array.from(now.matrix("A1").data), p = Array.from(now.matrix("P").data);
  const active = a1.filter((a) => a > 0).length, most = Math.max(...a1) || 1;
  yield prose({
    en: `The 64 activations A1 for our ${label}, 8 to a row, drawn as ink is: the more, the ` +
      `stronger. ${active} neurons are on; neuron ${neuron} is marked.`,
    fr:
      `Les 64 activations A1 pour notre ${label}, 8 par ligne, dessinées comme de l’encre\u00a0: ` +
      `plus il y en a, plus l’activation est forte. ${active} neurones sont actifs\u00a0; le ` +
      `neurone ${neuron} est marqué.`,
  });
  yield image({
    pixels: a1.map((a) => Math.round(255 * a / most)),
    rows: 8,
    columns: 8,
    mark: [neuron >> 3, neuron & 7],
  });
  const votes = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, answer)),
    follow: neuron,
  });
  yield formula(now.left("Z2", 0, answer), plus(votes, now.at("b2", 0, answer)));
  const [first, second] = largestPlaces(p, 2);
  yield prose({
    en: `So it adds up votes for each class. Softmax makes probabilities of the ten scores: ` +
      `${percent(p[first], 2)} for the ${first}, ${percent(p[second], 2)} for the ${second}.` +
      (answer === label ? "" : ` It reads ${aDigit(answer)}: a mistake.`),
    fr: `Il additionne ainsi des voix pour chaque classe. Softmax fait des dix scores des ` +
      `probabilités\u00a0: ${percent(p[first], 2)} pour le ${first}, ${percent(p[second], 2)} ` +
      `pour le ${second}.` +
      (answer === label ? "" : ` Il lit un ${answer}\u00a0: c’est une erreur.`),
  });
  const decisive = decisiveNeurons(now);
  yield predict({
    en:
      `Switch off one of the ${active} neurons, its A1 to 0, and leave the others. For how many ` +
      `of them does the answer change?`,
    fr: `Éteignons un des ${active} neurones, son A1 à 0, sans toucher aux autres. Pour combien ` +
      `d’entre eux la réponse change-t-elle\u00a0?`,
  }, {
    choices: [
      { en: "for none", fr: "pour aucun" },
      { en: "for one or a few", fr: "pour un ou quelques-uns" },
      { en: "for at least half", fr: "pour la moitié au moins" },
    ],
    right: decisive === 0 ? 0 : decisive < active / 2 ? 1 : 2,
    why: {
      en: `We switched off each in turn: the answer changed for ${decisive}.`,
      fr: `Nous avons éteint chacun à son tour\u00a0: la réponse a changé pour ${decisive}.`,
    },
  });
  yield prose({
    en: "Learnt: **knowledge is spread out**. Where a digit is clear, no neuron decides alone; " +
      "where two scores are close, one can.",
    fr: "À retenir\u00a0: **le savoir est réparti**. Quand un chiffre est net, aucun neurone ne " +
      "décide seul\u00a0; quand deux scores sont proches, un seul peut suffire.",
  });
}
